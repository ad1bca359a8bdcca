internal import FoundationEssentials

/// A tenant's chain as it is proved: batch after batch, each with its events, wherever they come from.
struct AuditChain {
    /// A sealed event with what it says; nil when it does not even have the shape of an event that we write.
    struct Event: Sendable {
        let entry: AuditBatch.Entry
        let record: AuditRecord?
    }

    let tenant: UUID
    /// Tenants whose events may have been put into this one's place.
    let others: [UUID]
    /// Heads that were kept elsewhere.
    private let anchors: [Int64: Set<[UInt8]>]
    private(set) var result: AuditVerification
    private var previous: [UInt8]
    /// The number that the next batch must have.
    private(set) var next: Int64

    /// A chain from a batch on; `previous` is the head before it, which is trusted.
    init(
        of tenant: ID<Tenant>, from first: Int64 = 1, after previous: [UInt8] = [], anchors: [AuditHead] = [],
        others: [UUID] = []
    ) {
        self.tenant = tenant.uuid
        self.others = others.filter { $0 != tenant.uuid }
        self.anchors = Dictionary(anchors.map { ($0.batch, [$0.head]) }) { $0.union($1) }
        self.previous = previous
        result = AuditVerification(tenant: tenant)
        next = first
    }

    /// Adds the next batch; false when it is not what it must be, and the result says why.
    ///
    /// - Parameters:
    ///   - events: its events in order.
    ///   - archived: how many more it has in archives that are not at hand; then its tree cannot be computed.
    ///   - isProven: whether somebody signed for that number.
    mutating func add(_ batch: AuditBatch, _ events: [Event], archived: Int = 0, isProven: Bool = true) -> Bool {
        if let found = fault(in: batch, events, archived, isProven) {
            result.fault = AuditVerification.Fault(batch: next, kind: found.kind, event: found.event)
            return false
        }
        result.batches += 1
        result.events += Int64(batch.count)
        result.archived += Int64(archived)
        result.head = AuditHead(batch: batch.number, head: batch.head)
        previous = batch.head
        next &+= 1
        return true
    }

    /// Ends the chain: `stray` is the batch of an event that belongs to none that there is.
    mutating func end(stray: Int64? = nil) {
        result.isComplete = true
        if let stray {
            let kind: AuditVerification.Kind = stray < 1 ? .eventsInserted : .batchMissing
            result.fault = AuditVerification.Fault(batch: stray, kind: kind, event: nil)
        } else if anchors.keys.contains(where: { $0 >= next }) {
            result.fault = AuditVerification.Fault(batch: next, kind: .tailTruncated, event: nil)
        }
    }

    /// Counts what no batch covers yet.
    mutating func count(unsealed: Int64) { result.unsealed = unsealed }

    private struct Finding {
        let kind: AuditVerification.Kind
        var event: UUID?

        init(_ kind: AuditVerification.Kind, _ event: UUID? = nil) {
            self.kind = kind
            self.event = event
        }
    }

    private func fault(in batch: AuditBatch, _ events: [Event], _ archived: Int, _ isProven: Bool) -> Finding? {
        guard batch.number == next else { return Finding(.batchMissing) }
        let isForeign = others.contains { batch.hasOwnHead(tenant: $0) }
        guard batch.previous == previous else { return Finding(isForeign ? .tenantsSwapped : .chainBroken) }
        guard batch.hasOwnHead(tenant: tenant) else { return Finding(isForeign ? .tenantsSwapped : .headChanged) }
        if let kept = anchors[next], kept != [batch.head] { return Finding(.anchorMismatch) }
        for event in events {
            if let finding = fault(in: event) { return finding }
        }
        guard archived == 0 || isProven else { return Finding(.archiveUnproven) }
        if events.count + archived < batch.count { return Finding(.eventsDeleted) }
        if events.count + archived > batch.count { return Finding(.eventsInserted) }
        return archived > 0 ? nil : fault(inTreeOf: batch, events)
    }

    private func fault(in event: Event) -> Finding? {
        guard var record = event.record else { return Finding(.eventEdited, event.entry.id) }
        if record.leaf == event.entry.leaf { return nil }
        let isForeign = others.contains { other in
            record.tenant = other
            return record.leaf == event.entry.leaf
        }
        return Finding(isForeign ? .tenantsSwapped : .eventEdited, event.entry.id)
    }

    private func fault(inTreeOf batch: AuditBatch, _ events: [Event]) -> Finding? {
        let actual = AuditBatch(
            of: events.map(\.entry), number: batch.number, previous: previous, tenant: tenant, restored: batch.isRestored)
        switch (actual?.content == batch.content, actual?.root == batch.root) {
        case (false, false): return Finding(.eventsReplaced)
        case (true, false): return Finding(.eventsReordered)
        case (false, true): return Finding(.batchEdited)
        case (true, true):
            return actual?.firstAt == batch.firstAt && actual?.lastAt == batch.lastAt ? nil : Finding(.batchEdited)
        }
    }
}
