public import FoundationEssentials
public import JSON

/// One thing that somebody did, or was refused, as the audit trail keeps it.
public struct AuditEvent: Sendable {
    /// How it ended.
    public enum Outcome: String, Sendable, CaseIterable {
        case done
        case denied
        case failed
    }

    public var action: Action
    /// The kind of object acted on, for example `customer`.
    public var objectType: String
    public var object: UUID?
    public var branch: ID<Unit>?
    public var customer: UUID?
    /// Fields touched, as `resource.field`.
    public var fields: [String]
    /// Why, as a word of the program's.
    public var purpose: String?
    /// Why, in somebody's own words, which may say anything of anybody: sealed before it is written, and read in the place of the purpose.
    public var reason: String?
    public var outcome: Outcome
    /// How many rows a list or an export gave.
    public var rowCount: Int?
    /// One for every object and field that was touched or released in clear.
    public var links: [Release]
    /// Before and after, or whatever else explains the event; sealed before it is written. Values of fields stand under
    /// `{"changes": {"customer.name": {"from": …, "to": …}}}` and nowhere else: there a reader sees those that he may
    /// read.
    public var body: JSONValue?

    public init(
        _ action: Action, on objectType: String, _ object: UUID? = nil, branch: ID<Unit>? = nil, customer: UUID? = nil,
        fields: [String] = [], purpose: String? = nil, reason: String? = nil, outcome: Outcome = .done, rowCount: Int? = nil,
        links: [Release] = [],
        body: JSONValue? = nil
    ) {
        self.action = action
        self.objectType = objectType
        self.object = object
        self.branch = branch
        self.customer = customer
        self.fields = fields
        self.purpose = purpose
        self.reason = reason
        self.outcome = outcome
        self.rowCount = rowCount
        self.links = links
        self.body = body
    }
}
