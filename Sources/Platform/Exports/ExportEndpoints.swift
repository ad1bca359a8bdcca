internal import HTTPTypes
internal import JSON

/// `/v1/exports`: lists as files, for whoever may take them out.
public enum ExportEndpoints {
    /// - Parameter lists: what can be had as a file.
    public static func endpoints(_ deployment: Deployment, lists: [ExportList]) -> [Endpoint] {
        let exports = Exports(deployment, lists)
        let tag = "exports"
        let creations = lists.map { list in
            let further = list.narrowings.map { QueryParameter($0.parameter, summary: $0.summary) }
            return Endpoint(
                .post, list.path + "/exports", access: .permitted(list.action), tag: tag,
                summary: LocalizedText(
                    "\(list.permission.chinese)：按列表的筛选与排序生成文件", "\(list.permission.english), as filtered and sorted, as a file"),
                query: ListQuery.parameters(of: list.resource).filter { !["fields", "limit", "cursor"].contains($0.name) } + further,
                input: creation, output: document, status: .accepted, idempotency: .optional,
                failures: [.exportNoColumns, .exportTooMany, .invalid]
            ) { try await exports.create($0, list) }
        }
        return creations + [
            Endpoint(
                .get, "/v1/exports", access: .permitted(.readExport), tag: tag, summary: LocalizedText("导出记录", "List exports"),
                query: NewestFirst.parameters(
                    "state", LocalizedText("状态", "State"), of: ExportRecord.State.allCases.map(\.rawValue)),
                output: .page(of: document), failures: [.invalid]
            ) { try await exports.list($0) },
            Endpoint(
                .get, "/v1/exports/{id}", access: .permitted(.readExport), tag: tag,
                summary: LocalizedText("导出详情与进度", "An export and its progress"),
                output: document
            ) { try await exports.get($0) },
            Endpoint(
                .get, "/v1/exports/{id}/content", access: .permitted(.readExport), tag: tag,
                summary: LocalizedText("下载自己的导出文件", "Download the file of one's own export"),
                failures: [.exportGone, .exportRightsChanged, .fileLost]
            ) { try await exports.content($0) },
            Endpoint(
                .post, "/v1/exports/{id}/cancellation", access: .permitted(.readExport), tag: tag,
                summary: LocalizedText("取消自己的导出", "Take one's own export back"), output: document, failures: [.exportState]
            ) { try await exports.cancel($0) },
            Endpoint(
                .post, "/v1/exports/{id}/decision", access: .permitted(.approveExport), tag: tag,
                summary: LocalizedText("审批导出", "Let an export go, or not"),
                input: .object("ExportDecision", required: ["approved"], properties: [("approved", ["type": "boolean"])]), output: document,
                failures: [.exportState, .exportOwn]
            ) { try await exports.decide($0) },
        ]
    }

    private static let creation = Schema.object(
        "ExportCreation", required: ["reason"],
        properties: [
            ("reason", ["type": "string", "minLength": 2, "maxLength": 200]), ("format", ["type": "string", "enum": ["csv", "xlsx"]]),
            ("language", ["type": "string", "enum": ["zh", "en"]]),
            ("columns", ["type": "array", "maxItems": 64, "items": ["type": "string"]]),
            ("ids", ["type": "array", "maxItems": .integer(Int64(ExportOrder.mostNamed)), "items": ["type": "string", "format": "uuid"]]),
        ])

    private static let properties: [(String, JSONValue)] = {
        let id: JSONValue = ["type": "string", "format": "uuid"]
        let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
        let time: JSONValue = ["type": "string", "format": "date-time"]
        let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
        let filter: JSONValue = [
            "type": "object", "required": ["name", "value"], "properties": ["name": ["type": "string"], "value": ["type": "string"]],
        ]
        return [
            ("id", id), ("list", ["type": "string"]), ("format", ["type": "string", "enum": ["csv", "xlsx"]]),
            ("state", ["type": "string", "enum": .array(ExportRecord.State.allCases.map { .string($0.rawValue) })]),
            ("filters", ["type": "array", "items": filter]), ("columns", ["type": "array", "items": ["type": "string"]]),
            ("chosen", ["type": "integer"]), ("reason", ["type": "string"]), ("expectedRows", ["type": "integer"]),
            ("rows", ["type": ["integer", "null"]]), ("error", ["type": ["string", "null"]]), ("available", ["type": "boolean"]),
            ("requestedBy", id), ("requestedAt", time), ("decidedBy", optionalID), ("decidedAt", optionalTime),
            ("finishedAt", optionalTime),
            ("expiresAt", optionalTime), ("opened", ["type": "integer"]),
        ]
    }()

    private static let document = Schema.object("Export", required: properties.map(\.0), properties: properties)
}
