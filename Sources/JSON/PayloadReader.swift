/// Reads the members of an object and notes *every* violation instead of stopping at the first, each with its pointer.
///
/// Ask for each member that the payload may have, then call `finish()` on the outermost reader: it throws everything
/// that was noted, and `unknown_field` for every member that nobody asked for. An optional member that is absent or
/// `null` reads as nil. A required member that is missing or wrong reads as a placeholder, which `finish()` keeps from
/// being used.
///
/// A class, so that nested readers report through the outermost one; it belongs to the one task that reads the payload.
public final class PayloadReader {
    /// At most so many violations are reported: no form shows more, and a hostile body shall not buy a long answer.
    public static let maximumViolations = 100

    private let pointer: String
    private let isObject: Bool
    private let members: JSONObject
    private var isKnown: [Bool]
    private var noted: [Violation] = []
    private var nested: [PayloadReader] = []

    /// A reader of this value. If it is no object, that is noted as a `type` violation, and no member is missed.
    public init(_ value: JSONValue, at pointer: String = "") {
        self.pointer = pointer
        isObject = value.object != nil
        members = value.object ?? JSONObject()
        isKnown = Array(repeating: false, count: members.count)
        if !isObject { noted = [Violation(pointer: pointer, code: "type")] }
    }

    // MARK: Members as they are

    /// Whether the member is there, be it `null`.
    public func has(_ key: String) -> Bool { value(key) != nil }

    /// Whether the member is there and `null`.
    public func isNull(_ key: String) -> Bool { value(key)?.isNull ?? false }

    /// The member's value; nil when it is absent.
    public func value(_ key: String) -> JSONValue? {
        guard let position = members.position(of: key) else { return nil }
        isKnown[position] = true
        return members.members[position].value
    }

    // MARK: Violations

    /// What was noted so far, by nested readers too.
    public var violations: [Violation] { collect(unknown: false) }

    /// Notes a violation of the caller's own rule.
    public func refuse(_ key: String, _ code: String, limit: String? = nil) {
        _ = value(key)
        note(path(key), code, limit)
    }

    /// Notes `required` where the member is absent or `null`: what reads an array takes both for an empty one.
    public func require(_ key: String) {
        if value(key)?.isNull ?? true { note(path(key), "required") }
    }

    /// Notes a violation of the caller's own rule by one element of an array.
    public func refuse(_ key: String, at index: Int, _ code: String, limit: String? = nil) {
        _ = value(key)
        note("\(path(key))/\(index)", code, limit)
    }

    /// Throws when anything was noted here or by nested readers, or when a member was never asked for.
    public func finish() throws(PayloadError) {
        let violations = collect(unknown: true)
        if !violations.isEmpty { throw PayloadError(violations: violations) }
    }

    private func collect(unknown: Bool) -> [Violation] {
        var all = noted
        if unknown {
            let strangers = zip(members.members, isKnown).lazy.filter { !$0.1 }.prefix(Self.maximumViolations)
            all += strangers.map { Violation(pointer: self.path($0.0.name), code: "unknown_field") }
        }
        for reader in nested where all.count < Self.maximumViolations { all += reader.collect(unknown: unknown) }
        return Array(all.prefix(Self.maximumViolations))
    }

    // MARK: For the readers of single types

    /// The member's value unless it is absent or `null`; a `required` one is then noted.
    func present(_ key: String, required: Bool) -> JSONValue? {
        if let value = value(key), !value.isNull { return value }
        if required, isObject { note(path(key), "required") }
        return nil
    }

    /// Notes a violation. The pointer is made only if it is: most payloads have no fault.
    func note(_ pointer: @autoclosure () -> String, _ code: String, _ limit: @autoclosure () -> String? = nil) {
        if noted.count < Self.maximumViolations {
            noted.append(Violation(pointer: pointer(), code: code, limit: limit()))
        }
    }

    /// A reader whose violations are reported with this one's.
    func nest(_ value: JSONValue, at pointer: String) -> PayloadReader {
        let reader = PayloadReader(value, at: pointer)
        nested.append(reader)
        return reader
    }

    /// The pointer to a member: in its name `~` is written `~0` and `/` is written `~1`.
    func path(_ key: String) -> String {
        var path = pointer + "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": path += "~0"
            case "/": path += "~1"
            default: path.unicodeScalars.append(scalar)
            }
        }
        return path
    }
}

/// A payload is read by one task.
@available(*, unavailable)
extension PayloadReader: Sendable {}
