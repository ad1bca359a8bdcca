internal import FoundationEssentials
internal import Platform
internal import Postgres

/// What the catalogue has while a table is brought in: by code, by name, by the way through the categories. What the table makes is added.
struct KnownCatalogue {
    /// A service as it stands.
    struct Service {
        let id: UUID
        var version: Int64
        let isActive: Bool
        /// By position in the field table.
        var values: [Int: FieldValue]
        /// Segments of its plan, and their minutes together.
        var segments: Int64
        var minutes: Int64
    }

    /// A category by its place: what lies above it, and its name.
    struct Place: Hashable {
        let parent: UUID?
        let name: String
    }

    private(set) var services: [UUID: Service] = [:]
    private var codes: [String: UUID] = [:]
    /// Of what is active: archived names are free.
    private var names: [String: UUID] = [:]
    var categories: [Place: UUID] = [:]

    /// The fields that a table may say, in the order of the statement's columns.
    private static let fields = [
        "categoryId", "code", "name", "nameEn", "department", "nature", "scope", "listPriceFen", "cycleDays", "leastDays",
    ]

    init(of tenant: ID<Tenant>, in tx: Transaction) throws {
        let rows = try tx.execute(all: [CatalogueQueries.wholeServices(tenant: tenant), CatalogueQueries.activeCategories(tenant: tenant)])
        let positions = Self.fields.map { ClinicService.resource.position(of: $0) }
        for row in rows[0] {
            var values: [Int: FieldValue] = [:]
            for (offset, position) in positions.enumerated() {
                guard let position else { continue }
                let column = 5 + offset
                let value: FieldValue? =
                    switch Self.fields[offset] {
                    case "categoryId": try row.getOptional(column, as: UUID.self).map { .id($0) }
                    case "listPriceFen", "cycleDays", "leastDays": try row.getOptional(column, as: Int64.self).map { .integer($0) }
                    default: try row.getOptional(column, as: String.self).map { .text($0) }
                    }
                values[position] = value ?? .null
            }
            add(
                Service(
                    id: try row[0], version: try row[1], isActive: try row.get(2, as: String.self) == "active", values: values,
                    segments: try row[3], minutes: try row[4]))
        }
        for row in rows[1] { categories[Place(parent: try row.getOptional(1), name: try row[2])] = try row.get(0, as: UUID.self) }
    }

    /// Whose a code is; of archived services too.
    func service(ofCode code: String) -> UUID? { codes[code] }
    /// Whose a name is, of what is active.
    func service(named name: String) -> UUID? { names[name] }

    /// Takes up a service, or what became of one.
    mutating func add(_ service: Service) {
        if let before = services[service.id] {
            if let code = text("code", of: before) { codes[code] = nil }
            if let name = text("name", of: before), names[name] == before.id { names[name] = nil }
        }
        services[service.id] = service
        if let code = text("code", of: service) { codes[code] = service.id }
        if service.isActive, let name = text("name", of: service) { names[name] = service.id }
    }

    /// A text of a service, by its field.
    func text(_ field: String, of service: Service) -> String? {
        ClinicService.resource.position(of: field).flatMap { service.values[$0]?.text }
    }
}
