internal import FoundationEssentials
internal import Postgres
internal import Vault

/// A row of `audit.event` with its links: everything that the server wrote, and that the leaf hash covers.
struct AuditRecord: Sendable {
    /// A row of `audit.event_link`: one field of one object that the event touched or released.
    struct Link: Sendable, Hashable {
        let objectType: String
        let object: UUID
        let customer: UUID?
        let field: String
    }

    var tenant: UUID
    let at: Instant
    let id: UUID
    let actor: UUID?
    let actorName: String?
    let session: UUID?
    let request: UUID
    let address: String?
    let action: String
    let objectType: String
    let object: UUID?
    let branch: UUID?
    let customer: UUID?
    let fields: [String]
    let purpose: String?
    let outcome: String
    let rowCount: Int32?
    /// SHA-256 of the sealed body: what the leaf covers, so that a proof need not carry bodies.
    let bodyHash: [UInt8]?
    var links: [Link]

    init(
        tenant: UUID, at: Instant, id: UUID, actor: UUID?, actorName: String?, session: UUID?, request: UUID, address: String?,
        action: String, objectType: String, object: UUID?, branch: UUID?, customer: UUID?, fields: [String], purpose: String?,
        outcome: String, rowCount: Int32?, bodyHash: [UInt8]?, links: [Link]
    ) {
        self.tenant = tenant
        self.at = at
        self.id = id
        self.actor = actor
        self.actorName = actorName
        self.session = session
        self.request = request
        self.address = address
        self.action = action
        self.objectType = objectType
        self.object = object
        self.branch = branch
        self.customer = customer
        self.fields = fields
        self.purpose = purpose
        self.outcome = outcome
        self.rowCount = rowCount
        self.bodyHash = bodyHash
        self.links = links
    }

    /// The record of an event that is about to be written.
    init(_ event: AuditEvent, as actor: Actor, id: UUID, at now: Instant, sealedBody: [UInt8]?, sealedReason: String? = nil) {
        tenant = actor.tenant.uuid
        at = now
        self.id = id
        self.actor = actor.user?.uuid
        actorName = actor.auditName
        // A key stands where the session would: its acts are found by its id.
        session = actor.key?.id.uuid ?? actor.session?.uuid
        request = actor.request.uuid
        address = actor.address
        action = event.action.name
        objectType = event.objectType
        object = event.object
        branch = event.branch?.uuid
        customer = event.customer
        fields = event.fields
        purpose = sealedReason ?? event.purpose
        outcome = event.outcome.rawValue
        rowCount = event.rowCount.map { Int32(clamping: $0) }
        bodyHash = sealedBody.map { Digest.sha256($0) }
        links = AuditRecord.links(of: event)
    }

    /// What the event released, and the fields that it touched in its own object: either is found by one look-up.
    private static func links(of event: AuditEvent) -> [Link] {
        var seen: Set<[String]> = []
        var releases = event.links
        if let object = event.object {
            releases += event.fields.map { Release(object: object, customer: event.customer, field: $0) }
        }
        return releases.compactMap { release in
            guard seen.insert([release.object.uuidString, release.field]).inserted else { return nil }
            let type = release.field.prefix { $0 != "." }
            return Link(
                objectType: String(type), object: release.object, customer: release.customer, field: release.field)
        }
    }

    // MARK: - Reading

    /// The columns that `init(_:from:tenant:)` reads, of a table with the alias `e`.
    static let columns: SQL = """
        e.at, e.id, e.actor_id, e.actor_name, e.session_id, e.request_id, e.address, e.action, e.object_type, \
        e.object_id, e.branch_id, e.customer_id, e.fields, e.purpose, e.outcome, e.row_count, sha256(e.body)
        """
    /// How many columns that is.
    static let columnCount = 17

    /// Reads the columns, which begin at `first`; without links.
    init(_ row: Row, from first: Int, tenant: UUID) throws(PostgresError) {
        self.tenant = tenant
        at = try row.get(first)
        id = try row.get(first + 1)
        actor = try row.getOptional(first + 2)
        actorName = try row.getOptional(first + 3)
        session = try row.getOptional(first + 4)
        request = try row.get(first + 5)
        address = try row.getOptional(first + 6)
        action = try row.get(first + 7)
        objectType = try row.get(first + 8)
        object = try row.getOptional(first + 9)
        branch = try row.getOptional(first + 10)
        customer = try row.getOptional(first + 11)
        fields = try row.get(first + 12)
        purpose = try row.getOptional(first + 13)
        outcome = try row.get(first + 14)
        rowCount = try row.getOptional(first + 15)
        bodyHash = try row.getOptional(first + 16)
        links = []
    }

    /// The links of several events, in one statement: event, then the members of `Link`.
    static func selectLinks(of events: [(at: Instant, id: UUID)], tenant: UUID) -> SQL {
        """
        select l.event_id, l.object_type, l.object_id, l.customer_id, l.field
        from unnest(\(events.map(\.at)), \(events.map(\.id))) u (at, id)
        join audit.event_link l on l.tenant_id = \(tenant) and l.at = u.at and l.event_id = u.id
        """
    }
}

extension AuditRecord.Link {
    /// Reads a row of `selectLinks`.
    init(_ row: Row) throws(PostgresError) {
        objectType = try row.get(1)
        object = try row.get(2)
        customer = try row.getOptional(3)
        field = try row.get(4)
    }
}
