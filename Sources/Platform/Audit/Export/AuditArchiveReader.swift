internal import FoundationEssentials
internal import JSON

/// An archived month, read beside the chain that it belongs to: batches come in the same order in both.
public final class AuditArchiveReader {
    /// The tenant whose events it has.
    public let tenant: ID<Tenant>
    /// The month, `YYYY-MM`.
    public let month: String
    private let file: SignedFileReader
    private var ahead: (batch: Int64, event: AuditChain.Event)?

    /// Opens an archive. Proves its seal first, by reading it once: events of a file that was changed prove nothing.
    public init(_ path: String, signers: NoteTrust) throws {
        let whole = try SignedFileReader(path, signers: signers)
        while try whole.next() != nil {}
        guard whole.seal == .whole else { throw AnchorError("\(path): the seal is \(whole.seal == .missing ? "missing" : "broken")") }
        file = try SignedFileReader(path, signers: signers)
        guard let head = try file.next(), let tenant = head["archive"]?.string.flatMap({ ID<Tenant>($0) }),
            let month = head["month"]?.string
        else { throw AnchorError("\(path) is not an archive") }
        self.tenant = tenant
        self.month = String(month.prefix(7))
    }

    /// The events of a batch; batches must be asked for in order.
    func events(of batch: Int64, tenant wanted: UUID) throws -> [AuditChain.Event] {
        guard wanted == tenant.uuid else { return [] }
        var events: [AuditChain.Event] = []
        while true {
            if ahead == nil { ahead = try next() }
            guard let found = ahead, found.batch <= batch else { return events }
            if found.batch == batch { events.append(found.event) }
            ahead = nil
        }
    }

    private func next() throws -> (batch: Int64, event: AuditChain.Event)? {
        while let line = try file.next() {
            guard let object = line["event"] else { continue }
            guard let batch = AuditChain.Event.batch(of: object), let event = AuditChain.Event(line: object, tenant: tenant.uuid) else {
                throw AnchorError("an archive has a line that is no event")
            }
            return (batch, event)
        }
        return nil
    }
}
