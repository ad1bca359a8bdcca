internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres
internal import Tabular

/// Files in a tenant's own fields. What somebody brought becomes the customer's when a value names it: from then on it is opened by who
/// reads that field of that customer, and by nobody else, and each opening is written down.
struct CustomFiles: Sendable {
    private let deployment: Deployment

    init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    // MARK: Opening

    /// `{id, name, bytes, type, createdAt}`.
    func facts(_ call: Call) async throws -> Reply {
        let facts = try await find(call).facts
        let body: JSONValue = [
            "id": .string(facts.id.description), "name": .string(facts.name), "bytes": .integer(facts.size), "type": .string(facts.type),
            "createdAt": .string(facts.createdAt.description),
        ]
        return .json(body.serialized)
    }

    /// The file itself.
    func content(_ call: Call) async throws -> Reply {
        let found = try await find(call)
        let keys = try await deployment.keys.keys(of: call.requireActor().tenant)
        let customer: ID<Customer> = try call.id("id")
        let event = AuditEvent(
            .readFile, on: "file", found.facts.id.uuid, branch: found.branch, customer: customer.uuid, fields: [found.field],
            links: [Release(object: customer.uuid, customer: customer.uuid, field: found.field, branch: found.branch)])
        return try await FileEndpoints.download(found.facts, call, keys, deployment, event: event)
    }

    /// The file that a field of a customer names, where the caller reads that field of that customer in clear.
    ///
    /// - Throws: `resource.not_found` otherwise, whatever is missing.
    private func find(_ call: Call) async throws -> (facts: FileFacts, field: String, branch: ID<Platform.Unit>?) {
        let actor = try call.requireActor()
        let id: ID<Customer> = try call.id("id")
        let view = actor.rights.view(of: Customer.resource)
        guard let code = call.parameter("code"), let index = view.resource.position(of: CustomField.group + "." + code),
            let custom = view.resource.fields[index].custom, custom.kind == .file, view.bits(of: index, atLeast: .read) != 0
        else { throw Failure(.notFound) }
        let nothing = Selection(view, fields: [], for: actor, at: call.now)
        var statement: SQL = "select row.*, f.value, f.branch_id from ("
        statement.append(ResourceQueries.get(id, nothing, action: .readCustomer, for: actor, at: call.now))
        statement.append(
            """
            ) row join app.custom_file f on f.tenant_id = \(actor.tenant) and f.customer_id = \(id) and f.field_id = \(custom.id)
            """)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let asked = statement
        let row = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(asked)
            try EmergencyReads.record(rows, nothing, as: actor, keys: keys, at: call.now, in: tx)
            return rows.first
        }
        guard let row, view.right(on: index, in: try nothing.bits(of: row)).level >= .read else { throw Failure(.notFound) }
        let file: ID<StoredFile> = try row[nothing.width]
        guard let facts = try await FileStore(deployment).find(file, as: actor, keys: keys, at: call.now), facts.use == .customer else {
            throw Failure(.notFound)
        }
        return (facts, custom.target, try row.getOptional(nothing.width + 1))
    }

    // MARK: Keeping

    /// Makes what somebody brought the customer's; false for what he did not bring, or what is no document.
    static func take(_ file: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let types = [FileType.pdf, .text, .spreadsheet].map(\.rawValue)
        return try tx.execute(
            """
            update app.file f set use = \(FileStore.Use.customer.rawValue), expires_at = \(FileStore.endless) from app.file_content c
            where f.tenant_id = \(actor.tenant) and f.id = \(file) and f.use = \(FileStore.Use.upload.rawValue)
            and f.created_by = \(actor.user) and f.expires_at > \(now)
            and c.tenant_id = f.tenant_id and c.id = f.content_id and c.media_type = any (\(types))
            """
        ).affected == 1
    }

    /// Removes the file that a value names which is about to go, unless another value names it too (a file that was merged away).
    static func drop(_ field: UUID, of customer: UUID, but kept: FieldValue, tenant: ID<Tenant>) -> SQL {
        var remaining: UUID?
        if case .id(let id) = kept { remaining = id }
        return """
            delete from app.file f using app.custom_file v
            where v.tenant_id = \(tenant) and v.field_id = \(field) and v.customer_id = \(customer) and f.tenant_id = v.tenant_id
            and f.id = v.value and f.use = \(FileStore.Use.customer.rawValue) and f.id is distinct from \(value: remaining)::uuid
            and not exists (select 1 from app.custom_file o where o.tenant_id = v.tenant_id and o.value = v.value
              and (o.field_id <> v.field_id or o.customer_id <> v.customer_id))
            """
    }

    /// Removes all files of a customer.
    static func erase(_ customer: UUID, of tenant: ID<Tenant>) -> SQL {
        """
        delete from app.file f using app.custom_file v where v.tenant_id = \(tenant) and v.customer_id = \(customer)
        and f.tenant_id = v.tenant_id and f.id = v.value and f.use = \(FileStore.Use.customer.rawValue)
        """
    }
}

extension CustomFieldEndpoints {
    /// The contents of files in a tenant's own fields, for one that leaves and for the customer himself; by the id that
    /// stands in the field.
    public static let contents = ExportedContents(
        "file", join: "(select distinct o.tenant_id, o.value from app.custom_file o) v on v.tenant_id = f.tenant_id and v.value = f.id",
        columns: "f.id",
        belonging: { ids in
            """
            exists (select 1 from app.custom_file o where o.tenant_id = f.tenant_id and o.value = f.id and o.customer_id = any (\(ids)))
            """
        }
    ) { _, _, _ in .tenantKey }
}
