public import FoundationEssentials

/// A place in a tenant's chain: what an anchor kept outside the database holds.
public struct AuditHead: Sendable, Hashable {
    /// The batch's number, from 1.
    public let batch: Int64
    /// Its head, 32 bytes.
    public let head: [UInt8]

    public init(batch: Int64, head: [UInt8]) {
        self.batch = batch
        self.head = head
    }
}

/// What a proof of a tenant's trail found.
public struct AuditVerification: Sendable, Hashable {
    /// The first thing that is wrong, and where.
    public struct Fault: Sendable, Hashable {
        public let batch: Int64
        public internal(set) var kind: Kind
        /// The event, where one can be named.
        public let event: UUID?
    }

    /// What can be wrong with a batch.
    public enum Kind: String, Sendable, CaseIterable {
        /// An event's columns or links are not those that were written.
        case eventEdited
        /// Fewer events than were sealed.
        case eventsDeleted
        /// More events than were sealed.
        case eventsInserted
        /// As many events as were sealed, but not the same.
        case eventsReplaced
        /// The same events, but in another order.
        case eventsReordered
        /// The batch's own row was changed.
        case batchEdited
        /// The batch's head is not that of its content and place.
        case headChanged
        /// The batch does not continue the one before.
        case chainBroken
        /// There is no such batch, though there are events of it or batches after it.
        case batchMissing
        /// The chain ends before the batch that the anchor knows.
        case tailTruncated
        /// The chain is whole, but it is not the one that the anchor knows.
        case anchorMismatch
        /// What is missing or different against the anchor is so because the whole database is an older one.
        case rolledBack
        /// What is here was sealed for another tenant.
        case tenantsSwapped
        /// Events are said to lie in an archive that nobody signed, or in one whose file is not what was signed.
        case archiveUnproven
    }

    public let tenant: ID<Tenant>
    /// How many batches were found good.
    public internal(set) var batches: Int64 = 0
    /// How many events they have.
    public internal(set) var events: Int64 = 0
    /// The last good batch; where to go on when not complete.
    public internal(set) var head: AuditHead?
    /// How many of them lie in archives, and were counted and not looked at.
    public internal(set) var archived: Int64 = 0
    /// Events that no batch covers yet.
    public internal(set) var unsealed: Int64 = 0
    /// Whether the end of the chain was reached.
    public internal(set) var isComplete = false
    /// Nil when everything that was looked at is as it was sealed.
    public internal(set) var fault: Fault?
}
