internal import JSON
internal import Platform

/// What the endpoints about people's rights take and give.
enum PrivacySchemas {
    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let text: JSONValue = ["type": "string", "maxLength": 2000]
    private static let kinds = choice(DataRequestKind.allCases.map(\.rawValue))
    private static func optional(_ format: String) -> JSONValue { ["type": ["string", "null"], "format": .string(format)] }
    private static func list(_ name: String, of schema: JSONValue) -> Schema {
        .raw(["type": "object", "required": [.string(name)], "properties": .object([name: ["type": "array", "items": schema]])])
    }

    static let receiving = Schema.object(
        "DataRequestReceived", required: ["kind", "channel"],
        properties: [
            ("kind", kinds), ("channel", choice(ConsentChannel.words)), ("requester", choice(DataRequest.requesters)),
            ("requesterName", ["type": "string", "maxLength": 64]), ("detail", text),
        ])
    static let received = Schema.object(
        "DataRequestReceipt",
        properties: [
            ("id", uuid), ("number", ["type": "integer"]), ("kind", kinds), ("state", ["type": "string"]), ("receivedAt", time),
            ("dueAt", time),
        ])
    static let identity = Schema.object(
        "DataRequestIdentity", required: ["method"], properties: [("method", choice(DataRequest.identityMethods))])
    static let completion = Schema.object("DataRequestCompletion", properties: [("answer", text)])
    static let refusal = Schema.object(
        "DataRequestRefusal", required: ["reason", "answer"], properties: [("reason", choice(DataRequest.refusals)), ("answer", text)])
    static let issued = Schema.object(
        "DataExport",
        properties: [
            ("id", uuid), ("token", ["type": "string"]), ("objects", ["type": "integer"]), ("files", ["type": "integer"]),
            ("bytes", ["type": "integer"]), ("expiresAt", time),
        ])
    static let download = Schema.object(
        "DataExportDownload", required: ["token"], properties: [("token", ["type": "string", "maxLength": 160])])
    static let erasure = Schema.object(
        "Erasure",
        properties: [
            ("id", uuid), ("number", ["type": "integer"]), ("customerId", uuid), ("requestId", optional("uuid")), ("erasedAt", time),
            ("erasedBy", optional("uuid")), ("medicalLockedUntil", time), ("medicalDestroyedAt", optional("date-time")),
            ("certificate", ["type": "string"]), ("publicKey", ["type": "string"]),
        ])
    static let erasures = list("data", of: erasure.render(.none))
    static let rules = list(
        "data",
        of: Schema.object(
            properties: ["table", "since", "setting", "lawZh", "lawEn"].map { ($0, ["type": "string"]) }
                + ["leastYears", "years"].map { ($0, ["type": "integer"]) }
        ).render(.none))
    private static let late = Schema.object(properties: [
        ("what", ["type": "string"]), ("count", ["type": "integer"]), ("oldest", optional("date-time")),
    ]).render(.none)
    static let overdue = Schema.raw([
        "type": "object", "required": ["requests", "retention"],
        "properties": [
            "requests": ["type": "array", "items": overdueRequest], "retention": ["type": "array", "items": late],
        ],
    ])
    private static let overdueRequest =
        Schema.object(
            properties: [
                ("id", uuid), ("number", ["type": "integer"]), ("kind", kinds), ("state", ["type": "string"]), ("customerId", uuid),
                ("receivedAt", time), ("dueAt", time), ("daysLate", ["type": "integer"]),
            ]
        ).render(.none)
    static let settings = Schema.object(
        "PrivacySettings", required: PrivacySettings.all.map(\.name) + ["version"],
        properties: PrivacySettings.all.map { ($0.name, number) } + [("version", ["type": "integer"])])
    private static let number =
        Schema.object(
            required: ["value", "least", "most", "default", "labelZh", "labelEn"],
            properties: ["value", "least", "most", "default"].map { ($0, ["type": "integer"]) }
                + ["labelZh", "labelEn"].map { ($0, ["type": "string"]) }
        ).render(.none)
    static let changing = Schema.object(
        "PrivacySettingsChange",
        properties: PrivacySettings.all.map { number in
            (
                number.name,
                [
                    "type": "integer", "minimum": .integer(number.range.lowerBound), "maximum": .integer(number.range.upperBound),
                    "title": .string(number.label.chinese), "description": .string(number.label.english),
                ]
            )
        })
}
