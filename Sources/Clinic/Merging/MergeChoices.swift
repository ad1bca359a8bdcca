internal import FoundationEssentials
internal import JSON
internal import Platform

/// Whose value a field has after a merge.
public enum MergeChoice: String, Sendable, Hashable {
    case target
    case source
    /// What both say, one under the other: only long texts.
    case both
}

/// Field by field, what the target is after the merge. Where the caller says nothing: his own value, the source's where he has none, the
/// higher level, and of warnings and remarks what both say. So nothing is lost by silence.
struct MergeChoices {
    /// By field, for every field that people write.
    private(set) var choices: [Int: MergeChoice] = [:]
    /// The target's values afterwards, of fields that become different.
    private(set) var changes: [Int: FieldValue] = [:]
    /// Whether a field that the actor does not see could not be settled by itself.
    private(set) var hasUnseenConflict = false

    /// - Parameter asked: what the caller says, by the fields' names.
    /// - Throws: violations: fields that he does not see, or a choice that a field has not.
    init(_ pair: MergePair, asked: [String: MergeChoice]) throws {
        let resource = pair.resource
        var violations: [Violation] = []
        for name in asked.keys.sorted() {
            let index = resource.position(of: name)
            if index.map({ MergeChoices.isChosen(resource.fields[$0]) && pair.sees($0) }) != true {
                violations.append(Violation(pointer: "/fields/" + name, code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        for (index, field) in resource.fields.enumerated() where MergeChoices.isChosen(field) {
            let mine = pair.target.values[index] ?? .null
            let theirs = pair.source.values[index] ?? .null
            let suggested = MergeChoices.suggestion(field, target: mine, source: theirs)
            let choice = asked[field.name] ?? suggested
            if choice == .source, !MergeChoices.canBeReplaced(field, mine) {
                violations.append(Violation(pointer: "/fields/" + field.name, code: "choice", limit: "target"))
                continue
            }
            if choice == .both, !MergeChoices.joins(field) {
                violations.append(Violation(pointer: "/fields/" + field.name, code: "choice", limit: "target,source"))
                continue
            }
            choices[index] = choice
            var result = mine
            switch choice {
            case .target: break
            case .source:
                if field.writing == .required, theirs == .null {
                    violations.append(Violation(pointer: "/fields/" + field.name, code: "required"))
                    continue
                }
                result = theirs
            case .both:
                guard let joined = MergeChoices.joined(mine, theirs, field) else {
                    if pair.sees(index) {
                        violations.append(Violation(pointer: "/fields/" + field.name, code: "too_long"))
                    } else {
                        hasUnseenConflict = true
                    }
                    continue
                }
                result = joined
            }
            // Nobody is his own introducer or guardian.
            if case .id(let id) = result, id == pair.source.id || id == pair.target.id { result = .null }
            if result != mine { changes[index] = result }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Fields that people write are chosen; the server's own are not.
    static func isChosen(_ field: Field) -> Bool { field.writing == .free || field.writing == .required }

    /// Whether the source's value may take this one's place: a file of the target's would be nobody's then, and could not come back.
    static func canBeReplaced(_ field: Field, _ mine: FieldValue) -> Bool { field.custom?.kind != .file || mine == .null }

    /// Long texts can say what both say.
    static func joins(_ field: Field) -> Bool {
        if case .text(let max) = field.type { return max >= 500 }
        return false
    }

    static func suggestion(_ field: Field, target: FieldValue, source: FieldValue) -> MergeChoice {
        if source == .null || source == target { return .target }
        if target == .null { return .source }
        if joins(field) { return .both }
        if field.name == "level", let mine = target.text.flatMap(Customer.levels.firstIndex(of:)),
            let theirs = source.text.flatMap(Customer.levels.firstIndex(of:))
        {
            return theirs > mine ? .source : .target
        }
        return .target
    }

    /// What both say; nil where it is too long for the field.
    static func joined(_ target: FieldValue, _ source: FieldValue, _ field: Field) -> FieldValue? {
        guard case .text(let max) = field.type else { return target }
        guard let theirs = source.text else { return target }
        guard let mine = target.text else { return source }
        if mine.contains(theirs) { return target }
        if theirs.contains(mine) { return source }
        let joined = mine + "\n" + theirs
        return joined.unicodeScalars.count <= max ? .text(joined) : nil
    }

    /// The value of a field afterwards.
    func result(_ name: String, _ pair: MergePair) -> FieldValue {
        guard let index = pair.resource.position(of: name) else { return .null }
        return changes[index] ?? pair.target.values[index] ?? .null
    }

    /// Reads `{field: "target" | "source" | "both"}`.
    static func read(_ payload: PayloadReader) -> [String: MergeChoice] {
        guard payload.has("fields"), !payload.isNull("fields") else { return [:] }
        guard let members = payload.value("fields")?.object?.members else {
            payload.refuse("fields", "type")
            return [:]
        }
        var asked: [String: MergeChoice] = [:]
        for member in members.prefix(100) {
            guard let choice = member.value.string.flatMap(MergeChoice.init(rawValue:)) else {
                payload.refuse("fields/" + member.name, "choice", limit: "target,source,both")
                continue
            }
            asked[member.name] = choice
        }
        return asked
    }
}
