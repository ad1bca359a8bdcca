internal import JSON
internal import Platform

/// What the layers' endpoints take and give.
enum LayerSchemas {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let text: JSONValue = ["type": "string"]
    private static let optionalText: JSONValue = ["type": ["string", "null"]]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let number: JSONValue = ["type": "integer"]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let optionalDay: JSONValue = ["type": ["string", "null"], "format": "date"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let colour: JSONValue = ["type": "string", "enum": .array(Layer.colours.map { .string($0) })]
    private static let metrics: JSONValue = [
        "type": "array", "items": ["type": "string", "enum": .array(LayerMetric.Code.allCases.map { .string($0.rawValue) })],
    ]
    private static let thresholds: JSONValue = ["type": "array", "items": ["type": "integer", "minimum": 1], "minItems": 2, "maxItems": 2]
    private static let score: JSONValue = ["type": "integer", "minimum": 1, "maximum": 3]
    private static let scores: JSONValue = [
        "type": "object", "additionalProperties": false, "properties": ["min": score, "max": score],
    ]
    /// What a layer asks for: one of these ways, each with all its scores.
    private static let ways: JSONValue = [
        "type": "array", "maxItems": .integer(Int64(Layer.mostWays)),
        "items": [
            "type": "object", "additionalProperties": false,
            "properties": .object(LayerMetric.Code.allCases.reduce(into: JSONObject()) { $0[$1.rawValue] = scores }),
        ],
    ]
    private static let layer: JSONValue = [
        "type": "object", "required": ["code", "name", "colour"], "additionalProperties": false,
        "properties": [
            "code": ["type": "string", "pattern": "^[a-z][a-z0-9_]{0,29}$"], "name": ["type": "string", "minLength": 1, "maxLength": 20],
            "nameEn": ["type": ["string", "null"], "minLength": 1, "maxLength": 40], "colour": colour, "any": ways,
        ],
    ]
    private static let layers: JSONValue = [
        "type": "array", "items": layer, "minItems": .integer(Int64(Layer.number.lowerBound)),
        "maxItems": .integer(Int64(Layer.number.upperBound)),
    ]

    static let creation = Schema.object(
        "LayerParametersCreation", required: ["effectiveOn", "recencyDays", "frequencyDays", "monetaryFen", "layers"],
        properties: [
            ("effectiveOn", day), ("recencyDays", thresholds), ("frequencyDays", thresholds), ("monetaryFen", thresholds),
            ("layers", layers),
        ])
    static let set = Schema.object(
        "LayerParameters",
        required: [
            "id", "effectiveOn", "inForce", "recencyDays", "frequencyDays", "monetaryFen", "layers", "definedAt", "definedBy",
        ],
        properties: [
            ("id", optionalID), ("effectiveOn", optionalDay), ("inForce", flag), ("recencyDays", thresholds), ("frequencyDays", thresholds),
            ("monetaryFen", thresholds), ("layers", layers), ("definedAt", optionalTime), ("definedBy", optionalID),
        ])
    static let sets = Schema.raw([
        "type": "object", "required": ["data", "missing"],
        "properties": ["data": ["type": "array", "items": set.render(.none)], "missing": metrics],
    ])
    static let order = Schema.object("LayerRun", required: ["jobId"], properties: [("jobId", uuid)])

    private static let named: [(String, JSONValue)] = [
        ("code", text), ("name", text), ("nameEn", optionalText), ("colour", colour),
    ]
    private static let head: [(String, JSONValue)] = [
        ("computedOn", optionalDay), ("computedAt", optionalTime), ("parameterId", optionalID), ("missing", metrics),
    ]
    private static let headNames = ["computedOn", "computedAt", "parameterId", "missing"]

    private static func list(of item: Schema) -> JSONValue { ["type": "array", "items": item.render(.none)] }

    private static let count = Schema.object(
        required: ["code", "name", "nameEn", "colour", "customers", "undecided"],
        properties: named + [("customers", number), ("undecided", flag)])
    static let distribution = Schema.object(
        "LayerDistribution", required: headNames + ["layers", "none"], properties: head + [("layers", list(of: count)), ("none", number)])
    private static let snapshot = Schema.object(
        "LayerSnapshot", required: headNames + ["month"], properties: head + [("month", text)])
    static let snapshots = Schema.raw([
        "type": "object", "required": ["data"], "properties": ["data": list(of: snapshot)],
    ])
    private static let side = Schema.object(
        required: headNames + ["month", "layers"],
        properties: head + [
            ("month", text), ("layers", list(of: Schema.object(required: ["code", "name", "nameEn", "colour"], properties: named))),
        ])
    static let migration = Schema.object(
        "LayerMigration", required: ["from", "to", "comparable", "cells"],
        properties: [
            ("from", side.render(.none)), ("to", side.render(.none)), ("comparable", flag),
            (
                "cells",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["from", "to", "customers"],
                        "properties": ["from": text, "to": text, "customers": number],
                    ],
                ]
            ),
        ])
}
