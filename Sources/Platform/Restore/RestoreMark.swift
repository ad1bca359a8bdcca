internal import Foundation
public import Postgres
internal import Synchronization

/// Keeps a restored copy silent until somebody says that it is the one to go on with: two copies that both send would tell receivers
/// everything twice, and a copy for a trial would tell them what never happened.
///
/// It is noticed in two ways. A backup made by `peony backup` carries a name (`peony.restored_from`) that the server it becomes shows; the
/// name has to be confirmed. And each server keeps the database's generation, a number that only grows, in a file beside its settings: a
/// database that is behind the file was set back, by whatever means.
public final class RestoreMark: Sendable {
    /// Why nothing is sent.
    public enum Silence: Sendable, Hashable {
        /// This database was a backup, of this name.
        case restored(String)
        /// It is older than what this server has seen.
        case setBack
    }

    private let database: Database
    private let clock: any WallClock
    private let file: String?
    private let known = Mutex<(silence: Silence?, until: ContinuousClock.Instant)?>(nil)

    /// - Parameter file: where this server keeps the generation; nil for tools that keep none.
    public init(_ database: Database, clock: any WallClock, file: String?) {
        self.database = database
        self.clock = clock
        self.file = file
    }

    /// Why nothing may be sent; nil when all is well. Kept for five seconds.
    public func silence() async throws -> Silence? {
        if let known = known.withLock({ $0 }), known.until > .now { return known.silence }
        let rows = try await database.fetch(as: actor, [RestoreQueries.state])[0]
        let silence = try rows.first.flatMap(RestoreMark.read)
        known.withLock { $0 = (silence, .now + .seconds(5)) }
        return silence
    }

    /// Raises the generation, here and in the database. Called at every start, and now and then.
    ///
    /// - Returns: false when the file could not be written: this server would not notice a database that is set back.
    @discardableResult
    public func keepPace() async throws -> Bool {
        let seen = file.flatMap { FileManager.default.contents(atPath: $0) }.flatMap {
            Int64(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let generation = try await database.write(as: actor) { tx -> Int64 in
            try tx.execute(RestoreQueries.advance(past: seen ?? 0))[0][0]
        }
        known.withLock { $0 = nil }
        guard let file else { return true }
        return FileManager.default.createFile(atPath: file, contents: Data("\(generation)\n".utf8), attributes: [.posixPermissions: 0o600])
    }

    /// Lets this copy send from now on.
    public func confirm(keys: TenantKeys) async throws {
        let (actor, now) = (actor, clock.now())
        try await database.write(as: actor) { tx in
            tx.enqueue(RestoreQueries.confirm)
            try AuditTrail.record(AuditEvent(.confirmRestore, on: "deployment"), as: actor, keys: keys, at: now, in: tx)
        }
        known.withLock { $0 = nil }
    }

    private var actor: Actor { .system(of: .deployment, request: .new(at: clock.now())) }

    private static func read(_ row: Row) throws -> Silence? {
        if try row.getOptional(1, as: String.self) != nil { return .setBack }
        return try row.getOptional(0, as: String.self).map { .restored($0) }
    }
}

extension Action {
    /// The operator let a restored copy send. A word of the audit trail; nobody is granted it.
    public static let confirmRestore = Action("confirm.restore")
}

/// The mark's statements. Its row is the deployment's own: it has no tenant.
private enum RestoreQueries {
    /// The backup that this database was, unless confirmed; and why else it is silent.
    static let state: SQL = """
        select case when nullif(current_setting('peony.restored_from', true), '') is distinct from confirmed
          then nullif(current_setting('peony.restored_from', true), '') end, silence
        from app.restore_mark
        """

    static func advance(past seen: Int64) -> SQL {
        """
        update app.restore_mark set generation = greatest(generation, \(seen)) + 1,
          silence = case when generation < \(seen) then 'set_back' else silence end
        returning generation
        """
    }

    static let confirm: SQL = """
        update app.restore_mark set silence = null,
          confirmed = coalesce(nullif(current_setting('peony.restored_from', true), ''), confirmed)
        """
}
