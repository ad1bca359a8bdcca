internal import JSON

/// A body as one reader may see it: values of fields that he may not read everywhere are masked.
struct AuditBodyView {
    /// What to show.
    let shown: JSONValue
    /// The fields whose values are shown in clear, and whose release is an event itself.
    let released: [String]

    private static let mask: JSONValue = "***"

    /// `resources` tell the classes of fields; a field of none of them counts as secret.
    init(_ body: JSONValue, for rights: Rights, resources: [Resource]) {
        guard let changes = body["changes"]?.object, var object = body.object else {
            shown = body
            released = []
            return
        }
        // An event does not tell in which of a reader's portions its object lay, so only those without a limit count.
        let everywhere = rights.portions.filter { $0.rows == RowSet(.everywhere) }
        var visible = JSONObject()
        var released: [String] = []
        for change in changes.members {
            let classification = Self.classification(of: change.name, in: resources)
            let isReadable = everywhere.contains { $0.fields.right(on: change.name, of: classification).level >= .read }
            visible[change.name] = isReadable ? change.value : ["from": Self.mask, "to": Self.mask]
            if isReadable, classification.isAuditedOnRead { released.append(change.name) }
        }
        object["changes"] = .object(visible)
        shown = .object(object)
        self.released = released
    }

    private static func classification(of field: String, in resources: [Resource]) -> Classification {
        let parts = field.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let resource = resources.first(where: { $0.name == parts[0] }) else { return .secret }
        return resource.field(parts[1])?.classification ?? .secret
    }
}
