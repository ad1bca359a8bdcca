internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// Asks for a list as a file. It is written by a job, at once or when somebody else has approved it.
struct AskForExport: Sendable {
    private let list: ExportList
    private let format: String
    private let reason: String
    private let language: Language
    private let order: ExportOrder

    init(_ list: ExportList, reading payload: PayloadReader, _ call: Call) {
        self.list = list
        format = payload.choice("format", of: ["csv", "xlsx"]) ?? "csv"
        reason = payload.requiredText("reason", min: 2, max: 200)
        language = payload.choice("language", of: Language.allCases.map(\.rawValue)).flatMap { Language(rawValue: $0) } ?? call.language
        order = ExportOrder(
            parameters: call.query.all, columns: payload.texts("columns", max: 64, maxLength: 64),
            ids: payload.uuids("ids", max: ExportOrder.mostNamed))
    }

    /// - Throws: `request.invalid` for what the list would refuse; `export.no_columns`; `export.too_many`.
    func run(as actor: Actor, _ user: ID<User>, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> ExportRecord {
        let id = ID<Export>.new(at: now)
        let listed = try ExportedList(list, order, for: actor, at: now, in: tx)
        _ = try tx.execute(ExportQueries.queue(user, of: actor.tenant))
        let expected: Int64 = try tx.execute(listed.count(upTo: ExportLimit.mostRows + 1))[0][0]
        guard expected <= ExportLimit.mostRows else { throw Failure(.exportTooMany) }
        let isFree =
            try actor.rights.allows(.releaseExport)
            && expected <= ExportLimit.left(to: user, of: actor.tenant, apartFrom: id, at: now, in: tx)
        let key = keys.sealing(ExportRecord.label)
        let sealed = try key.seal(order.stored, for: ExportRecord.place(id, actor.tenant))
        let why = try key.seal(Array(reason.utf8), for: ExportRecord.place(id, actor.tenant, column: "reason_sealed"))
        tx.enqueue(
            ExportQueries.insert(
                id, list: list.resource.name, format: format, state: isFree ? .approved : .waiting, order: sealed, reason: why,
                language: language, reach: listed.reach, expected: expected, tenant: actor.tenant, user: user, at: now))
        if isFree { try ExportJobs.enqueue(id, as: actor, at: now, in: tx) }
        let resource = listed.resource
        try AuditTrail.record(
            AuditEvent(
                .orderExport, on: "export", id.uuid, fields: listed.columns.map { resource.qualified(resource.fields[$0]) },
                reason: reason,
                body: ["order": order.json, "expected": .integer(expected), "waits": .boolean(!isFree)]),
            as: actor, keys: keys, at: now, in: tx)
        guard let row = try tx.execute(ExportQueries.get(id, of: actor.tenant)).first else { throw Failure(.notFound) }
        return try ExportRecord(row, keys: keys)
    }
}
