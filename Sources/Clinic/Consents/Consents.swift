internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Whether something may be done with a customer's data. Whoever sends, calls, shows or passes on asks here first, every time: nothing
/// is kept, so a withdrawal holds for the next question.
public enum Consents {
    /// Why a purpose is allowed, or why not.
    public enum Reason: String, Sendable, CaseIterable {
        case given
        case neverGiven = "never_given"
        case ended
        /// A notice that asks for a new consent was published since.
        case renewalNeeded = "renewal_needed"
        /// Promotion is not for those under eighteen.
        case minor
        /// He objects to promotion.
        case objected
        /// His data may only be kept.
        case restricted
    }

    /// One purpose of one customer.
    public struct State: Sendable {
        public let purpose: ConsentPurpose
        public let isAllowed: Bool
        public let reason: Reason
        /// The consent that holds, or held until a new notice came.
        public let consent: ID<Consent>?
        public let since: Instant?
    }

    /// Whether a purpose is allowed for a customer at a time.
    public static func allows(
        _ purpose: ConsentPurpose, _ customer: ID<Customer>, at time: Instant, of tenant: ID<Tenant>, in tx: Transaction
    ) throws -> Bool {
        try tx.execute("select \(condition(purpose, customer: "\(customer)", at: time, of: tenant))")[0][0]
    }

    /// Those of some customers for whom a purpose is allowed at a time.
    public static func allowed(
        _ purpose: ConsentPurpose, among customers: [ID<Customer>], at time: Instant, of tenant: ID<Tenant>, in tx: Transaction
    ) throws -> Set<ID<Customer>> {
        let rows = try tx.execute(
            """
            select a.id from unnest(\(customers.map(\.uuid))) as a (id)
            where \(condition(purpose, customer: "a.id", at: time, of: tenant))
            """)
        return Set(try rows.map { try $0[0] })
    }

    /// The same as a condition of a statement, for audiences: `customer` is an expression that gives a customer's id.
    public static func condition(_ purpose: ConsentPurpose, customer: SQL, at time: Instant, of tenant: ID<Tenant>) -> SQL {
        ConsentQueries.allows(
            purpose: "\(purpose.rawValue)", isMarketing: purpose.isMarketing ? "true" : "false", customer: customer, tenant: tenant,
            at: time)
    }

    /// Every purpose of a customer at a time, with reasons.
    public static func states(
        of customer: ID<Customer>, at time: Instant, in tenant: ID<Tenant>, _ tx: Transaction
    ) throws -> [State] {
        try tx.execute(ConsentQueries.states(customer.uuid, of: ConsentPurpose.allCases, tenant: tenant, at: time)).compactMap { row in
            guard let purpose = ConsentPurpose(rawValue: try row[0]) else { return nil }
            let isAllowed: Bool = try row[1]
            let holding: UUID? = try row.getOptional(2)
            let reason: Reason =
                if isAllowed {
                    .given
                } else if try row[7] {
                    .restricted
                } else if try row[8] {
                    .objected
                } else if try row[5] {
                    .minor
                } else if try row[4] {
                    .renewalNeeded
                } else {
                    try row.get(6, as: Bool.self) ? .ended : .neverGiven
                }
            return State(
                purpose: purpose, isAllowed: isAllowed, reason: reason, consent: holding.map { ID($0) }, since: try row.getOptional(3))
        }
    }
}

extension Consents.State {
    var json: JSONValue {
        [
            "purpose": .string(purpose.rawValue), "allowed": .boolean(isAllowed), "reason": .string(reason.rawValue),
            "consentId": consent.map { .string($0.description) } ?? .null,
            "since": since.map { .string($0.description) } ?? .null,
        ]
    }
}
