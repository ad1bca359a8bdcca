internal import FoundationEssentials
internal import JSON
internal import Vault

extension AuditArguments {
    /// Reads what a question takes from name and text, as a query string has it; every violation at once.
    init(_ given: [(name: String, value: String)], for question: AuditQuestion, of tenant: ID<Tenant>, at now: Instant) throws {
        self.init(tenant: tenant, now: now)
        var violations: [Violation] = []
        func refuse(_ name: String, _ code: String) { violations.append(Violation(pointer: "/" + name, code: code)) }
        for (name, value) in given {
            switch name {
            case "from": if let time = Instant(value) { from = time } else { refuse(name, "type") }
            case "until": if let time = Instant(value) { until = time } else { refuse(name, "type") }
            default:
                guard let parameter = question.parameters.first(where: { $0.name == name }) else {
                    violations.append(Violation(pointer: "/query", code: "unknown_field"))
                    continue
                }
                if let code = set(parameter, value) { refuse(name, code) }
            }
        }
        for parameter in question.parameters {
            switch parameter.kind {
            case .number(_, let standard?) where numbers[parameter.name] == nil: numbers[parameter.name] = standard
            case .word(_, let standard?) where words[parameter.name] == nil: words[parameter.name] = standard
            default: break
            }
            if parameter.isRequired, !given.contains(where: { $0.name == parameter.name }) { refuse(parameter.name, "required") }
        }
        if from >= until { refuse("until", "range") }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// The same from the members of a body.
    init(_ payload: JSONValue, for question: AuditQuestion, of tenant: ID<Tenant>, at now: Instant) throws {
        guard let object = payload.object else { throw Failure.invalid([Violation(pointer: "", code: "type")]) }
        let given = try object.members.map { member -> (name: String, value: String) in
            switch member.value {
            case .string(let text): (member.name, text)
            case .integer(let number): (member.name, String(number))
            default: throw Failure.invalid([Violation(pointer: "/" + member.name, code: "type")])
            }
        }
        try self.init(given, for: question, of: tenant, at: now)
    }

    /// Keeps one value; the code of what is wrong with it.
    private mutating func set(_ parameter: AuditParameter, _ text: String) -> String? {
        switch parameter.kind {
        case .id:
            values[parameter.name] = ID<Never>(text)?.uuid
            return values[parameter.name] == nil ? "type" : nil
        case .number(let range, _):
            guard let number = Int64(text) else { return "type" }
            guard range.contains(number) else { return "range" }
            numbers[parameter.name] = number
        case .word(let known, _):
            guard known.contains(text) else { return "choice" }
            words[parameter.name] = text
        case .field:
            guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return "type" }
            words[parameter.name] = text
        }
        return nil
    }

    /// What was asked, as the trail keeps it: ids, numbers and words.
    var json: JSONValue {
        var object: JSONObject = ["from": .string(from.description), "until": .string(until.description)]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { object[name] = .string(ID<Never>(value).description) }
        for (name, value) in numbers.sorted(by: { $0.key < $1.key }) { object[name] = .integer(value) }
        for (name, value) in words.sorted(by: { $0.key < $1.key }) { object[name] = .string(value) }
        return .object(object)
    }

    /// Tells this question from any other; a cursor is bound to it. Without the period's standard ends, which move with the clock.
    func fingerprint(_ question: AuditQuestion, given: [(name: String, value: String)]) -> String {
        let named = given.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        return Hex.encode(Digest.sha256(Array("question \(question.name)?\(named)".utf8)))
    }
}
