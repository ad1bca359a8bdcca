internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// Everything that a tenant has, for its own people when it leaves: one JSON object a line, sealed to the key that its administrators
/// chose while it was theirs to choose. Whoever makes the file cannot read it.
public enum ExportTenant {
    /// What was written.
    public struct Report: Sendable {
        public var objects = 0
        /// Files with their contents.
        public var contents = 0
        /// Files whose bytes are not there, or open no more.
        public var lost = 0
        /// The public half of the key that opens the file, in hexadecimal.
        public let recipient: String
    }

    /// Long enough for millions of rows; the export holds one connection and one snapshot.
    private static let deadline: Duration = .seconds(4 * 3600)
    private static let batch = 500

    /// A table that no resource describes.
    private struct Table {
        let name: String
        let statement: SQL
        /// What people wrote there, sealed: it leaves in clear, under the name that it had in clear once.
        let texts: [ClearText]

        /// A row of the statement, as JSON.
        func value(_ row: Row, keys: TenantKeys) throws -> [UInt8] {
            let plain = Array(try row.get(0, as: String.self).utf8)
            guard !texts.isEmpty, var value = try JSONParser.parse(plain).object else { return plain }
            let id: UUID = try row[1]
            for (index, text) in texts.enumerated() {
                let column = 2 + 3 * index
                guard let cell = try row.getOptional(column, as: [UInt8].self) else { continue }
                let holder = try row.getOptional(column + 1, as: UUID.self)
                let wrapped = try row.getOptional(column + 2, as: [UInt8].self)
                guard let opened = try text.open(cell, of: id, holder: holder, wrapped: wrapped, keys: keys) else { continue }
                value[text.clear.name] = .string(opened)
            }
            return JSONValue.object(value).serialized
        }
    }

    /// Writes the file. Throws `tenant.state` for a tenant that is active, `tenant.no_export_key` for one that chose no key.
    ///
    /// - Parameters:
    ///   - contents: the files that leave with it.
    ///   - texts: what people wrote in tables that no resource describes, and what may still stand in clear in any.
    ///   - open: begins the file anew and returns what takes its bytes; called again when the connection was lost.
    public static func run(
        _ tenant: ID<Tenant>, by orderer: Actor, on deployment: Deployment, at now: Instant, contents: [ExportedContents],
        texts: [ClearText], open: @escaping @Sendable () throws -> ([UInt8]) throws -> Void
    ) async throws -> Report {
        guard tenant != .deployment else { throw Failure(.notFound) }
        let slug = try await deployment.directory.slug(of: tenant)
        let system = Actor.system(of: tenant, request: orderer.request, address: orderer.address)
        let keys = try await deployment.keys.keys(of: tenant)
        let catalog = deployment.catalog
        try await SealClearTexts.finish(texts, as: system, keys: keys, on: deployment)
        let report = try await deployment.database.read(as: system, isolation: .repeatableRead, deadline: deadline) { tx in
            let rows = try tx.execute(
                """
                select t.state, s.export_key from app.tenant t join app.tenant_setting s on s.tenant_id = t.id
                where t.id = \(tenant)
                """)
            guard let row = rows.first, try row.get(0, as: String.self) != "active" else { throw Failure(.tenantState) }
            guard let recipient = try row.getOptional(1, as: [UInt8].self) else { throw Failure(.tenantNoExportKey) }
            tx.enqueue(MergedRows.reach)
            // Sees every field in clear, also those of the tenant's own, what counts no longer among them; answers nobody.
            let rights = Rights.everything(in: catalog, custom: try CustomField.all(of: tenant, in: tx))
            let reader = Actor(
                person: .new(at: now), named: "export", of: tenant, session: .new(at: now), rights: rights, request: orderer.request,
                address: nil)
            var report = Report(recipient: Hex.encode(recipient))
            var file = try SealedFile.Writer(to: recipient, subject: tenant.uuid, write: open())
            let head: JSONValue = [
                "format": "peony-export-1", "tenant": .string(tenant.description), "slug": .string(slug),
                "at": .string(now.description),
            ]
            try file.append(head.serialized + [0x0a])
            for resource in catalog.resources {
                let selection = Selection(wholeOf: rights.extended(resource), for: reader, at: now)
                let encoder = ResourceEncoder(selection, keys: keys, tellingHidden: false)
                let all: SQL = "select \(selection.list) from \(resource.source) where t.tenant_id = \(tenant)"
                report.objects += try each(of: all, in: tx) { row in
                    try file.append(line("resource", resource.name, try encoder.object(row)))
                }
            }
            for table in try tables(of: tenant, besides: catalog.resources.map(\.table), opening: texts, in: tx) {
                report.objects += try each(of: table.statement, in: tx) { row in
                    try file.append(line("table", table.name, try table.value(row, keys: keys)))
                }
            }
            for kind in contents {
                let written = try write(kind, of: tenant, keys: keys, from: FileStore(deployment), in: tx) { name, value in
                    try file.append(line("content", name, value.serialized))
                }
                report.contents += written.count
                report.lost += written.lost
            }
            try file.finish()
            return report
        }
        try await record(report, tenant, system, orderer, keys, on: deployment, at: now)
        return report
    }

