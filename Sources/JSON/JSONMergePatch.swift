/// JSON Merge Patch (RFC 7396): a patch names what changes; `null` removes a member; all but objects is replaced whole.
public enum JSONMergePatch {
    /// The target after the patch. Members keep their order, new ones follow. Linear in the size of both.
    public static func apply(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        let current = target.object ?? JSONObject()
        var result = JSONObject()
        for member in current.members {
            switch changes[member.name] {
            case nil: result[member.name] = member.value
            case .null?: break
            case let change?: result[member.name] = apply(change, to: member.value)
            }
        }
        for member in changes.members where !member.value.isNull && current[member.name] == nil {
            // Applied even without a target: the patch's own nulls must not survive in what is added.
            result[member.name] = apply(member.value, to: .null)
        }
        return .object(result)
    }
}
