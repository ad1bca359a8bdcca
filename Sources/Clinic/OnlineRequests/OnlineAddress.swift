internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// What a public page is found by, `{tenant}.{slug}`: no tenant's slug has a dot, so the part before it leads to one tenant, and within it
/// the wall holds as for everybody.
struct OnlineAddress: Sendable {
    let tenant: String
    let slug: String

    /// Nil for what is no address.
    init?(_ text: String?) {
        guard let text, text.utf8.count <= 80, let dot = text.firstIndex(of: ".") else { return nil }
        tenant = String(text[..<dot])
        slug = String(text[text.index(after: dot)...])
        guard !tenant.isEmpty, !slug.isEmpty, tenant != TenantDirectory.deploymentSlug, tenant.utf8.allSatisfy(Self.isPart),
            slug.utf8.allSatisfy(Self.isPart)
        else { return nil }
    }

    /// As it is written.
    var text: String { tenant + "." + slug }

    private static func isPart(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
}

/// What a form was shown with: of which page, in which version, when. Sealed, so that nobody makes one or puts it back in time; it says
/// nothing of who got it.
struct OnlineFormToken: Sendable {
    let page: UUID
    let version: Int64
    let issued: Int64

    /// Seconds that somebody takes at least, and that a form is good for.
    static let youngest: Int64 = 3
    static let oldest: Int64 = 2 * 3600
    /// What tokens are sealed under.
    private static let label = "online_form"

    init(page: UUID, version: Int64, at now: Instant) {
        self.page = page
        self.version = version
        issued = now.unixSeconds
    }

    /// Reads one back; nil for what the server has not made for this page.
    init?(_ text: String, page: UUID, keys: TenantKeys) {
        guard text.utf8.count <= 400, let sealed = Base64URL.decode(text),
            let plain = try? keys.sealing(Self.label).open(sealed, for: Self.place(page, keys)), plain.count == 16
        else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> Int64 { Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
        self.page = page
        version = number(plain[0..<8])
        issued = number(plain[8..<16])
    }

    func text(keys: TenantKeys) throws -> String {
        func bytes(_ number: Int64) -> [UInt8] { (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        return Base64URL.encode(try keys.sealing(Self.label).seal(bytes(version) + bytes(issued), for: Self.place(page, keys)))
    }

    /// Whether a person may have filled the form in by now, and the page is still what he saw.
    func isGood(at now: Instant) -> Bool {
        let (age, overflow) = now.unixSeconds.subtractingReportingOverflow(issued)
        return !overflow && (Self.youngest...Self.oldest).contains(age)
    }

    private static func place(_ page: UUID, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: OnlinePage.resource.table, column: "form", row: page)
    }
}
