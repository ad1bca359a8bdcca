internal import JSON
internal import Platform
internal import Postgres

/// How many of the customers that somebody sees agreed to what, purpose by purpose: numbers, and nobody's name.
struct ConsentCoverage {
    /// The fields that a number tells of; who may not filter by one of them learns nothing of it by counting either.
    private static let fields = ["purpose", "state", "noticeId"]

    /// Customers that were counted: all that the reader sees.
    private let customers: Int64
    private let purposes: [Purpose]

    /// Where those customers stand with one purpose. Each is counted once.
    private struct Purpose {
        let word: String
        /// Agreed to the newest edition of a notice.
        let current: Int64
        /// Agreed to an earlier edition, which still counts.
        let older: Int64
        /// Agreed to an edition that counts no more, since a later one asks for a new consent.
        let renewalNeeded: Int64
        /// Agreed once, and took it back.
        let withdrawn: Int64

        init(_ row: Row) throws {
            word = try row[0]
            current = try row[2]
            older = try row[3]
            renewalNeeded = try row[4]
            withdrawn = try row[5]
        }

        func json(of customers: Int64) -> JSONValue {
            [
                "purpose": .string(word), "current": .integer(current), "older": .integer(older),
                "renewalNeeded": .integer(renewalNeeded), "withdrawn": .integer(withdrawn),
                "none": .integer(customers - current - older - renewalNeeded - withdrawn),
            ]
        }
    }

    /// Reads the rows of ``ConsentQueries/coverage(of:counting:tenant:at:)``.
    init(_ rows: Rows) throws {
        customers = try rows.first?.get(1, as: Int64.self) ?? 0
        purposes = try rows.map { try Purpose($0) }
    }

    func json(at now: Instant) -> JSONValue {
        [
            "at": .string(now.description), "customers": .integer(customers),
            "purposes": .array(purposes.map { $0.json(of: customers) }),
        ]
    }

    /// Whom somebody's numbers are about, as a condition over `app.customer t` and the same row under the name `c`: customers whom he sees
    /// and whose consents he reads. What an emergency opened is read one record at a time, and written down; it is in no number.
    ///
    /// - Returns: nil where there is nobody.
    static func counted(for actor: Actor, at now: Instant) -> SQL? {
        let customers = actor.rights.view(of: Customer.resource)
        let consents = actor.rights.view(of: Consent.resource)
        let seen = customers.bits(allowing: .readCustomer) & ~customers.bitsOpened
        var told = consents.bits(allowing: .readConsent) & ~consents.bitsOpened
        for name in fields {
            guard let field = consents.resource.position(of: name) else { return nil }
            told &= consents.bits(of: field, atLeast: .read) & consents.bits(of: field, using: .filter)
        }
        guard seen != 0, told != 0 else { return nil }
        return "\(customers.condition(seen, for: actor, at: now)) and \(consents.condition(told, for: actor, at: now))"
    }
}
