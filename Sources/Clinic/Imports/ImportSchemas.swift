internal import JSON
internal import Platform
internal import Tabular

/// The schemas of imports.
enum ImportSchemas {
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let text: JSONValue = ["type": "string"]
    private static let policies: JSONValue = ["type": "string", "enum": .array(ImportPlan.Policy.allCases.map { .string($0.rawValue) })]

    private static let columns: JSONValue = [
        "type": "array", "maxItems": 256,
        "items": [
            "type": "object", "required": ["column", "field"], "additionalProperties": false,
            "properties": ["column": ["type": "integer", "minimum": 0, "maximum": 255], "field": ["type": "string"]],
        ],
    ]

    static let creation = Schema.object("ImportCreation", required: ["fileId"], properties: [("fileId", id)])

    static let plan = Schema.object(
        "ImportPlan", required: ["columns", "policy"],
        properties: [
            ("columns", columns), ("policy", policies), ("hasHeader", ["type": "boolean"]),
            ("encoding", ["type": "string", "enum": .array(TextEncoding.allCases.map { .string($0.rawValue) })]),
            ("delimiter", ["type": "string", "enum": ["comma", "semicolon", "tab", "bar"]]), ("homeBranchId", id),
            ("source", ["type": "string", "pattern": "^[a-z][a-z0-9_.-]{0,39}$"]),
        ])

    private static let previewProperties: [(String, JSONValue)] = [
        ("format", ["type": "string", "enum": ["csv", "xlsx"]]), ("encoding", ["type": ["string", "null"]]),
        ("delimiter", ["type": ["string", "null"]]), ("hasHeader", ["type": "boolean"]),
        ("titles", ["type": "array", "items": text]), ("rows", ["type": "array", "items": ["type": "array", "items": text]]),
        ("columns", columns), ("isRemembered", ["type": "boolean"]), ("policy", policies),
        (
            "fields",
            [
                "type": "array",
                "items": [
                    "type": "object", "required": ["name", "zh", "en", "required"],
                    "properties": ["name": text, "zh": text, "en": text, "required": ["type": "boolean"]],
                ],
            ]
        ),
    ]

    static let preview = Schema.object("ImportPreview", required: previewProperties.map(\.0), properties: previewProperties)

    private static let documentProperties: [(String, JSONValue)] = [
        ("id", id), ("kind", ["type": "string", "enum": ["customer"]]),
        (
            "state",
            ["type": "string", "enum": .array(ImportRecord.State.allCases.map { .string($0.rawValue) })]
        ),
        ("fileId", ["type": ["string", "null"], "format": "uuid"]), ("policy", policies), ("error", ["type": ["string", "null"]]),
        ("hasReport", ["type": "boolean"]), ("rows", count), ("blankRows", count), ("totalRows", ["type": ["integer", "null"]]),
        ("created", count), ("updated", count), ("duplicates", count), ("failed", count), ("removed", count), ("restored", count),
        ("kept", count), ("isUndoable", ["type": "boolean"]), ("createdBy", id), ("createdAt", ["type": "string", "format": "date-time"]),
        ("finishedAt", ["type": ["string", "null"], "format": "date-time"]),
    ]

    /// With the first look at the file, when it has just begun.
    static let document = Schema.object(
        "Import", required: documentProperties.map(\.0),
        properties: documentProperties + [("preview", ["type": "object"])])

    static let rows = Schema.object(
        "ImportRows", required: ["data", "next"],
        properties: [
            (
                "data",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["row", "outcome", "problems", "codes", "customerId", "undone"],
                        "properties": [
                            "row": ["type": "integer"], "outcome": text, "problems": ["type": "array", "items": text],
                            "codes": ["type": "array", "items": text], "customerId": ["type": ["string", "null"], "format": "uuid"],
                            "undone": ["type": ["string", "null"]],
                        ],
                    ],
                ]
            ), ("next", ["type": ["integer", "null"]]),
        ])
}
