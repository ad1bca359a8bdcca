internal import FoundationEssentials
internal import Postgres
internal import Vault

/// The notary's one connection: the leader's lock and its writes share it, as with the sealer.
final class NotarySession {
    private let connection: Connection
    private let signer: NoteSigner
    private var leads = false
    /// What the notes have listed of each tenant, as far as this session knows: a new leader lists all of them again.
    private var listed: [UUID: Int64] = [:]
    /// Whether the last note had room for all that changed.
    private var listedLast = true
    /// "peony_no" in ASCII.
    private static let lock: Int64 = 0x7065_6f6e_795f_6e6f
    /// Notes that one round brings to one anchor at most: an anchor that was away for a day has caught up in minutes.
    private static let notesAtOnce = 200

    init(url: String, signer: NoteSigner) throws(PostgresError) {
        self.signer = signer
        connection = try Connection(url: url, applicationName: "peony-notary")
    }

    /// Signs a note when the last one is older than `age`; whether this session leads.
    func sign(after age: Duration) throws -> Bool {
        if !leads { leads = try connection.execute("select pg_try_advisory_lock(\(Self.lock))")[0][0] }
        guard leads else { return false }
        while try note(after: age) {}
        return true
    }

    /// Makes one note; whether more lines wait than fit into it.
    private func note(after age: Duration) throws -> Bool {
        try connection.transaction {
            let last = try connection.execute("select number, at, text from audit.note order by number desc limit 1").first
            let now: Instant = try connection.execute("select clock_timestamp()")[0][0]
            if let last, now.since(try last.get(1)) < age, listedLast { return false }
            let heads = try connection.execute(
                """
                select t.id, b.batch, b.head from app.tenant t
                cross join lateral (select batch, head from audit.batch b where b.tenant_id = t.id order by batch desc limit 1) b
                order by t.id
                """
            ).map { AuditNote.Line(tenant: try $0.get(0), head: AuditHead(batch: try $0.get(1), head: try $0.get(2))) }
            let changed = heads.filter { listed[$0.tenant] != $0.head.batch }
            let lines = Array(changed.prefix(AuditNote.maximumLines))
            let number: Int64 = try last.map { try $0.get(0) } ?? 0
            let previous = try last.map { try SignedNote(parsing: try $0.get(2)).digest } ?? []
            let note = AuditNote(number: number &+ 1, at: now, previous: previous, heads: heads, listing: lines)
            let text = try note.signed(by: signer).serialized()
            try connection.execute("insert into audit.note (number, at, text) values (\(number &+ 1), \(now), \(text))")
            for line in lines { listed[line.tenant] = line.head.batch }
            listedLast = lines.count == changed.count
            return !listedLast
        }
    }

    /// What an anchor has not got yet, oldest first. An anchor that is new begins with the newest note.
    func waiting(for anchor: String) throws -> [AnchoredNote] {
        try connection.execute(
            """
            insert into audit.anchor (name, delivered) select \(anchor), coalesce(max(number), 1) - 1 from audit.note
            on conflict do nothing
            """)
        return try connection.execute(
            """
            select n.number, n.text from audit.note n where n.number > (select delivered from audit.anchor where name = \(anchor))
            order by n.number limit \(Self.notesAtOnce)
            """
        ).map { row in
            let text: String = try row.get(1)
            return AnchoredNote(number: try row.get(0), text: text, digest: try SignedNote(parsing: text).digest)
        }
    }

    /// Keeps that an anchor has a note and all before it.
    func delivered(_ number: Int64, to anchor: String) throws {
        try connection.execute(
            """
            update audit.anchor set delivered = \(number), delivered_at = clock_timestamp(), failures = 0, error = null
            where name = \(anchor)
            """)
    }

    /// Keeps that an anchor took nothing, and why.
    func failed(_ anchor: String, _ error: String) throws {
        try connection.execute(
            """
            update audit.anchor set failures = failures + 1, failed_at = clock_timestamp(), error = \(error)
            where name = \(anchor)
            """)
    }
}
