internal import HTTPTypes
internal import JSON

/// The endpoints of the saved questions, of incident packs and of the tenant's own signed note: a table, no logic.
public enum AuditQuestionEndpoints {
    /// - Parameter questions: every feature's.
    public static func endpoints(_ deployment: Deployment, questions: [AuditQuestion] = AuditQuestions.all) -> [Endpoint] {
        let asking = AuditQuestioning(deployment: deployment, questions: questions)
        let taking = AuditTaking(deployment: deployment)
        return [
            Endpoint(
                .get, "/v1/audit/questions", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("已存问题", "List the saved questions"), output: list
            ) { try asking.list($0) },
            Endpoint(
                .get, "/v1/audit/questions/{name}", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("提问", "Ask a saved question"), query: parameters(questions) + paging, output: answer,
                failures: [.invalid]
            ) { try await asking.ask($0) },
            Endpoint(
                .post, "/v1/audit/questions/{name}/exports", access: .permitted(.exportAudit), tag: tag,
                summary: LocalizedText("导出已签名的答案", "Take the whole answer away, signed"),
                input: .raw(["type": "object", "additionalProperties": ["type": ["string", "integer"]]]),
                failures: [.invalid, .auditKeyMissing]
            ) { try await asking.export($0) },
            incidentPack(taking),
            Endpoint(
                .get, "/v1/audit/note", access: .permitted(.readAudit), tag: tag,
                summary: LocalizedText("本租户的签名记录", "This tenant's newest head, signed"), failures: [.auditKeyMissing]
            ) { try await taking.note($0) },
        ]
    }

    private static func incidentPack(_ taking: AuditTaking) -> Endpoint {
        var endpoint = Endpoint(
            .get, "/v1/audit/incident-pack", access: .permitted(.exportAudit), tag: tag,
            summary: LocalizedText("事件影响名单", "Whom a person's access concerned in a stretch of time"),
            query: [
                QueryParameter("actorId", summary: LocalizedText("操作人", "Who acted"), schema: id, required: true),
                QueryParameter("from", summary: LocalizedText("起始时间", "From this time on"), schema: time, required: true),
                QueryParameter("until", summary: LocalizedText("截止时间", "Before this time"), schema: time, required: true),
                QueryParameter(
                    "format", summary: LocalizedText("格式", "As JSON or as CSV"), schema: ["type": "string", "enum": ["json", "csv"]]),
            ], output: pack, failures: [.invalid, .tooManyCustomers]
        ) { try await taking.incidentPack($0) }
        endpoint.otherOutputs = ["text/csv"]
        return endpoint
    }

    // MARK: - Shapes

    private static let tag = "audit"
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let text: JSONValue = ["type": "string"]
    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let number: JSONValue = ["type": "integer"]

    /// What any of the questions takes; the list of questions tells which takes what.
    private static func parameters(_ questions: [AuditQuestion]) -> [QueryParameter] {
        var seen: Set<String> = []
        let own = questions.flatMap(\.parameters).filter { seen.insert($0.name).inserted }.map { parameter in
            let schema: JSONValue =
                switch parameter.kind {
                case .id: id
                case .number: number
                case .word, .field: text
                }
            return QueryParameter(parameter.name, summary: parameter.title, schema: schema)
        }
        return own + [
            QueryParameter("from", summary: LocalizedText("起始时间", "From this time on; 90 days ago when left out"), schema: time),
            QueryParameter("until", summary: LocalizedText("截止时间", "Before this time"), schema: time),
        ]
    }

    private static let paging = [
        QueryParameter(
            "limit", summary: LocalizedText("每页条数", "Rows of a page"), schema: ["type": "integer", "minimum": 1, "maximum": 200]),
        QueryParameter("cursor", summary: LocalizedText("下一页", "`page.next` of the page before")),
    ]

    private static let list = Schema.object(
        "AuditQuestions",
        properties: [
            (
                "data",
                [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "properties": [
                            "name": text, "title": text, "summary": text, "answers": ["type": "string", "enum": ["now", "later"]],
                            "parameters": ["type": "array", "items": ["type": "object"]],
                            "columns": ["type": "array", "items": ["type": "object"]],
                        ],
                    ],
                ]
            )
        ])
    private static let answer = Schema.page(of: Schema(name: "AuditAnswerRow") { _ in ["type": "object"] })
    private static let pack = Schema.object(
        "IncidentPack",
        properties: [
            ("actorId", id), ("from", time), ("until", time), ("collectedAt", time), ("customers", number),
            (
                "data",
                [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "properties": [
                            "customerId": id, "released": texts, "changed": texts, "events": number, "firstAt": time, "lastAt": time,
                        ],
                    ],
                ]
            ),
        ])
}
