internal import HTTPTypes
internal import JSON

/// The audit's endpoints: a table, no logic.
public enum AuditEndpoints {
    /// Every endpoint of the audit.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let inquiries = AuditInquiries(deployment: deployment)
        let tag = "audit"
        return [
            Endpoint(
                .get, "/v1/audit/events", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("审计事件", "Search the audit trail"), query: filters + paging,
                output: .page(of: event),
                failures: [.invalid]
            ) { try await inquiries.list($0) },
            Endpoint(
                .get, "/v1/audit/events/{id}", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("审计事件详情", "Get an event with its links and what it changed"), output: detail
            ) { try await inquiries.get($0) },
            Endpoint(
                .get, "/v1/audit/batches", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("审计批次", "List sealed batches"), query: paging, output: .page(of: batch),
                failures: [.invalid]
            ) { try await inquiries.batches($0) },
            Endpoint(
                .post, "/v1/audit/verifications", access: .permitted(.verifyAudit), tag: tag,
                summary: LocalizedText("校验审计链", "Prove the audit trail"), input: verification, requiresInput: false,
                output: result,
                failures: [.invalid]
            ) { try await inquiries.verify($0) },
        ]
    }

    // MARK: - Shapes

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let text: JSONValue = ["type": "string"]
    private static let optionalText: JSONValue = ["type": ["string", "null"]]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let number: JSONValue = ["type": "integer"]
    private static let optionalNumber: JSONValue = ["type": ["integer", "null"]]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let outcomes: JSONValue = [
        "type": "string", "enum": .array(AuditEvent.Outcome.allCases.map { .string($0.rawValue) }),
    ]

    private static let filters = [
        QueryParameter("filter[actorId]", summary: LocalizedText("操作人", "Who acted"), schema: id),
        QueryParameter("filter[customerId]", summary: LocalizedText("客户", "Whom it was about"), schema: id),
        QueryParameter("filter[field]", summary: LocalizedText("字段", "A field that was touched or released")),
        QueryParameter("filter[action]", summary: LocalizedText("动作", "What was done, for example reveal.customer")),
        QueryParameter("filter[outcome]", summary: LocalizedText("结果", "How it ended"), schema: outcomes),
        QueryParameter("filter[branchId]", summary: LocalizedText("门店", "In which branch"), schema: id),
        QueryParameter("filter[at][gte]", summary: LocalizedText("起始时间", "From this time on"), schema: time),
        QueryParameter("filter[at][lt]", summary: LocalizedText("截止时间", "Before this time"), schema: time),
    ]
    private static let paging = [
        QueryParameter(
            "limit", summary: LocalizedText("每页条数", "Rows of a page; there may be fewer although more follow"),
            schema: ["type": "integer", "minimum": 1, "maximum": 200]),
        QueryParameter("cursor", summary: LocalizedText("下一页", "`page.next` of the page before")),
    ]

    private static let eventProperties: [(String, JSONValue)] = [
        ("id", id), ("at", time), ("actorId", optionalID), ("actorName", optionalText), ("sessionId", optionalID),
        ("requestId", id), ("address", optionalText), ("action", text), ("objectType", text), ("objectId", optionalID),
        ("branchId", optionalID), ("customerId", optionalID),
        ("fields", ["type": "array", "items": ["type": "string"]]),
        ("purpose", optionalText), ("outcome", outcomes), ("rowCount", optionalNumber), ("sealed", flag),
        ("batch", optionalNumber),
    ]
    private static let event = Schema.object("AuditEvent", properties: eventProperties)
    private static let detail = Schema.object(
        "AuditEventDetail",
        properties: eventProperties + [
            (
                "links",
                [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "properties": ["objectType": text, "objectId": id, "customerId": optionalID, "field": text],
                    ],
                ]
            ),
            ("body", ["type": ["object", "null"]]),
        ])
    private static let batch = Schema.object(
        "AuditBatch",
        properties: [
            ("batch", number), ("events", number), ("firstAt", time), ("lastAt", time), ("sealedAt", time),
            ("root", text),
            ("previous", text), ("head", text), ("restored", flag),
        ])
    private static let head: JSONValue = [
        "type": "object", "required": ["batch", "head"],
        "properties": [
            "batch": ["type": "integer", "minimum": 1], "head": ["type": "string", "pattern": "^[0-9a-f]{64}$"],
        ],
    ]
    private static let verification = Schema.object(
        "AuditVerificationRequest",
        properties: [("expectedHead", head), ("fromBatch", ["type": "integer", "minimum": 1])])
    private static let result = Schema.object(
        "AuditVerification",
        properties: [
            ("complete", flag), ("batches", number), ("events", number), ("unsealed", number),
            ("archived", number), ("head", ["type": ["object", "null"]]),
            (
                "fault",
                [
                    "type": ["object", "null"],
                    "properties": [
                        "batch": number, "eventId": optionalID,
                        "kind": [
                            "type": "string",
                            "enum": .array(AuditVerification.Kind.allCases.map { .string($0.rawValue) }),
                        ],
                    ],
                ]
            ),
        ])
}
