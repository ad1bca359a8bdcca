internal import FoundationEssentials
internal import JSON

/// Proves an export without any database: the same chain, from the lines of a file.
public struct AuditExportVerifier: Sendable {
    /// What an export proved.
    public struct Result: Sendable {
        /// One for each tenant, in the order of the file.
        public internal(set) var trails: [(slug: String, result: AuditVerification)] = []
        /// Whether the file is as it was signed.
        public internal(set) var seal: SignedFileReader.Seal = .missing
        /// Whether the anchors know of a later or another history.
        public internal(set) var isRolledBack = false
        /// What is wrong with the anchors' own files, and with the notes of this one.
        public internal(set) var problems: [String] = []
    }

    private let anchors: AuditAnchors
    private let signers: NoteTrust

    /// - Parameter signers: whose signatures count; with what ``SignedFileReader/changes(in:)`` tells of this export.
    public init(anchors: AuditAnchors, signers: NoteTrust) {
        self.anchors = anchors
        self.signers = signers
    }

    /// Reads the file twice: its notes first, since a log's anchors tell only which notes there must be.
    public func verify(_ path: String) throws -> Result {
        var notes: [String] = []
        var tenants: [UUID] = []
        let first = try SignedFileReader(path, signers: signers)
        while let line = try first.next() {
            if let note = line["note"]?.string { notes.append(note) }
            if let tenant = line["trail"]?.string.flatMap({ ID<Tenant>($0) }) { tenants.append(tenant.uuid) }
        }
        let evidence = AuditEvidence(anchors, notes: notes, signers: signers)
        var result = Result()
        result.seal = first.seal ?? .missing
        result.isRolledBack = evidence.isRolledBack
        var stored = StoredNotes(signers: signers)
        for note in notes { stored.add(note) }
        result.problems = evidence.anchors.problems + stored.problems
        // An export of one tenant says nothing of the others; the whole one has the deployment's own trail.
        if tenants.contains(ID<Tenant>.deployment.uuid) {
            result.problems += stored.missing(from: tenants, evidence.anchors).map {
                "the notes know tenant \(ID<Tenant>($0)), the export does not"
            }
        }
        let file = try SignedFileReader(path, signers: signers)
        while let line = try file.next() {
            guard let tenant = line["trail"]?.string.flatMap({ ID<Tenant>($0) }) else { continue }
            let chain = AuditChain(
                of: tenant, anchors: evidence.anchors.heads[tenant.uuid, default: []] + [stored.heads[tenant.uuid]].compactMap(\.self),
                others: tenants)
            let slug = line["slug"]?.string ?? tenant.description
            result.trails.append((slug, evidence.named(try trail(chain, file))))
        }
        return result
    }

    private func trail(_ start: AuditChain, _ file: SignedFileReader) throws -> AuditVerification {
        var chain = start
        var batch: AuditBatch?
        var events: [AuditChain.Event] = []
        var isBroken = false
        var unsealed: Int64?
        func close() {
            if let batch, !isBroken { isBroken = !chain.add(batch, events) }
            events = []
        }
        while unsealed == nil, let line = try file.next() {
            if let object = line["batch"] {
                close()
                batch = AuditBatch(line: object)
                if batch == nil { throw AnchorError("the export has a line that is no batch") }
            } else if let object = line["event"] {
                guard let event = AuditChain.Event(line: object, tenant: chain.tenant) else {
                    throw AnchorError("the export has a line that is no event")
                }
                if !isBroken { events.append(event) }
            } else if line["end"] != nil {
                unsealed = line["unsealed"]?.integer ?? 0
            }
        }
        close()
        chain.count(unsealed: unsealed ?? 0)
        if !isBroken { chain.end() }
        return chain.result
    }
}