    private static func line(_ kind: String, _ name: String, _ value: [UInt8]) -> [UInt8] {
        Array("{\"\(kind)\":\"\(name)\",\"value\":".utf8) + value + Array("}\n".utf8)
    }

    /// Goes through the rows of a statement by a cursor, a batch at a time; returns how many there were.
    static func each(of statement: SQL, in tx: Transaction, _ body: (Row) throws -> Void) throws -> Int {
        try tx.execute("declare export_rows no scroll cursor for \(statement)")
        var count = 0
        while true {
            let rows = try tx.execute("fetch \(SQL(trustedText: String(batch))) from export_rows")
            for row in rows { try body(row) }
            count += rows.count
            if rows.count < batch { break }
        }
        try tx.execute("close export_rows")
        return count
    }

    /// Tables that no resource describes, each with a statement for its rows as JSON: columns that the pool role reads and that are
    /// neither secret nor sealed; and behind it, where people's texts are, the row's id and of each text the cell, whose it is, and his key.
    private static func tables(
        of tenant: ID<Tenant>, besides known: [String], opening texts: [ClearText], in tx: Transaction
    ) throws -> [Table] {
        try tx.execute(
            """
            select c.relname::text, format('app.%I', c.relname), string_agg('k.' || quote_ident(a.attname), ', ' order by a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            and exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
            and col_description(c.oid, a.attnum) in ('C0', 'C1', 'C2', 'C3', 'C4', 'C5') and a.atttypid <> 'bytea'::regtype
            and has_column_privilege(c.oid, a.attnum, 'select') and 'app.' || c.relname <> all (\(known))
            group by c.relname order by c.relname
            """
        ).map { row -> Table in
            let name: String = try row[0]
            let own = texts.filter { $0.table.name == "app." + name }
            var list: SQL = own.isEmpty ? "row_to_json(x)::text" : "row_to_json(x)::text, k.id"
            for text in own {
                let holder: SQL = text.holder.map { "k.\($0)" as SQL } ?? "null::uuid"
                list = "\(list), k.\(text.sealed), \(holder), \(CustomerKeyQueries.crm(of: holder, in: tenant))"
            }
            let table = SQL(trustedText: try row.get(1, as: String.self))
            let columns = SQL(trustedText: try row.get(2, as: String.self))
            let statement: SQL = """
                select \(list) from \(table) k cross join lateral (select \(columns)) x where k.tenant_id = \(tenant)
                """
            return Table(name: name, statement: statement, texts: own)
        }
    }

    private static func record(
        _ report: Report, _ tenant: ID<Tenant>, _ system: Actor, _ orderer: Actor, _ keys: TenantKeys, on deployment: Deployment,
        at now: Instant
    ) async throws {
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        try await deployment.database.write(as: system) { tx in
            let event = AuditEvent(
                .exportTenant, on: "tenant", tenant.uuid, rowCount: report.objects,
                body: [
                    "recipient": .string(report.recipient), "contents": .integer(Int64(report.contents)),
                    "lost": .integer(Int64(report.lost)),
                ])
            try AuditTrail.record(event, as: system, keys: keys, at: now, in: tx)
            try DeploymentAudit.record(event, as: orderer, keys: witnessKeys, at: now, in: tx)
        }
    }
}
