internal import FoundationEssentials
public import JSON
public import Platform
internal import Postgres
internal import Vault

/// How somebody names a customer whom he does not see.
///
/// By id only within the branches where he holds the right; beyond them by what only somebody has before whom the customer stands:
/// the number on his card and, to the letter, his name or phone. Whatever does not fit is the same "not found" as nobody.
public enum CustomerHandle: Sendable {
    case id(ID<Customer>)
    /// Number, normalised name, phone in E.164; at least one of the two.
    case told(number: Int64, name: String?, phone: String?)

    /// Whom it named.
    struct Subject: Sendable {
        let id: ID<Customer>
        let branch: ID<Unit>
    }

    /// Reads `{number, name?, phone?}`, or `{customerId}` where that is allowed.
    public init(reading payload: PayloadReader, orID: Bool) {
        if orID, let id = payload.uuid("customerId") {
            self = .id(ID(id))
            return
        }
        let number = payload.requiredInteger("number", in: 1...Int64.max)
        let name = payload.text("name", max: 64).map(NameNormalizer.normalize)
        var phone: String?
        if let text = payload.text("phone", max: 40) {
            phone = PhoneNormalizer.normalize(text)
            if phone == nil { payload.refuse("phone", "pattern") }
        }
        if name == nil, phone == nil { payload.refuse("phone", "required") }
        self = .told(number: number, name: name, phone: phone)
    }

    /// Looks the customer up as the system; nil when it names nobody, or by id somebody beyond the actor's reach.
    func find(_ action: Action, for actor: Actor, keys: TenantKeys, in tx: Transaction) throws -> Subject? {
        guard let row = try tx.execute(CustomerAccessQueries.subject(self, tenant: actor.tenant)).first else { return nil }
        let subject = Subject(id: try row[0], branch: try row[1])
        switch self {
        case .id:
            return actor.rights.grantedReach(of: action)?.contains(subject.branch) == true ? subject : nil
        case .told(_, let name, let phone):
            let wrapped = try row.withBytes(4) { bytes in
                try bytes.map { try keys.customerKey(.crm, wrapped: $0, customer: subject.id.uuid) }
            }
            guard let key = wrapped else { return nil }
            func text(_ column: Int, _ field: String) throws -> String? {
                guard let sealed = try row.getOptional(column, as: [UInt8].self), let field = Customer.resource.field(field)
                else { return nil }
                let place = AssociatedData(
                    tenant: actor.tenant.uuid, table: Customer.resource.table, column: field.column.name, row: subject.id.uuid)
                return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
            }
            if let name { guard try text(2, "name").map(NameNormalizer.normalize) == name else { return nil } }
            if let phone { guard try text(3, "phone").flatMap({ PhoneNormalizer.normalize($0) }) == phone else { return nil } }
            return subject
        }
    }
}
