internal import FoundationEssentials
internal import Postgres
internal import Vault

/// The notes of the database and the keys that sign them, as `peony_sealer` adds to them: in one transaction, one writer at a time.
struct NoteChain {
    /// "peony_nc" in ASCII.
    private static let lock: Int64 = 0x7065_6f6e_795f_6e63
    private let connection: Connection

    /// Inside a transaction; waits for whoever else is adding.
    init(_ connection: Connection) throws {
        self.connection = connection
        try connection.execute("select pg_advisory_xact_lock(\(Self.lock))")
    }

    /// The version and the public half of the key that signs; nil before the first note.
    static func key(in connection: Connection) throws -> (version: Int32, verifier: String)? {
        try connection.execute("select version, verifier from audit.note_key order by version desc limit 1").first.map {
            (try $0.get(0), try $0.get(1))
        }
    }

    /// Keeps that this key signs from now on; `since` is the note that says so, nil for the first key.
    func keep(_ verifier: NoteVerifier, version: Int32, since: Int64?, at now: Instant) throws {
        try connection.execute(
            "insert into audit.note_key (version, verifier, since, at) values (\(version), \(verifier.description), \(since), \(now))")
    }

    /// The newest note: its number, its time, the hash of its text.
    func last() throws -> (number: Int64, at: Instant, digest: [UInt8])? {
        try connection.execute("select number, at, text from audit.note order by number desc limit 1").first.map {
            (try $0.get(0), try $0.get(1), try SignedNote(parsing: try $0.get(2)).digest)
        }
    }

    /// Every tenant's newest head, by tenant.
    func heads() throws -> [AuditNote.Line] {
        try connection.execute(
            """
            select t.id, b.batch, b.head from app.tenant t
            cross join lateral (select batch, head from audit.batch b where b.tenant_id = t.id order by batch desc limit 1) b
            order by t.id
            """
        ).map { AuditNote.Line(tenant: try $0.get(0), head: AuditHead(batch: try $0.get(1), head: try $0.get(2))) }
    }

    /// Adds a note that was signed.
    func add(_ note: SignedNote, number: Int64, at now: Instant) throws {
        let text = note.serialized()
        try connection.execute("insert into audit.note (number, at, text) values (\(number), \(now), \(text))")
    }
}
