internal import FoundationEssentials
internal import Vault

/// What somebody said why he did something, as it stands in the column `purpose`: sealed, and as text, since the event's leaf is over the text of
/// that column. Under the tenant's key and not the customer's: that somebody looked, and why he said that he did, has to be answered for after
/// the customer's erasure too.
enum AuditReason {
    /// What a sealed one begins with; words of the program's never do.
    private static let mark = "sealed:"
    private static let label = TenantKeys.auditLabel

    static func seal(_ reason: String, of event: UUID, keys: TenantKeys) throws -> String {
        mark + Base64URL.encode(try keys.sealing(label).seal(Array(reason.utf8), for: place(event, keys)))
    }

    /// What is to be read: the reason in clear, or the program's word. `***` for what does not open.
    static func open(_ purpose: String?, of event: UUID, keys: TenantKeys) -> String? {
        guard let purpose, purpose.hasPrefix(mark) else { return purpose }
        guard let sealed = Base64URL.decode(String(purpose.dropFirst(mark.count))), let envelope = try? Envelope(parsing: sealed),
            let key = try? keys.sealing(label, version: envelope.keyVersion), let plain = try? key.open(sealed, for: place(event, keys))
        else { return "***" }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func place(_ event: UUID, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: "audit.event", column: "purpose", row: event)
    }
}
