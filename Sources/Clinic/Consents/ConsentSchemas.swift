internal import JSON
internal import Platform

/// What the consents' endpoints take and give.
enum ConsentSchemas {
    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static func optional(_ format: String) -> JSONValue { ["type": ["string", "null"], "format": .string(format)] }
    private static func list(of schema: Schema) -> Schema {
        .raw(["type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": schema.render(.none)]]])
    }

    static let giving = Schema.object(
        "ConsentGiven", required: ["noticeId", "channel", "evidenceKind"],
        properties: [
            ("noticeId", uuid), ("channel", choice(ConsentChannel.words)), ("evidenceKind", choice(Consent.evidenceKinds)),
            ("evidence", ["type": "string", "maxLength": 500]), ("givenAt", time),
            (
                "guardian",
                [
                    "type": "object", "required": ["name", "relation"], "additionalProperties": false,
                    "properties": ["name": ["type": "string", "maxLength": 64], "relation": choice(Consent.guardianRelations)],
                ]
            ),
        ])
    static let withdrawal = Schema.object(
        "ConsentWithdrawal", required: ["purposes", "channel"],
        properties: [
            (
                "purposes",
                ["type": "array", "minItems": 1, "maxItems": 20, "items": choice(ConsentPurpose.words + ["marketing"])]
            ), ("channel", choice(ConsentChannel.words)), ("reason", ["type": "string", "maxLength": 500]),
        ])
    static let withdrawn = Schema.object(
        "ConsentsWithdrawn", required: ["withdrawn", "at"],
        properties: [("withdrawn", ["type": "array", "items": choice(ConsentPurpose.words)]), ("at", time)])
    private static let state = Schema.object(
        "ConsentState",
        properties: [
            ("purpose", choice(ConsentPurpose.words)), ("allowed", ["type": "boolean"]),
            ("reason", choice(Consents.Reason.allCases.map(\.rawValue))), ("consentId", optional("uuid")),
            ("since", optional("date-time")),
        ])
    static let states = list(of: state)
    private static let number: JSONValue = ["type": "integer", "minimum": 0]
    private static let purposeCoverage = Schema.object(
        "ConsentPurposeCoverage", required: ["purpose", "current", "older", "renewalNeeded", "withdrawn", "none"],
        properties: [
            ("purpose", choice(ConsentPurpose.words)), ("current", number), ("older", number), ("renewalNeeded", number),
            ("withdrawn", number), ("none", number),
        ])
    static let coverage = Schema.object(
        "ConsentCoverage", required: ["at", "customers", "purposes"],
        properties: [
            ("at", time), ("customers", number), ("purposes", ["type": "array", "items": purposeCoverage.render(.none)]),
        ])
    static let drafting = Schema.object(
        "ConsentNoticeDraft", required: ["purpose", "language", "title", "body"],
        properties: [
            ("purpose", choice(ConsentPurpose.words)), ("language", choice(["zh", "en"])),
            ("title", ["type": "string", "minLength": 2, "maxLength": 120]),
            ("body", ["type": "string", "minLength": 20, "maxLength": 20_000]), ("requiresRenewal", ["type": "boolean"]),
        ])
    static let notice = Schema.object(
        "ConsentNotice",
        properties: [
            ("id", uuid), ("purpose", choice(ConsentPurpose.words)), ("language", choice(["zh", "en"])),
            ("edition", ["type": "integer"]), ("title", ["type": "string"]), ("body", ["type": "string"]),
            ("digest", ["type": "string", "pattern": "^[0-9a-f]{64}$"]), ("requiresRenewal", ["type": "boolean"]),
            ("state", choice(["draft", "published", "discarded"])), ("createdBy", uuid), ("createdAt", time),
            ("publishedBy", optional("uuid")), ("publishedAt", optional("date-time")), ("version", ["type": "integer"]),
        ])
    static let notices = list(of: notice)
}
