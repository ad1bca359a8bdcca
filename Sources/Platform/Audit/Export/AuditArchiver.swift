internal import FoundationEssentials
public import Postgres
public import Vault

/// Takes old months out of the database: exports them, signs for what was exported, and detaches the partitions. The heads
/// stay, so the chain still proves, and with the files at hand to the last event.
public struct AuditArchiver: Sendable {
    /// One tenant's month in a file.
    public struct Archived: Sendable {
        public let slug: String
        public let path: String
        public let events: Int64
    }

    private let database: Database
    private let sealerURL: String
    private let signer: NoteSigner

    /// - Parameter sealerURL: signs in as `peony_sealer`, who may write archives down and detach months.
    public init(_ database: Database, sealerURL: String, signer: NoteSigner) {
        self.database = database
        self.sealerURL = sealerURL
        self.signer = signer
    }

    /// Exports a month of one tenant; nil when it has no events there, or was exported before.
    ///
    /// The chain is proved before anything of it leaves.
    public func archive(
        _ month: AuditMonth, of tenant: ID<Tenant>, slug: String, into directory: String, at now: Instant
    ) async throws -> Archived? {
        let reader = AuditReader(database, tenant)
        let (from, until) = (month.start, month.end)
        let known = try await reader.count(
            "select count(*) from audit.archive where tenant_id = \(tenant) and month = \(month.first)")
        let events = try await reader.count(
            "select count(*) from audit.event where tenant_id = \(tenant) and at >= \(from) and at < \(until)")
        guard known == 0, events > 0 else { return nil }
        let signers = try await NoteTrust([signer.verifier]).learning(from: database)
        let proof = try await AuditVerifier(database, signers: signers).verify(tenant: tenant)
        if let fault = proof.fault {
            throw AnchorError("\(slug): batch \(fault.batch) is broken (\(fault.kind.rawValue)); nothing was archived")
        }

        let path = "\(directory)/peony-audit-\(slug == "-" ? "deployment" : slug)-\(month).jsonl"
        let file = try SignedFile(creating: path)
        let counts = try await AuditExporter(database).write(month: month, of: tenant, to: file)
        let hash = try file.seal(by: signer, at: now)
        try keep(counts, hash, month, tenant, path, now)
        return Archived(slug: slug, path: path, events: counts.reduce(Int64(0)) { $0 + $1.count })
    }

    private func keep(
        _ counts: [(batch: Int64, count: Int64)], _ hash: [UInt8], _ month: AuditMonth, _ tenant: ID<Tenant>, _ path: String,
        _ now: Instant
    ) throws {
        guard let first = counts.first?.batch, let last = counts.last?.batch else { return }
        let seal = try AuditArchiveSeal(tenant: tenant.uuid, month: month.first, digest: hash, counts: counts).signed(by: signer)
        let total = counts.reduce(Int64(0)) { $0 + $1.count }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let connection = try Connection(url: sealerURL, applicationName: "peony-archive")
        defer { connection.close() }
        try connection.transaction {
            try connection.execute(
                """
                insert into audit.archive (tenant_id, month, file_name, sha256, event_count, first_batch, last_batch, seal, archived_at)
                values (\(tenant), \(month.first), \(name), \(hash), \(total), \(first), \(last),
                  \(seal), \(now))
                """)
            try connection.execute(
                """
                insert into audit.archived_batch (tenant_id, month, batch, event_count)
                select \(tenant), \(month.first), u.batch, u.count::int
                from unnest(\(counts.map(\.batch)), \(counts.map(\.count))) u (batch, count)
                """)
        }
    }

    /// Detaches a month that was archived for every tenant and whose retention has passed; with `dropping` its rows end.
    public func detach(_ month: AuditMonth, dropping: Bool) throws {
        let connection = try Connection(url: sealerURL, applicationName: "peony-archive")
        defer { connection.close() }
        // Counting a month takes longer than a batch.
        try connection.execute("set statement_timeout = 0")
        do {
            try connection.execute("call audit.detach_month(\(month.first), \(dropping))")
        } catch {
            switch error.sqlState {
            case "PA001": throw AnchorError("\(month): a tenant's retention has not passed")
            case "PA002": throw AnchorError("\(month): a tenant has events of it that are not sealed, or not archived")
            default: throw error
            }
        }
    }
}
