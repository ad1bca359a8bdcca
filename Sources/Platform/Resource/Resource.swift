public import Postgres

/// A kind of object that the API serves: a name, where its rows are, and its table of fields.
public struct Resource: Sendable {
    /// The columns that decide who sees a row. `alias` is a table of the FROM clause.
    public struct Scope: Sendable {
        /// The table that the columns belong to.
        public private(set) var alias: SQLIdentifier
        /// The branch of a row; nil where rows belong to no branch.
        public let branch: SQLIdentifier?
        /// Its owner, where rows have one.
        public let owner: SQLIdentifier?
        /// The customer that a care relation is looked up by.
        public let customer: SQLIdentifier?
        /// What closes a row to all but those who care for its customer; nil where rows are never closed.
        public private(set) var closing: Closing?
        /// Whether rows are what the chain or a branch works with and nobody's in particular: rooms, services, shifts. Roles that are
        /// narrowed to their own customers, or to those in their care, are not narrowed there.
        public let isOfTheHouse: Bool

        /// The customer's columns that close him: a restriction, when it is not NULL, and a birthday, as long as it makes him a minor.
        public struct Closing: Sendable {
            /// The customer's table in the FROM clause.
            public let alias: SQLIdentifier
            public let restriction: SQLIdentifier
            public let birthday: SQLIdentifier

            public init(alias: SQLIdentifier, restriction: SQLIdentifier, birthday: SQLIdentifier) {
                self.alias = alias
                self.restriction = restriction
                self.birthday = birthday
            }
        }

        public init(
            alias: SQLIdentifier, branch: SQLIdentifier, owner: SQLIdentifier? = nil, customer: SQLIdentifier? = nil,
            closing: Closing? = nil
        ) {
            self.alias = alias
            self.branch = branch
            self.owner = owner
            self.customer = customer
            self.closing = closing
            isOfTheHouse = false
        }

        /// Rows that are nobody's in particular.
        ///
        /// - Parameters:
        ///   - branch: the branch that works with a row; nil where the whole chain does, in every branch alike.
        ///   - customer: the customer that a row is about: it is part of his data, though all who work there see it.
        ///   - closing: what closes a row about him.
        public init(
            ofTheHouse alias: SQLIdentifier, branch: SQLIdentifier?, customer: SQLIdentifier? = nil, closing: Closing? = nil
        ) {
            self.alias = alias
            self.branch = branch
            owner = nil
            self.customer = customer
            self.closing = closing
            isOfTheHouse = true
        }

        /// The same for a statement that has the table under another name.
        func under(_ alias: SQLIdentifier) -> Scope {
            var other = self
            other.alias = alias
            other.closing = closing.map { Closing(alias: alias, restriction: $0.restriction, birthday: $0.birthday) }
            return other
        }

        /// The branch of a row as an expression.
        var branchValue: SQL {
            if let branch { return "\(alias).\(branch)" }
            return "null::uuid"
        }
    }

    /// Whom rows name that are there without him: a booking stands in its branch's calendar, a task in the list of who has it, whether or
    /// not he sees the customer. Fields that are ``Field/isOfCustomer`` are there only where he does, or where the row is nobody's.
    ///
    /// A class, because it holds a resource.
    public final class Naming: Sendable {
        /// What customers are, and who sees them.
        let resource: Resource
        /// The customer's row in the FROM clause of the resource that names him, which a left join put there.
        let alias: SQLIdentifier
        /// Whether objects say that their customer is not shown (`isHidden`). Where they do not, a hidden one is like none.
        let isTold: Bool

        /// The customer by whom the scope's column `customer` is meant.
        public init(_ resource: Resource, as alias: SQLIdentifier, isTold: Bool = true) {
            self.resource = resource
            self.alias = alias
            self.isTold = isTold
        }
    }

    /// Singular, as in permissions and the audit trail.
    public let name: String
    /// The table that owns the fields' columns, and what sealed cells are bound to.
    public let table: String
    public let tableIdentifier: SQLIdentifier
    /// FROM clause without the word; the own table has the alias `t`.
    public let source: SQL
    public internal(set) var scope: Scope
    /// Whom rows name that are seen without him; nil where rows are seen with their customer, or have none.
    public let naming: Naming?
    /// The table that holds `crm_key` and `medical_key`, by its alias, and the column of the customer that they belong to: `id` of the customer's
    /// own row, or else the column of `t` itself that says whose they are.
    public let keyHolder: (alias: SQLIdentifier, id: SQLIdentifier)?
    /// What seals the cells of rows that are nobody's, whose key holder is NULL: the label of a key that is derived from the tenant's data key.
    /// Nil where every row with sealed cells is somebody's; without a key holder every row is nobody's.
    public let houseKey: String?
    public let fields: [Field]
    /// Whether rows carry a `version` that changes must name (If-Match).
    public let isVersioned: Bool
    /// Default order of a list and the tie-breaker: newest first by this field.
    public let defaultSort: String

    private let positions: [String: Int]

    /// Declares a resource. Field names must be unique.
    public init(
        name: String, table: String, tableIdentifier: SQLIdentifier, source: SQL, scope: Scope,
        naming: Naming? = nil, keyHolder: (alias: SQLIdentifier, id: SQLIdentifier)? = nil, houseKey: String? = nil,
        isVersioned: Bool = true, read: Action? = nil, defaultSort: String, fields: [Field]
    ) {
        self.name = name
        self.table = table
        self.tableIdentifier = tableIdentifier
        self.source = source
        self.scope = scope
        self.naming = naming
        self.keyHolder = keyHolder
        self.houseKey = houseKey
        self.isVersioned = isVersioned
        self.read = read ?? Action(named: "read." + name)
        self.defaultSort = defaultSort
        self.fields = fields
        positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where a field stands in the table, by its JSON name.
    public func position(of field: String) -> Int? { positions[field] }

    /// A field by its JSON name.
    public func field(_ name: String) -> Field? { positions[name].map { fields[$0] } }

    /// `resource.field`, as in roles and audit links.
    public func qualified(_ field: Field) -> String { name + "." + field.name }

    // The actions that every resource has beside `read`; features add their own verbs.

    /// See rows. A part of another object is seen with that object.
    public let read: Action
    /// Make rows.
    public var create: Action { Action(named: "create." + name) }
    /// Change rows.
    public var update: Action { Action(named: "update." + name) }
    /// See a masked value in clear, with a purpose.
    public var reveal: Action { Action(named: "reveal." + name) }
}
