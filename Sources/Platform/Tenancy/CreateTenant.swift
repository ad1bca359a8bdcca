public import JSON
internal import Postgres
internal import Vault

/// Opens a clinic chain: everything it needs, and its first two system administrators, who appoint all others. Two,
/// because some grants take two people.
public enum CreateTenant {
    /// What the operator decides.
    public struct Input: Sendable {
        public var slug: String
        public var name: String
        public var locale: Language
        public var timeZone: String
        /// `aes256gcm` or `sm4`.
        public var cipherSuite: String
        /// Two people.
        public var admins: [InviteUser.Input]
        /// The tenant's id where it is known beforehand; made on the spot otherwise.
        public var id: ID<Tenant>?

        public init(
            slug: String, name: String, locale: Language, timeZone: String, cipherSuite: String = "aes256gcm",
            admins: [InviteUser.Input], id: ID<Tenant>? = nil
        ) {
            self.slug = slug
            self.name = name
            self.locale = locale
            self.timeZone = timeZone
            self.cipherSuite = cipherSuite
            self.admins = admins
            self.id = id
        }

        /// Reads `{slug, name, locale, timeZone, cipherSuite?, admins: [{userName, displayName} × 2]}`.
        public init(reading payload: PayloadReader) {
            slug = payload.requiredText("slug", max: 32)
            if !slug.isEmpty, !Input.isSlug(slug) { payload.refuse("slug", "pattern") }
            name = payload.requiredText("name", max: 80)
            locale =
                Language(rawValue: payload.requiredChoice("locale", of: Language.allCases.map(\.rawValue))) ?? .chinese
            timeZone = payload.requiredText("timeZone", max: 64)
            cipherSuite = payload.choice("cipherSuite", of: Suite.words) ?? Suite.words[0]
            admins = payload.objects("admins", max: 2).map(InviteUser.Input.init(reading:))
            if admins.count != 2 {
                payload.refuse("admins", "too_few", limit: "2")
            } else if admins[0].userName == admins[1].userName {
                payload.refuse("admins", "duplicate")
            }
        }

        /// Lower-case letters, digits and hyphens; 3 to 32, a letter first, no hyphen last.
        static func isSlug(_ text: String) -> Bool {
            let bytes = Array(text.utf8)
            let isLetter = { (byte: UInt8) in (0x61...0x7a).contains(byte) }
            let isWord = { (byte: UInt8) in isLetter(byte) || (0x30...0x39).contains(byte) }
            guard (3...32).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
            return isLetter(first) && isWord(last) && bytes.allSatisfy { isWord($0) || $0 == 0x2d }
        }
    }

    /// A tenant that was just made.
    public struct Created: Sendable {
        public let tenant: ID<Tenant>
        public let invitations: [InviteUser.Invitation]
    }

    /// Makes it. Fails with the constraint `tenant_slug_unique` for a slug in use.
    ///
    /// - Parameter operator: who orders it, for the deployment's audit trail; its system for the program's own
    ///   commands.
    public static func run(
        _ input: Input, by orderer: Actor? = nil, on deployment: Deployment, at now: Instant
    ) async throws -> Created {
        let request = orderer?.request ?? .new(at: now)
        let tenant = input.id ?? .new(at: now)
        let foundation = TenantFoundation(
            tenant: tenant, slug: input.slug, name: input.name, locale: input.locale, timeZone: input.timeZone,
            suite: Suite(word: input.cipherSuite) ?? .aes256GCM, templates: deployment.catalog.templates,
            firstRole: RoleTemplate.systemAdmin, people: input.admins)
        let actor = Actor.system(of: tenant, request: request, address: orderer?.address)
        let witness = orderer ?? Actor.system(of: .deployment, request: request)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        let invitations = try await deployment.database.write(as: actor) { tx in
            let invitations = try foundation.lay(as: actor, keyRing: deployment.keys, at: now, in: tx)
            try DeploymentAudit.record(
                AuditEvent(.createTenant, on: "tenant", tenant.uuid, body: ["slug": .string(input.slug)]), as: witness,
                keys: witnessKeys, at: now, in: tx)
            return invitations
        }
        deployment.directory.forget()
        return Created(tenant: tenant, invitations: invitations)
    }
}
