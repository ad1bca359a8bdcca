internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Brings a table of services into the catalogue: makes those that are not there, changes those that are, and the categories on the way.
/// All of it in the caller's transaction, by the rules by which one is written: what a row may not say is its problem, and the others are
/// looked at all the same. A table that was brought in once changes nothing the second time.
///
/// A service is known by its code, else by its name where the one with it has no other code. Empty cells change nothing.
struct ImportCatalogue: Sendable {
    /// What came of it.
    struct Outcome: Sendable, Hashable {
        var created = 0
        var changed = 0
        var unchanged = 0
        /// Categories that were made.
        var categories = 0
        /// Row and what is wrong with it.
        var problems: [RowResult] = []
    }

    let table: CatalogueTable

    /// - Throws: `access.denied` where the actor does not write for the whole chain; `catalogue.limit`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Outcome {
        try HouseRecord.services.requireReach(of: nil, as: actor, in: tx)
        // Two tables at once come one after the other.
        tx.enqueue("select 1 from app.tenant_setting z where z.tenant_id = \(actor.tenant) for update")
        var work = CatalogueWork(actor: actor, keys: keys, now: now, known: try KnownCatalogue(of: actor.tenant, in: tx))
        for entry in table.entries {
            let problems = try work.take(entry, in: tx)
            if !problems.isEmpty {
                work.outcome.problems.append(RowResult(row: entry.row, outcome: .failed, problems: Array(problems.prefix(20))))
            }
        }
        let outcome = work.outcome
        if outcome.problems.isEmpty, outcome.created + outcome.changed + outcome.categories > 0 {
            try AuditTrail.record(
                AuditEvent(
                    .manageService, on: ClinicService.resource.name, purpose: "imported", rowCount: outcome.created + outcome.changed,
                    body: [
                        "created": .integer(Int64(outcome.created)), "changed": .integer(Int64(outcome.changed)),
                        "categories": .integer(Int64(outcome.categories)),
                    ]),
                as: actor, keys: keys, at: now, in: tx)
        }
        return outcome
    }
}

/// The work on one table, row by row.
private struct CatalogueWork {
    let actor: Actor
    let keys: TenantKeys
    let now: Instant
    var known: KnownCatalogue
    var outcome = ImportCatalogue.Outcome()
    private var seen: Set<UUID> = []

    private let services: Selection
    private let categories: Selection

    init(actor: Actor, keys: TenantKeys, now: Instant, known: KnownCatalogue) {
        self.actor = actor
        self.keys = keys
        self.now = now
        self.known = known
        services = Selection(wholeOf: ClinicService.resource, for: actor, at: now)
        categories = Selection(wholeOf: ServiceCategory.resource, for: actor, at: now)
    }

