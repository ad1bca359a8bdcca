internal import FoundationEssentials
public import Postgres

/// Removes files whose time is over, contents that nothing has any more, and blobs that were written and never used.
public enum FileJobs {
    static let code = "files.sweep"
    /// A blob without a content may belong to an upload that has not come to its end.
    static let patience: Duration = .seconds(86_400)
    private static let batch = 500

    /// What of the files is sealed under a tenant's key: keys, names and the secret of addresses; the rotation seals them anew.
    public static let secrets: [TenantSecret] = [
        .column("secret_sealed", of: "app.file_secret", id: "tenant_id", label: FileStore.label),
        .column("key_sealed", of: "app.file_content", label: FileStore.label),
        .column("name_sealed", of: "app.file", label: FileStore.label),
    ]

    public static func kinds(_ deployment: Deployment) -> [JobKind] { [JobKind(code) { try await run($0) }] }

    public static let schedules = [Schedule(code, every: .seconds(3600), scope: .tenants)]

    static func run(_ run: JobRun) async throws {
        let (tenant, now, blobs) = (run.tenant, run.now(), run.deployment.blobs)
        var removed: Int64 = 0
        var count = batch
        while count == batch {
            count = try await run.write { tx in
                try tx.execute(FileQueries.removeExpired(of: tenant, at: now, limit: batch)).affected
            }
            removed += Int64(count)
            try await run.progress(done: removed)
        }
        count = batch
        while count == batch {
            // A blob whose row is gone opens no more, so it does not matter if the server stops between the two.
            let gone = try await run.write { tx in
                try tx.execute(FileQueries.removeUnused(of: tenant, limit: batch)).map { try $0.get(0, as: UUID.self) }
            }
            try await BlobQueue.run { for id in gone { try blobs.remove(BlobName(tenant: tenant, id: id)) } }
            count = gone.count
        }
        let names = try await BlobQueue.run { try blobs.names(of: tenant, before: now.advanced(by: .zero - patience)) }
        for start in stride(from: 0, to: names.count, by: batch) {
            let some = Array(names[start..<min(start + batch, names.count)])
            let known = try await run.deployment.database.read(as: run.actor) { tx in
                Set(try tx.execute(FileQueries.known(some.map(\.id), of: tenant)).map { try $0.get(0, as: UUID.self) })
            }
            let strays = some.filter { !known.contains($0.id) }
            try await BlobQueue.run { for stray in strays { try blobs.remove(stray) } }
        }
    }
}

extension FileJobs {
    /// Removes what is no longer needed now, and not within the hour.
    public static func sweepSoon(as actor: Actor, at now: Instant, in tx: Transaction) throws {
        try Outbox.enqueue(code, at: now, key: "soon", as: actor, in: tx)
    }
}
