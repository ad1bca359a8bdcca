public import Platform
internal import Postgres

/// What can be asked about a tenant's customers: what the program knows, and the fields that the tenant has added.
public struct Criteria: Sendable {
    /// In the order of a menu.
    public let all: [Criterion]
    private let byCode: [String: Criterion]

    /// - Parameter resource: the customers, with the fields that count for whoever asks.
    public init(_ resource: Resource) {
        all = Criterion.all + resource.fields.compactMap { Criterion($0) }
        byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those of whoever asks.
    init(for actor: Actor) { self.init(actor.rights.extended(Customer.resource)) }

    /// Those of the server's own work: also fields that count no longer, so that what follows from them stays as it is.
    init(of tenant: ID<Tenant>, in tx: Transaction) throws {
        self.init(Customer.resource.extended(by: try CustomField.all(of: tenant, in: tx)))
    }

    /// By its code.
    public func named(_ code: String) -> Criterion? { byCode[code] }
}
