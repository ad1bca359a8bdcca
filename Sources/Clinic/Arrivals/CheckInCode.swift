internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Vault

/// What stands in the QR code that a customer shows at the desk: whose arrival it is, and until when it counts; sealed under the tenant's key,
/// so it says nothing to whoever reads it, and cannot be made or changed outside. It opens nothing: who checks in has to see the customer.
struct CheckInCode: Sendable {
    let customer: ID<Customer>
    let until: Instant

    /// How long one counts where nothing is said, and at most: it may be sent the days before.
    static let lifetime: Int64 = 24 * 3600
    static let longest: Int64 = 30 * 86_400

    private static let label = "check-in code"

    init(of customer: ID<Customer>, until: Instant) {
        self.customer = customer
        self.until = until
    }

    /// The text of the code.
    func text(keys: TenantKeys) throws -> String {
        let content: JSONValue = [.string(customer.description), .integer(until.microseconds)]
        return Base64URL.encode(try keys.sealing(CheckInCode.label).seal(content.serialized, for: CheckInCode.place(keys)))
    }

    /// Reads one back; nil for what is none of this tenant's.
    init?(opening text: String, keys: TenantKeys) {
        guard text.utf8.count <= 1_024, let sealed = Base64URL.decode(text),
            let plain = try? keys.sealing(CheckInCode.label).open(sealed, for: CheckInCode.place(keys)),
            let content = try? JSONParser.parse(plain), let id = content[0]?.string.flatMap({ ID<Customer>($0) }),
            let end = content[1]?.integer
        else { return nil }
        customer = id
        until = Instant(microseconds: end)
    }

    private static func place(_ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: label, column: "code", row: keys.tenant.uuid)
    }
}
