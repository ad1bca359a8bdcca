internal import HTTPTypes
internal import JSON

/// `/v1/alerts` and the audit's settings: a table, no logic.
public enum AlertEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let inquiries = AlertInquiries(deployment: deployment)
        let tag = "alerts"
        return [
            Endpoint(
                .get, "/v1/alerts", access: .permitted(.readAlert), tag: tag, summary: LocalizedText("告警列表", "List alerts"),
                query: filters, output: .page(of: alert), failures: [.invalid]
            ) { try await inquiries.list($0) },
            Endpoint(
                .get, "/v1/alerts/{id}", access: .permitted(.readAlert), tag: tag, summary: LocalizedText("告警详情", "Get an alert"),
                output: alert
            ) { try await inquiries.get($0) },
            Endpoint(
                .post, "/v1/alerts/{id}/acknowledgement", access: .permitted(.handleAlert), tag: tag,
                summary: LocalizedText("受理告警", "Take an alert up"), input: acknowledgement, output: alert,
                failures: [.invalid, .alertSettled]
            ) { try await inquiries.acknowledge($0) },
            Endpoint(
                .post, "/v1/alerts/{id}/closing", access: .permitted(.handleAlert), tag: tag,
                summary: LocalizedText("关闭告警", "Close an alert with a verdict"), input: closing, output: alert,
                failures: [.invalid, .alertSettled]
            ) { try await inquiries.close($0) },
            Endpoint(
                .get, "/v1/audit/settings", access: .permitted(.readAlert), tag: tag,
                summary: LocalizedText("审计设置", "The audit's settings"), output: settings
            ) { try await inquiries.settings($0) },
            Endpoint(
                .patch, "/v1/audit/settings", access: .permitted(.updateAuditSetting), tag: tag,
                summary: LocalizedText("修改审计设置", "Change the audit's settings"), input: change, output: settings, requiresVersion: true,
                failures: [.stale, .versionRequired, .invalid]
            ) { try await inquiries.changeSettings($0) },
        ]
    }

    // MARK: - Shapes

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let text: JSONValue = ["type": "string"]
    private static let optionalText: JSONValue = ["type": ["string", "null"]]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let optionalNumber: JSONValue = ["type": ["integer", "null"]]
    private static func words(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    private static let filters = [
        QueryParameter("filter[state]", summary: LocalizedText("状态", "State"), schema: words(Alert.states)),
        QueryParameter("filter[kind]", summary: LocalizedText("类型", "Kind"), schema: words(AlertKind.all.map(\.code))),
        QueryParameter(
            "filter[severity]", summary: LocalizedText("级别", "Severity"), schema: words(AlertKind.Severity.allCases.map(\.rawValue))),
        QueryParameter("filter[subjectId]", summary: LocalizedText("当事人", "Whom it is about"), schema: id),
        QueryParameter(
            "limit", summary: LocalizedText("每页条数", "Rows of a page"), schema: ["type": "integer", "minimum": 1, "maximum": 200]),
        QueryParameter("cursor", summary: LocalizedText("下一页", "`page.next` of the page before")),
    ]
    private static let alert = Schema.object(
        "Alert",
        properties: [
            ("id", id), ("kind", words(AlertKind.all.map(\.code))), ("title", text),
            ("severity", words(AlertKind.Severity.allCases.map(\.rawValue))), ("state", words(Alert.states)), ("at", optionalTime),
            ("subjectId", optionalID), ("customerId", optionalID), ("eventId", optionalID), ("eventAt", optionalTime),
            ("observed", optionalNumber), ("threshold", optionalNumber), ("acknowledgedBy", optionalID),
            ("acknowledgedAt", optionalTime), ("note", optionalText), ("closedBy", optionalID), ("closedAt", optionalTime),
            ("closingNote", optionalText), ("verdict", optionalText), ("version", ["type": "integer"]),
        ])
    private static let note: JSONValue = ["type": "string", "minLength": 2, "maxLength": 1000]
    private static let acknowledgement = Schema.object("AlertAcknowledgement", required: ["note"], properties: [("note", note)])
    private static let closing = Schema.object(
        "AlertClosing", required: ["note", "verdict"], properties: [("note", note), ("verdict", words(Alert.verdicts))])
    private static let own: [(String, JSONValue)] = AuditSettings.entries.map { entry in
        (
            entry.name,
            ["type": "integer", "minimum": .integer(entry.range.lowerBound), "maximum": .integer(entry.range.upperBound)]
        )
    }
    private static let settings = Schema.object("AuditSettings", properties: own + [("version", ["type": "integer"])])
    private static let change = Schema.object("AuditSettingsChange", properties: own)
}
