internal import FoundationEssentials
internal import Postgres
internal import Vault

/// The notary's one connection: the leader's lock and its writes share it, as with the sealer.
final class NotarySession {
    private let connection: Connection
    private let signing: AuditSigning
    private var leads = false
    /// What the notes have listed of each tenant, as far as this session knows: a new leader lists all of them again.
    private var listed: [UUID: Int64] = [:]
    /// Whether the last note had room for all that changed.
    private var listedLast = true
    /// "peony_no" in ASCII.
    private static let lock: Int64 = 0x7065_6f6e_795f_6e6f
    /// Notes that one round brings to one anchor at most: an anchor that was away for a day has caught up in minutes.
    private static let notesAtOnce = 200

    init(url: String, signing: AuditSigning) throws(PostgresError) {
        self.signing = signing
        connection = try Connection(url: url, applicationName: "peony-notary")
    }

    /// Signs a note when the last one is older than `age`; whether this session leads. Who does not lead takes a new key as well.
    func sign(after age: Duration) throws -> Bool {
        if let key = try NoteChain.key(in: connection) { try signing.follow(key.verifier) }
        if !leads { leads = try connection.execute("select pg_try_advisory_lock(\(Self.lock))")[0][0] }
        guard leads else { return false }
        while try note(after: age) {}
        return true
    }

    /// Makes one note; whether more lines wait than fit into it.
    private func note(after age: Duration) throws -> Bool {
        try connection.transaction {
            let chain = try NoteChain(connection)
            let last = try chain.last()
            let now: Instant = try connection.execute("select clock_timestamp()")[0][0]
            if let last, now.since(last.at) < age, listedLast { return false }
            if let key = try NoteChain.key(in: connection) {
                try signing.follow(key.verifier)
            } else {
                try chain.keep(signing.signer.verifier, version: 1, since: nil, at: now)
            }
            let heads = try chain.heads()
            let changed = heads.filter { listed[$0.tenant] != $0.head.batch }
            let lines = Array(changed.prefix(AuditNote.maximumLines))
            let number = (last?.number ?? 0) &+ 1
            let note = AuditNote(number: number, at: now, previous: last?.digest ?? [], heads: heads, listing: lines)
            try chain.add(note.signed(by: signing.signer), number: number, at: now)
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
