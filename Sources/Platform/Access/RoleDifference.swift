internal import JSON

/// What becomes different when one content takes another's place.
struct RoleDifference: Sendable {
    let before: RoleContent
    let after: RoleContent

    /// Whether nothing does.
    var isEmpty: Bool { before.relation == after.relation && before.actions == after.actions && fields.isEmpty }

    /// The classes and fields whose rights differ, in the order of ``RoleContent/targets``.
    var fields: [(target: String, before: FieldRight, after: FieldRight)] {
        let old = Dictionary(uniqueKeysWithValues: before.targets.map { ($0.target, $0.right) })
        let new = Dictionary(uniqueKeysWithValues: after.targets.map { ($0.target, $0.right) })
        // Classes are upper case, so they sort before resources.
        return Set(old.keys).union(new.keys).sorted().compactMap { target in
            let (left, right) = (old[target] ?? .none, new[target] ?? .none)
            return left == right ? nil : (target, left, right)
        }
    }

    /// `{"rowScope"?, "actions": {"added", "removed"}, "fields": [{"target", "before", "after"}], "widens"}`; `widens` says
    /// whether anything is allowed that was not before.
    func json(in catalog: PermissionCatalog) -> JSONValue {
        var object = JSONObject()
        if before.relation != after.relation {
            object["rowScope"] = [
                "before": .string(before.relation.rawValue), "after": .string(after.relation.rawValue),
            ]
        }
        func names(_ actions: Set<Action>) -> JSONValue { .array(actions.sorted().map { .string($0.name) }) }
        object["actions"] = [
            "added": names(after.actions.subtracting(before.actions)),
            "removed": names(before.actions.subtracting(after.actions)),
        ]
        object["fields"] = .array(
            fields.map { ["target": .string($0.target), "before": $0.before.json, "after": $0.after.json] })
        object["widens"] = .boolean(!before.covers(after, in: catalog))
        return .object(object)
    }
}

extension FieldRight {
    /// `{"level", "uses": […]}`.
    var json: JSONValue {
        ["level": .string(level.word), "uses": .array(uses.words.map { .string($0) })]
    }
}
