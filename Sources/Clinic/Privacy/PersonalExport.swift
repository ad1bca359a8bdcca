internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Everything that is held about one person, as JSON: made from the field tables, so that a new kind of object about a customer is in it by
/// being declared.
///
/// Who else stands in a person's data (staff, the one who brought him) is left out: an id of somebody else is not his.
public struct PersonalExport {
    /// Tables with a customer's id that are not part of an export, each with the reason. A test holds every other table of the database to
    /// be exported.
    public static let excused: [String: String] = [
        "app.phone_token": "search tokens made of the telephone number, which is exported itself",
        "app.layer_snapshot_row": "the layer of a month: his tags say from when until when he was in which",
        "app.canary_customer": "whether a made-up customer is bait; says nothing about a person",
        "app.identity_token": "search tokens made of the ID number and the WeChat name, which are exported themselves",
        "app.duplicate_due": "that somebody is to look for others like him; says nothing of the person",
        "app.duplicate_pair": "what the server guesses of two files; names another person",
        "app.customer_external_id": "digests by which an import knows a customer again; say nothing by themselves",
        "app.search_token": "search tokens made of the name and the number, which are exported themselves",
        "app.care_relation": "who among the staff may look: says nothing of the person but ids of others",
        "app.custom_text": "exported with the customer, as `custom`",
        "app.custom_number": "as app.custom_text",
        "app.custom_date": "as app.custom_text",
        "app.custom_choice": "as app.custom_text",
        "app.custom_customer": "who else is meant: an id of another",
        "app.custom_person": "who among the staff is meant: an id of another",
        "app.custom_file": "as app.custom_text",
        "app.custom_sealed": "as app.custom_text",
        "app.alert": "what staff did that somebody should look at; the person is named by his id alone",
        "app.care_request": "who among the staff asked to look: as app.care_relation",
        "app.break_glass": "who among the staff looked in an emergency: part of the trail of what staff did",
        "app.data_export": "an earlier export of the same",
        "app.erasure": "exists only when nothing is left to export",
        "app.erasure_ledger": "exists only when nothing is left to export",
        "audit.event": "the trail of what staff did; shown by the compliance officer's questions, not a copy of the person's data",
        "audit.event_link": "as audit.event",
    ]

    private let customer: ID<Customer>
    private let resources: [Resource]
    private let rights: Rights
    private static let pageSize = 500

    /// The contents of files that are a customer's.
    public static let contents: [ExportedContents] = [Attachment.contents, CustomFieldEndpoints.contents]

    /// What an export holds.
    public struct Document: Sendable {
        public let json: [UInt8]
        public let objects: Int
        /// Named in the JSON by their ids.
        public let files: [OwnedFile]
        /// The C3 and C4 values in it.
        public let releases: [Release]
    }

    /// - Parameter custom: the fields that the tenant has added.
    public init(of customer: ID<Customer>, in catalog: PermissionCatalog, custom: [CustomField]) {
        self.customer = customer
        let rights = Rights.everything(in: catalog, custom: custom)
        resources = PersonalExport.resources(of: catalog).map { rights.extended($0) }
        self.rights = rights
    }

    /// The kinds of objects that belong to a customer.
    public static func resources(of catalog: PermissionCatalog) -> [Resource] {
        catalog.resources.filter { $0.scope.customer != nil }
    }

    /// Fields of a resource that are the person's own.
    static func fields(of resource: Resource) -> [Int] {
        resource.fields.indices.filter { index in
            switch resource.fields[index].type {
            case .id(of: nil): resource.fields[index].name == "id"
            case .id(of: "user"), .ids(of: "user"): false
            case .id(of: "customer"): resource.fields[index].name == "customerId"
            default: resource.fields[index].classification != .secret
            }
        }
    }

    /// Reads all of it, opened and unmasked. The actor sees every branch.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Document {
        var json = JSONWriter(reservingCapacity: 1 << 16)
        var objects = 0
        var releases: [Release] = []
        // Files that were merged into his are his as well.
        tx.enqueue(MergedRows.reach)
        let merged = try tx.execute(
            "select id from app.customer where tenant_id = \(actor.tenant) and merged_into = \(customer) and erased_at is null order by id"
        ).map { try $0.get(0, as: UUID.self) }
        json.beginObject()
        json.key("format")
        json.string("peony-personal-data")
        json.key("formatVersion")
        json.integer(1)
        json.key("generatedAt")
        json.string(now.description)
        json.key("customerId")
        json.string(customer.description)
        json.key("fields")
        json.value(legend)
        json.key("data")
        json.beginObject()
        for resource in resources {
            json.key(resource.name)
            json.beginArray()
            let selection = Selection(rights.view(of: resource), fields: PersonalExport.fields(of: resource), for: actor, at: now)
            let encoder = ResourceEncoder(selection, keys: keys, tellingHidden: false)
            var last: UUID?
            while true {
                let rows = try tx.execute(statement(resource, selection, of: [customer.uuid] + merged, after: last, in: actor.tenant))
                for row in rows { try encoder.write(row, to: &json) }
                releases += try selection.releases(in: rows)
                objects += rows.count
                guard rows.count == PersonalExport.pageSize, let end = rows.last else { break }
                last = try (selection.id(of: end) as ID<Never>).uuid
            }
            json.endArray()
        }
        json.endObject()
        json.endObject()
        let files = try PersonalExport.contents.flatMap { try $0.files(of: [customer.uuid] + merged, keys: keys, in: tx) }
        return Document(json: json.finish(), objects: objects, files: files, releases: releases)
    }

    private func statement(_ resource: Resource, _ selection: Selection, of files: [UUID], after last: UUID?, in tenant: ID<Tenant>) -> SQL
    {
        let alias = resource.scope.alias
        let column = resource.scope.customer ?? "customer_id"
        let beyond: SQL = last.map { last -> SQL in "and t.id > \(last)" } ?? ""
        return """
            select \(selection.list) from \(resource.source) where t.tenant_id = \(tenant) and \(alias).\(column) = any (\(files)) \(beyond) \
            order by t.id limit \(PersonalExport.pageSize)
            """
    }

    /// What the fields are called in both languages.
    private var legend: JSONValue {
        var legend = JSONObject()
        for resource in resources {
            var names = JSONObject()
            for index in PersonalExport.fields(of: resource) {
                let field = resource.fields[index]
                names[field.name] = ["zh": .string(field.label.chinese), "en": .string(field.label.english)]
            }
            legend[resource.name] = .object(names)
        }
        return .object(legend)
    }
}