    /// - Returns: what is wrong with the row; nothing of its service was written then.
    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String] {
        guard entry.problems.isEmpty else { return entry.problems }
        let (code, name) = (entry.fields["code"]?.string, entry.fields["name"]?.string)
        let old = service(code: code, name: name)
        if let old {
            guard seen.insert(old.id).inserted else { return [":repeated"] }
            // Names of what is archived are free: it is known by its code.
            guard old.isActive else { return ["code:archived"] }
        }
        var taken: [String] = []
        if let name, let other = known.service(named: name), other != old?.id { taken.append("name:duplicate") }
        if let minutes = entry.minutes, let old, old.segments > 1, old.minutes != minutes { taken.append("minutes:several") }
        guard taken.isEmpty else { return taken }
        do {
            var fields = entry.fields
            if !entry.category.isEmpty { fields["categoryId"] = .string(try category(entry.category, in: tx).uuidString.lowercased()) }
            // What is no medicine asks for no licence any more.
            if let old, fields["nature"]?.string == "lifestyle", fields["scope"] == nil, known.text("scope", of: old) != nil {
                fields["scope"] = .null
            }
            if let old { try change(old, fields, entry.minutes, in: tx) } else { try create(fields, entry.minutes, in: tx) }
            return []
        } catch let failure as Failure where failure.code == .invalid {
            return failure.violations.map { "\($0.pointer.dropFirst()):\($0.code)" }
        }
    }

    private func service(code: String?, name: String?) -> KnownCatalogue.Service? {
        if let code, let id = known.service(ofCode: code) { return known.services[id] }
        guard let name, let id = known.service(named: name), let service = known.services[id] else { return nil }
        return code == nil || known.text("code", of: service) == nil ? service : nil
    }

    private mutating func create(_ fields: JSONObject, _ minutes: Int64?, in tx: Transaction) throws {
        let values = try Self.read(fields, of: services.view, creating: true)
        let id = ID<ClinicService>.new(at: now).uuid
        _ = try CreateRecord(record: .services, id: id, values: values).run(
            as: actor, keys: keys, at: now, selection: services, in: tx)
        var made = KnownCatalogue.Service(
            id: id, version: 1, isActive: true, values: values.values, segments: 0, minutes: 0)
        if let minutes { try plan(&made, minutes, in: tx) }
        seen.insert(id)
        known.add(made)
        outcome.created += 1
    }

    private mutating func change(_ old: KnownCatalogue.Service, _ fields: JSONObject, _ minutes: Int64?, in tx: Transaction) throws {
        let values = try Self.read(fields, of: services.view, creating: false)
        var next = old
        let isOther = values.values.contains { (old.values[$0.key] ?? .null) != $0.value }
        if isOther {
            let row = try ChangeRecord(record: .services, id: old.id).run(
                values, version: old.version, as: actor, keys: keys, at: now, selection: services, in: tx)
            next.version = try services.version(of: row)
            next.values.merge(values.values) { _, new in new }
        }
        let isLonger = minutes.map { $0 != old.minutes } ?? false
        if let minutes, isLonger { try plan(&next, minutes, in: tx) }
        known.add(next)
        if isOther || isLonger { outcome.changed += 1 } else { outcome.unchanged += 1 }
    }

    /// A service's time, where it is one piece: what that needs stays as it was.
    private func plan(_ service: inout KnownCatalogue.Service, _ minutes: Int64, in tx: Transaction) throws {
        var piece: JSONObject = ["name": "服务", "minutes": .integer(minutes)]
        if service.segments == 1 {
            let rows = try tx.execute(all: ServicePlan.statements(of: service.id, tenant: actor.tenant))
            if let standing = try ServicePlan.object(rows)["segments"]?.array?.first?.object {
                piece = standing
                piece["minutes"] = .integer(minutes)
            }
        }
        let payload = PayloadReader(.object(["segments": .array([.object(piece)])]))
        let part = ServicePlan(reading: payload)
        try Self.finish(payload)
        let (_, version) = try ReplaceRecordPart(id: service.id, part: part).run(
            version: service.version, as: actor, keys: keys, at: now, in: tx)
        service.version = version
        service.segments = 1
        service.minutes = minutes
    }

    /// The last of a way through the categories; those that are not there are made.
    private mutating func category(_ path: [String], in tx: Transaction) throws -> UUID {
        var parent: UUID?
        for name in path {
            let place = KnownCatalogue.Place(parent: parent, name: name)
            if let there = known.categories[place] {
                parent = there
                continue
            }
            var fields: JSONObject = ["name": .string(name)]
            if let parent { fields["parentId"] = .string(parent.uuidString.lowercased()) }
            let values: FieldChanges
            do {
                values = try Self.read(fields, of: categories.view, creating: true)
            } catch let failure as Failure {
                throw Failure.invalid(failure.violations.map { Violation(pointer: "/categoryId", code: $0.code, limit: $0.limit) })
            }
            let id = ID<ServiceCategory>.new(at: now).uuid
            _ = try CreateRecord(record: .categories, id: id, values: values).run(
                as: actor, keys: keys, at: now, selection: categories, in: tx)
            known.categories[place] = id
            outcome.categories += 1
            parent = id
        }
        guard let parent else { throw Failure.invalid([Violation(pointer: "/categoryId", code: "required")]) }
        return parent
    }

    /// - Throws: `request.invalid` with every violation.
    private static func read(_ fields: JSONObject, of view: ResourceView, creating: Bool) throws -> FieldChanges {
        let payload = PayloadReader(.object(fields))
        let changes = FieldChanges(reading: payload, of: view, creating: creating)
        try finish(payload)
        return changes
    }

    private static func finish(_ payload: PayloadReader) throws {
        do {
            try payload.finish()
        } catch {
            throw Failure.invalid(error.violations)
        }
    }
}
