internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Postgres
internal import Tabular
public import Vault

/// `/v1/files`: what a person brings. The body is the file itself, whatever it is called; a name stands in the query.
public enum FileEndpoints {
    /// Bytes of a file that may be brought.
    public static let largest: Int64 = 100 << 20
    /// How long what was brought stays.
    public static let lifetime: Duration = .seconds(7 * 86_400)
    /// Types that something can be done with.
    static let taken: Set<String> = [FileType.text.rawValue, FileType.spreadsheet.rawValue, FileType.pdf.rawValue]

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "files"
        return [
            Endpoint(
                uploading: "/v1/files", access: .permitted(.uploadFile), tag: tag,
                summary: LocalizedText("上传文件（请求体即文件内容）", "Upload a file: the body is its content"),
                query: [
                    QueryParameter(
                        "name", summary: LocalizedText("文件名", "What it is called"), schema: ["type": "string", "maxLength": 200])
                ],
                limit: Int(largest), output: schema, idempotency: .optional, failures: [.fileType, .fileEmpty, .tooLarge, .invalid]
            ) { try await upload($0, deployment) },
            Endpoint(
                .get, "/v1/files/{id}", access: .permitted(.readFile), tag: tag, summary: LocalizedText("文件信息", "What is known of a file"),
                output: schema
            ) { call in
                let keys = try await deployment.keys.keys(of: call.requireActor().tenant)
                return .json(json(try await own(try call.id("id"), call, keys, deployment)).serialized)
            },
            Endpoint(
                .get, "/v1/files/{id}/content", access: .permitted(.readFile), tag: tag, summary: LocalizedText("下载文件", "Download a file"),
                failures: [.fileLost]
            ) { call in
                let keys = try await deployment.keys.keys(of: call.requireActor().tenant)
                return try await download(try await own(try call.id("id"), call, keys, deployment), call, keys, deployment)
            },
        ]
    }

    private static func upload(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let upload = call.upload, let user = actor.user else { throw Failure(.forbidden) }
        let name = try fileName(call)
        let store = FileStore(deployment)
        let before = try await deployment.keys.keys(of: actor.tenant)
        let content = try await store.seal(for: actor.tenant, keys: before, limit: largest) { try await upload.next() }
        let until = call.now.advanced(by: lifetime)
        return try await store.keeping(content) { kept in
            guard content.size > 0 else { throw Failure(.fileEmpty) }
            guard taken.contains(content.type) else { throw Failure(.fileType) }
            // The file may have come for minutes; a rotation waits one for whoever holds older keys.
            let keys = try await deployment.keys.keys(of: actor.tenant)
            return try await Idempotency(deployment).write(
                "uploadFile", call, keys: keys, content: content.digest + Array(name.utf8),
                again: { .json(json(try await own(ID($0), call, keys, deployment)).serialized, status: .created) }
            ) { tx in
                let id = try store.keep(
                    content, use: .upload, name: name, until: until, as: actor, createdBy: user, keys: keys, at: call.now, in: tx)
                try AuditTrail.record(
                    AuditEvent(.uploadFile, on: "file", id.uuid, body: ["bytes": .integer(content.size), "type": .string(content.type)]),
                    as: actor, keys: keys, at: call.now, in: tx)
                kept.mark(in: tx)
                let body = json(id, name, content.size, content.type, from: call.now, until: until)
                return Idempotency.Outcome(.json(body.serialized, status: .created, location: "/v1/files/\(id)"), object: id.uuid)
            }
        }
    }

    private static func fileName(_ call: Call) throws -> String {
        var name = "file"
        for (parameter, value) in call.query.all {
            guard parameter == "name" else { throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")]) }
            guard (1...200).contains(value.unicodeScalars.count) else {
                throw Failure.invalid([Violation(pointer: "/name", code: "too_long", limit: "200")])
            }
            name = String(
                String.UnicodeScalarView(
                    value.unicodeScalars.filter { !$0.properties.isBidiControl && $0.value >= 0x20 && $0.value != 0x7f }))
        }
        return name
    }

    /// A file that the caller brought himself; for everybody else it is not there.
    private static func own(_ id: ID<StoredFile>, _ call: Call, _ keys: TenantKeys, _ deployment: Deployment) async throws -> FileFacts {
        let actor = try call.requireActor()
        let found = try await FileStore(deployment).find(id, as: actor, keys: keys, at: call.now)
        guard let found, found.use == .upload, found.createdBy == actor.user, actor.user != nil else { throw Failure(.notFound) }
        return found
    }

    /// Hands a file out, with its event: it is recorded before the first byte leaves.
    ///
    /// - Parameters:
    ///   - share: the second half of the content's key, where it was sealed with one.
    ///   - name: what the reader is to call it, where that is not the file's own name.
    public static func download(
        _ facts: FileFacts, _ call: Call, _ keys: TenantKeys, _ deployment: Deployment, event: AuditEvent? = nil,
        share: SecretKey? = nil, named name: String? = nil, with more: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let reader = try await FileStore(deployment).open(facts, keys: keys, share: share)
        let opened = event ?? AuditEvent(.readFile, on: "file", facts.id.uuid)
        try await deployment.database.write(as: actor) { tx in
            try more(tx)
            _ = try AuditTrail.record(opened, as: actor, keys: keys, at: call.now, in: tx)
        }
        // What we wrote is UTF-8; what was brought is whatever it is.
        let isOwn = facts.type == FileType.text.rawValue && (facts.use == .report || facts.use == .export)
        return try await handOut(
            facts, from: reader, contentType: isOwn ? "text/csv; charset=utf-8" : facts.type, named: name ?? facts.name)
    }

    /// Answers with a file, as something to be kept and not shown: a small one whole, a larger one as it is read and opened, so that an
    /// answer holds one piece of it. Whoever calls has written down that it leaves.
    ///
    /// - Throws: whatever reading a small one throws; a larger one ends before its length where its bytes are not what was sealed.
    public static func handOut(_ facts: FileFacts, from reader: FileReader, contentType: String, named name: String) async throws -> Reply {
        var reply: Reply
        if facts.size <= small {
            reply = Reply.bytes(try await reader.rest(), contentType: contentType)
        } else {
            reply = Reply(stream: ReplyStream(length: facts.size) { try await reader.next() }, contentType: contentType)
        }
        reply.headers.append(HTTPField(name: SecurityHeaders.policyName, value: SecurityHeaders.filePolicy))
        // RFC 6266: the name in UTF-8, percent-encoded, so that nothing in it ends the line or the value.
        reply.headers.append(
            HTTPField(name: .contentDisposition, value: "attachment; filename*=UTF-8''\(percentEncoded(name))"))
        return reply
    }

    /// Bytes that are not worth a stream, which ends its connection.
    static let small: Int64 = 256 << 10

    /// RFC 8187: what is no letter, digit or one of `-._~` as the bytes of its UTF-8.
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
    }

    private static func json(_ facts: FileFacts) -> JSONValue {
        json(facts.id, facts.name, facts.size, facts.type, from: facts.createdAt, until: facts.expiresAt)
    }

    /// `{id, name, bytes, type, createdAt, expiresAt}`.
    private static func json(
        _ id: ID<StoredFile>, _ name: String, _ bytes: Int64, _ type: String, from created: Instant, until: Instant
    ) -> JSONValue {
        [
            "id": .string(id.description), "name": .string(name), "bytes": .integer(bytes), "type": .string(type),
            "createdAt": .string(created.description), "expiresAt": .string(until.description),
        ]
    }

    private static let schema = Schema.object(
        "File", required: ["id", "name", "bytes", "type", "createdAt", "expiresAt"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("name", ["type": "string"]), ("bytes", ["type": "integer"]),
            ("type", ["type": "string"]), ("createdAt", ["type": "string", "format": "date-time"]),
            ("expiresAt", ["type": "string", "format": "date-time"]),
        ])
}
