internal import HTTPTypes
internal import JSON
public import Platform

/// `/v1/imports`: a file becomes customers, step by step: look, say what the columns are, check, run, and take back.
public enum ImportEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let imports = Imports(deployment)
        let tag = "imports"
        func verb(
            _ path: String, _ chinese: String, _ english: String, failures: [FailureCode] = [],
            _ handler: @escaping @Sendable (Call) async throws -> Reply
        ) -> Endpoint {
            Endpoint(
                .post, "/v1/imports/{id}/" + path, access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText(chinese, english), output: ImportSchemas.document, status: .accepted,
                failures: [.importState] + failures, handler: handler)
        }
        return [
            Endpoint(
                .post, "/v1/imports", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("以上传的文件开始导入", "Begin an import with an uploaded file"), input: ImportSchemas.creation,
                output: ImportSchemas.document, status: .created, idempotency: .optional,
                failures: [.importUnreadable, .fileEmpty, .fileType, .fileLost]
            ) { try await imports.create($0) },
            Endpoint(
                .get, "/v1/imports", access: .permitted(.importCustomer), tag: tag, summary: LocalizedText("导入记录", "List imports"),
                query: NewestFirst.parameters("owner", LocalizedText("只看自己的", "Only one's own"), of: ["me"]),
                output: .page(of: ImportSchemas.document), failures: [.invalid]
            ) { try await imports.list($0) },
            Endpoint(
                .get, "/v1/imports/{id}", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("导入详情与进度", "An import and its progress"),
                output: ImportSchemas.document
            ) { try await imports.get($0) },
            Endpoint(
                .get, "/v1/imports/{id}/preview", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("预览文件与列对应", "Look at the file and its columns"),
                query: [
                    QueryParameter("encoding", summary: LocalizedText("文字编码，auto 为自动识别", "How its text is encoded; auto finds out")),
                    QueryParameter("delimiter", summary: LocalizedText("分隔符，auto 为自动识别", "What separates its cells; auto finds out")),
                ], output: ImportSchemas.preview, failures: [.importFileGone, .importUnreadable, .fileLost, .invalid]
            ) { try await imports.preview($0) },
            Endpoint(
                .post, "/v1/imports/{id}/check", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("确定列对应并试运行（不写入）", "Say what the columns are and try it without writing"), input: ImportSchemas.plan,
                output: ImportSchemas.document, status: .accepted,
                failures: [.importState, .importFileGone, .importUnreadable, .fileLost]
            ) { try await imports.check($0) },
            verb("run", "开始导入", "Run a checked import") { try await imports.run($0) },
            verb("cancellation", "停止导入", "Stop an import") { try await imports.cancel($0) },
            verb("undo", "撤销整个导入", "Take a whole import back", failures: [.importTooLate]) { try await imports.undo($0) },
            Endpoint(
                .get, "/v1/imports/{id}/rows", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("逐行结果", "What came of the rows"),
                query: [
                    QueryParameter(
                        "outcome", summary: LocalizedText("结果", "Outcome"),
                        schema: ["type": "string", "enum": ["created", "updated", "duplicate", "failed"]]),
                    QueryParameter(
                        "after", summary: LocalizedText("从该行之后", "Rows after this one"), schema: ["type": "integer", "minimum": 0]),
                    QueryParameter(
                        "limit", summary: LocalizedText("每页条数", "Rows a page"), schema: ["type": "integer", "minimum": 1, "maximum": 200]),
                ], output: ImportSchemas.rows, failures: [.invalid]
            ) { try await imports.rows($0) },
            Endpoint(
                .get, "/v1/imports/{id}/report", access: .permitted(.importCustomer), tag: tag,
                summary: LocalizedText("下载导入结果（CSV）", "Download the report (CSV)"), failures: [.fileLost]
            ) { try await imports.report($0) },
        ]
    }
}
