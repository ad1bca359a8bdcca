internal import JSON

extension PermissionCatalog {
    /// All that an editor of roles needs to offer: actions, classes, levels, uses, relations, resources with their fields.
    ///
    /// - Parameter custom: the fields that the tenant has added.
    func json(in language: Language, custom: [CustomField] = []) -> JSONValue {
        func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        return [
            "actions": .array(
                actionNames.sorted { $0.key < $1.key }.map { action, name in
                    [
                        "action": .string(action.name), "label": .string(name[language]),
                        "reserved": .boolean(reserved.contains(action)),
                    ]
                }),
            "classes": .array(
                Classification.allCases.filter { $0 != .secret }.map {
                    ["class": .string($0.rawValue), "label": .string($0.label[language])]
                }),
            "levels": strings(FieldLevel.allCases.map(\.word)),
            "uses": strings(FieldUses.words.map(\.word)),
            "rowScopes": strings(RowSet.Relation.allCases.map(\.rawValue)),
            "resources": .array(
                resources.map { $0.extended(by: custom) }.map { resource in
                    [
                        "resource": .string(resource.name),
                        "fields": .array(
                            resource.fields.filter { $0.classification != .secret }.map { field in
                                [
                                    "field": .string(field.name), "target": .string(resource.qualified(field)),
                                    "class": .string(field.classification.rawValue),
                                    "label": .string(field.label[language]),
                                    "uses": strings(field.possibleUses.words),
                                    "writable": .boolean(field.writing != .server),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
