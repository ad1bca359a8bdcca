internal import JSON
public import Postgres
public import Vault

/// Hands the signing of the audit's notes over to another key: the next note names both, is signed by both, and those after it are
/// signed by the new one. Running servers take the new key within seconds, where it lies at hand.
public struct RotateAuditKey: Sendable {
    private let deployment: Deployment
    private let sealerURL: String

    /// - Parameter sealerURL: signs in as `peony_sealer`, who may add notes.
    public init(on deployment: Deployment, sealerURL: String) {
        self.deployment = deployment
        self.sealerURL = sealerURL
    }

    /// Makes `new` the key that signs. Done before, it changes nothing; killed on the way, it is done again.
    ///
    /// - Parameter old: the key that signs now. Nil when it was lost: then the new one alone signs the change, and who proves the trail
    ///   elsewhere has to be given the new public half by hand.
    /// - Returns: the number of the note that says so; nil when nothing had to change, or no note was ever signed.
    @discardableResult
    public func run(to new: NoteSigner, from old: NoteSigner?, at now: Instant) async throws -> Int64? {
        let connection = try Connection(url: sealerURL, applicationName: "peony-audit-key")
        defer { connection.close() }
        if try NoteChain.key(in: connection)?.verifier == new.verifier.description { return nil }
        try await record(new, isLost: old == nil, at: now)
        return try connection.transaction {
            let chain = try NoteChain(connection)
            let last = try chain.last()
            guard let key = try NoteChain.key(in: connection) ?? (last == nil ? nil : old.map { (0, $0.verifier.description) }) else {
                // Nothing was signed, or by a key that nobody has and the database never knew.
                try chain.keep(new.verifier, version: 1, since: nil, at: now)
                return nil
            }
            if key.version == 0, let old { try chain.keep(old.verifier, version: 1, since: nil, at: now) }
            guard key.verifier != new.verifier.description else { return nil }
            guard old == nil || old?.verifier.description == key.verifier else {
                throw AnchorError("the key that is given is not the one that signs the notes")
            }
            let number = (last?.number ?? 0) &+ 1
            let note = AuditNote(
                number: number, at: now, previous: last?.digest ?? [], heads: try chain.heads(), listing: [],
                change: AuditNote.Change(old: try NoteVerifier(parsing: key.verifier), new: new.verifier))
            try chain.add(try old.map { try note.signed(by: $0, new) } ?? note.signed(by: new), number: number, at: now)
            try chain.keep(new.verifier, version: max(1, key.version) &+ 1, since: number, at: now)
            return number
        }
    }

    /// In the deployment's trail, and before it happens: a change that nobody recorded is worse than a record that was tried twice.
    private func record(_ new: NoteSigner, isLost: Bool, at now: Instant) async throws {
        let keys = try await deployment.keys.keys(of: .deployment)
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let body: JSONValue = ["to": .string(new.verifier.description), "lost": .boolean(isLost)]
        try await deployment.database.write(as: actor) { tx in
            _ = try AuditTrail.record(
                AuditEvent(.rotateAuditKey, on: "audit_key", body: body), as: actor, keys: keys, at: now, in: tx)
        }
    }
}

/// A key that signs the audit's notes, or did.
public struct AuditKeyVersion: Sendable {
    public let version: Int32
    /// The public half, as `peony audit key` prints it.
    public let verifier: String
    /// The note that it began with; nil for the first.
    public let since: Int64?
    public let at: Instant

    /// The public half of the key that signs, as `connection` sees it; nil before the first note.
    public static func signing(in connection: Connection) throws -> String? { try NoteChain.key(in: connection)?.verifier }

    /// All there were, the oldest first; none before the first note.
    public static func all(in database: Database) async throws -> [AuditKeyVersion] {
        try await AuditReader(database, .deployment).read("select version, verifier, since, at from audit.note_key order by version").map {
            AuditKeyVersion(version: try $0.get(0), verifier: try $0.get(1), since: try $0.getOptional(2), at: try $0.get(3))
        }
    }
}
