internal import JSON
internal import Platform

/// What the tags' endpoints take and give.
enum TagSchemas {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 40]
    private static let english: JSONValue = ["type": ["string", "null"], "minLength": 1, "maxLength": 60]
    private static let colour: JSONValue = ["type": "string", "enum": .array(Tag.colours.map { .string($0) })]
    private static let optionalColour: JSONValue = [
        "type": ["string", "null"], "enum": .array(Tag.colours.map { .string($0) } + [.null]),
    ]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let maximum: JSONValue = ["type": ["integer", "null"], "minimum": 1, "maximum": 50]
    private static let days: JSONValue = ["type": "integer", "minimum": 1, "maximum": 3650]
    private static let lifetime: JSONValue = ["type": ["integer", "null"], "minimum": 1, "maximum": 3650]

    /// A condition; its form is in docs/api/segments.md, since it contains itself.
    private static let condition: JSONValue = ["type": "object", "additionalProperties": true]

    private static func list(of schema: Schema) -> Schema {
        .raw(["type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": schema.render(.none)]]])
    }

    static let groupCreation = Schema.object(
        "TagGroupCreation", required: ["name", "colour"],
        properties: [("name", name), ("nameEn", english), ("colour", colour), ("exclusive", flag), ("maximum", maximum)])
    static let groupChange = Schema.object(
        "TagGroupChange",
        properties: [
            ("name", name), ("nameEn", english), ("colour", colour), ("exclusive", flag), ("maximum", maximum), ("archived", flag),
        ])
    static let group = Schema.object(
        "TagGroup", required: ["id", "name", "nameEn", "colour", "exclusive", "maximum", "systemCode", "position", "archived", "version"],
        properties: [
            ("id", uuid), ("name", name), ("nameEn", english), ("colour", colour), ("exclusive", flag), ("maximum", maximum),
            ("systemCode", ["type": ["string", "null"], "enum": ["state", "layer", .null]]), ("position", ["type": "integer"]),
            ("archived", flag), ("version", ["type": "integer"]),
        ])
    static let groups = list(of: group)

    static let tagCreation = Schema.object(
        "TagCreation", required: ["groupId", "name"],
        properties: [
            ("groupId", uuid), ("name", name), ("nameEn", english), ("colour", optionalColour), ("lifetimeDays", lifetime),
            ("rule", condition),
        ])
    static let tagChange = Schema.object(
        "TagChange",
        properties: [
            ("name", name), ("nameEn", english), ("colour", optionalColour), ("lifetimeDays", lifetime), ("days", days), ("archived", flag),
        ])
    static let tag = Schema.object(
        "Tag",
        required: [
            "id", "groupId", "name", "nameEn", "colour", "kind", "lifetimeDays", "systemCode", "days", "position", "archived", "version",
        ],
        properties: [
            ("id", uuid), ("groupId", uuid), ("name", name), ("nameEn", english), ("colour", optionalColour),
            ("kind", ["type": "string", "enum": .array(Tag.Kind.allCases.map { .string($0.rawValue) })]), ("lifetimeDays", lifetime),
            ("systemCode", ["type": ["string", "null"]]), ("days", ["type": ["integer", "null"]]), ("position", ["type": "integer"]),
            ("archived", flag), ("version", ["type": "integer"]),
        ])
    static let tags = list(of: tag)

    static let ruleChange = Schema.object("TagRuleChange", required: ["condition"], properties: [("condition", condition)])
    static let rule = Schema.object(
        "TagRule", required: ["tagId", "condition", "definedAt", "computedAt"],
        properties: [
            ("tagId", uuid), ("condition", condition), ("definedAt", ["type": "string", "format": "date-time"]),
            ("computedAt", ["type": ["string", "null"], "format": "date-time"]),
        ])

    static let order = Schema.object(
        "TagOrder", required: ["groups"],
        properties: [
            (
                "groups",
                [
                    "type": "array", "maxItems": .integer(Int64(TagGroup.most)),
                    "items": [
                        "type": "object", "required": ["id"], "additionalProperties": false,
                        "properties": ["id": uuid, "tags": ["type": "array", "items": uuid]],
                    ],
                ]
            )
        ])
    static let giving = Schema.object(
        "CustomerTagGiven", properties: [("expiresAt", ["type": ["string", "null"], "format": "date-time"])])
}
