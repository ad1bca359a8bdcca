internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Vault

/// An address that opens one file for one session, for some minutes: sealed under the tenant's key and bound to user and session, so it
/// cannot be guessed, changed or used by anybody else, and is nothing once the session has ended. It holds the purpose: every use is an
/// opening with that purpose.
struct AttachmentLink: Sendable {
    let attachment: ID<Attachment>
    let purpose: String
    let until: Instant

    /// How long one opens.
    static let lifetime: Duration = .seconds(300)

    private static let label = "attachment link"

    /// The word in the address; nil for who has no session.
    func token(for actor: Actor, keys: TenantKeys) throws -> String? {
        guard let place = AttachmentLink.place(actor, keys) else { return nil }
        let content: JSONValue = [.string(attachment.description), .string(purpose), .integer(until.microseconds)]
        return Base64URL.encode(try keys.sealing(AttachmentLink.label).seal(content.serialized, for: place))
    }

    init(to attachment: ID<Attachment>, purpose: String, at now: Instant) {
        self.attachment = attachment
        self.purpose = purpose
        until = now.advanced(by: AttachmentLink.lifetime)
    }

    /// Reads an address back; nil for what is none of this session's.
    init?(opening text: String, for actor: Actor, keys: TenantKeys) {
        guard text.utf8.count <= 4_096, let sealed = Base64URL.decode(text), let place = AttachmentLink.place(actor, keys),
            let plain = try? keys.sealing(AttachmentLink.label).open(sealed, for: place), let content = try? JSONParser.parse(plain),
            let id = content[0]?.string.flatMap({ ID<Attachment>($0) }), let purpose = content[1]?.string, let end = content[2]?.integer
        else { return nil }
        attachment = id
        self.purpose = purpose
        until = Instant(microseconds: end)
    }

    private static func place(_ actor: Actor, _ keys: TenantKeys) -> AssociatedData? {
        guard let user = actor.user, let session = actor.session else { return nil }
        return AssociatedData(
            tenant: keys.tenant.uuid, table: "attachment link", column: session.description + (actor.key?.id.description ?? ""),
            row: user.uuid)
    }
}
