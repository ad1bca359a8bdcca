internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// Finds a file of a customer for whoever may open its content: who reads its checksum in clear, or may have it shown for a purpose.
struct OpenAttachment: Sendable {
    let id: ID<Attachment>

    /// What it takes to open one.
    struct Found: Sendable {
        let file: ID<StoredFile>
        /// The customer's half of the content's key.
        let share: SecretKey
        let customer: UUID
        let branch: ID<Platform.Unit>?
        let category: Attachment.Category
        /// `attachment.checksum` or `attachment.medicalChecksum`: how the trail calls the content.
        let field: String
        /// Whether he sees it masked otherwise, so that it counts against his day's.
        let isRevealed: Bool
        /// What it is called on the reader's computer.
        let name: String
    }

    /// - Throws: `resource.not_found` where it is not there, or not his; `access.denied` where he sees that there is one and may not open it.
    func find(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Found {
        let view = actor.rights.view(of: Attachment.resource)
        let resource = view.resource
        let fields = ["customerId", "category", "type", "createdAt", "deletedAt", "name"].compactMap { resource.position(of: $0) }
        guard fields.count == 6,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: .downloadAttachment, view: view, for: actor, at: now, locking: false, in: tx),
            case .id(let customer)? = row.values[fields[0]], row.values[fields[4]] == .null,
            let category = row.values[fields[1]]?.text.flatMap({ Attachment.Category(rawValue: $0) }),
            let index = resource.position(of: category.checksum), let key = category.isMedical ? row.medical : row.crm
        else { throw Failure(.notFound) }
        let right = view.right(on: index, in: row.bits)
        guard right.level >= .read || right.uses.contains(.reveal) else { throw Failure(.forbidden) }
        let stored = try tx.execute(
            """
            select file_id, \(category.keyColumn) from app.customer_attachment where tenant_id = \(actor.tenant) and id = \(id)
            and \(category.keyColumn) is not null
            """)
        guard let stored = stored.first else { throw Failure(.notFound) }
        let half = try key.open(stored.get(1, as: [UInt8].self), for: Attachment.place(of: id.uuid, category, in: actor.tenant))
        let seesName = view.right(on: fields[5], in: row.bits).level >= .read
        return Found(
            file: try stored[0], share: try SecretKey(bytes: half), customer: customer, branch: row.branch, category: category,
            field: resource.qualified(resource.fields[index]), isRevealed: right.level < .read,
            name: AttachmentName.shown(
                seesName ? row.values[fields[5]]?.text : nil, category, type: row.values[fields[2]]?.text,
                day: row.values[fields[3]]?.text))
    }

    /// Counts it where that is due; with the next flight.
    static func count(_ found: Found, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard found.isRevealed else { return }
        guard let user = actor.user else { throw Failure(.notFound) }
        _ = try RevealQuota.spend(1, user, as: actor, keys: keys, at: now, in: tx)
    }

    /// The event of an opening.
    func event(_ found: Found, purpose: String) -> AuditEvent {
        AuditEvent(
            .downloadAttachment, on: Attachment.resource.name, id.uuid, branch: found.branch, customer: found.customer,
            fields: [found.field],
            reason: purpose, rowCount: 1,
            links: [Release(object: id.uuid, customer: found.customer, field: found.field, branch: found.branch)])
    }
}

/// What a file is called on the computer of whoever opens it.
enum AttachmentName {
    /// The name that was given, made fit for a folder, with the ending of what is in it; the category and the day where there is none.
    static func shown(_ given: String?, _ category: Attachment.Category, type: String?, day: String?) -> String {
        let ending = type.flatMap { BroughtFile.Kind(rawValue: $0) }?.ending ?? "bin"
        guard let given, case let name = cleaned(given), !name.isEmpty else {
            return "\(category.rawValue)-\(day?.prefix(10) ?? "")." + ending
        }
        let endings = ending == "jpg" ? [".jpg", ".jpeg"] : ["." + ending]
        return endings.contains { name.lowercased().hasSuffix($0) } ? name : name + "." + ending
    }

    /// Without folders, without what turns its letters round or is not seen, without dots in front.
    static func cleaned(_ given: String) -> String {
        let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let scalars = last.unicodeScalars.filter { scalar in
            !scalar.properties.isBidiControl && scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
                && !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
        let name = String(String.UnicodeScalarView(scalars)).drop { $0 == "." || $0 == " " }
        return String(name.prefix(120))
    }
}
