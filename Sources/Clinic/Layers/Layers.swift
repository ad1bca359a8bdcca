internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The layers' use cases as the API calls them.
struct Layers: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    // MARK: Parameters

    /// Every set, the latest day first, and the program's own last.
    func parameters(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let now = call.now
        let (sets, current) = try await deployment.database.read(as: actor) { tx in
            let sets = try tx.execute(LayerQueries.sets(tenant: actor.tenant)).map { try LayerParameters($0) }
            return (sets, try LayerParameters.inForce(of: actor.tenant, at: now, in: tx).0)
        }
        let shown = (sets + [.usual]).map { $0.json(inForce: $0.id == current.id) }
        return .json((["data": .array(shown), "missing": Layers.words(LayerMetric.missing)] as JSONValue).serialized)
    }

    func define(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let define = DefineLayers(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let (id, now) = (ID<LayerParameters>.new(at: call.now), call.now)
        return try await Idempotency(deployment).write(
            "defineLayers", call, keys: keys, again: { try await parameter(ID($0), call) }
        ) { tx in
            let set = try define.run(id, as: actor, keys: keys, at: now, in: tx)
            let isInForce = try LayerParameters.inForce(of: actor.tenant, at: now, in: tx).0.id == id
            return Idempotency.Outcome(.json(set.json(inForce: isInForce).serialized, status: .created), object: id.uuid)
        }
    }

    /// A set as it was answered when it was defined; whether it counts is said anew.
    private func parameter(_ id: ID<LayerParameters>, _ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let now = call.now
        let (set, current) = try await deployment.database.read(as: actor) { tx in
            let row = try tx.execute(LayerQueries.set(id, tenant: actor.tenant)).first
            return (try row.map { try LayerParameters($0) }, try LayerParameters.inForce(of: actor.tenant, at: now, in: tx).0)
        }
        guard let set else { throw Failure(.notFound) }
        return .json(set.json(inForce: set.id == current.id).serialized, status: .created)
    }

    /// Has everybody's layer worked out now.
    func compute(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard case .everywhere? = actor.rights.grantedReach(of: .manageLayer) else { throw Failure(.forbidden) }
        let now = call.now
        let job = try await deployment.database.write(as: actor) { tx in try LayerJobs.order(as: actor, at: now, in: tx) }
        return .json((["jobId": .string(job.description)] as JSONValue).serialized, status: .accepted)
    }

    // MARK: How many

    /// How many customers of the caller's rows are in each layer: now, or in a month.
    func distribution(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let visible = try LayerReach.counted(for: actor, at: call.now)
        let (month, now) = (try Layers.month("month", of: call), call.now)
        let (head, counts) = try await deployment.database.read(as: actor) { tx -> (Head, Rows) in
            if let month {
                let head = try Layers.head(of: month, for: actor, in: tx)
                return (head, try tx.execute(LayerQueries.distribution(in: month, visible, tenant: actor.tenant)))
            }
            let (set, _) = try LayerParameters.inForce(of: actor.tenant, at: now, in: tx)
            let run = try tx.execute(LayerQueries.lastRun(tenant: actor.tenant)).first
            let head = Head(
                layers: set.layers, on: try run?.get(0, as: LocalDate.self), at: try run?.get(1, as: Instant.self),
                parameters: try run?.getOptional(2, as: ID<LayerParameters>.self),
                missing: try run?.get(3, as: [String].self) ?? LayerMetric.missing.map(\.rawValue))
            return (head, try tx.execute(LayerQueries.distribution(visible, tenant: actor.tenant)))
        }
        var numbers: [String: Int64] = [:]
        for row in counts { numbers[try row[0]] = try row[1] }
        let none = numbers.removeValue(forKey: "none") ?? 0
        var body = head.json
        body["layers"] = .array(head.shown(numbers))
        body["none"] = .integer(none)
        return .json(JSONValue.object(body).serialized)
    }

    /// The months that were kept.
    func snapshots(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [LayerQueries.snapshots(tenant: actor.tenant)])[0]
        let months = try rows.map { row -> JSONValue in
            var body = try Head(row).json
            body["month"] = .string(Layers.word(for: try row[0]))
            return .object(body)
        }
        return .json((["data": .array(months)] as JSONValue).serialized)
    }

    /// From which layer to which between two months, of the customers of the caller's rows.
    func migration(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let visible = try LayerReach.counted(for: actor, at: call.now)
        let (from, to) = try Layers.months(of: call)
        let (before, after, rows) = try await deployment.database.read(as: actor) { tx in
            (
                try Layers.head(of: from, for: actor, in: tx), try Layers.head(of: to, for: actor, in: tx),
                try tx.execute(LayerQueries.migration(from: from, to: to, visible, tenant: actor.tenant))
            )
        }
        let cells = try rows.map { row -> JSONValue in
            ["from": .string(try row[0]), "to": .string(try row[1]), "customers": .integer(try row[2])]
        }
        func side(_ head: Head, _ month: LocalDate) -> JSONValue {
            var body = head.json
            body["month"] = .string(Layers.word(for: month))
            body["layers"] = .array(head.layers.map(\.shown))
            return .object(body)
        }
        let body: JSONValue = [
            "from": side(before, from), "to": side(after, to),
            // Other figures, other layers: what moved may be the measure.
            "comparable": .boolean(before.parameters == after.parameters && before.missing == after.missing), "cells": .array(cells),
        ]
        return .json(body.serialized)
    }

    /// Who went from one layer to another: the list of customers, narrowed.
    func movers(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard actor.rights.allows(.readCustomer) else { throw Failure(.forbidden) }
        let narrowing = try LayerReach.narrowing(for: actor, at: call.now)
        let (from, to) = try Layers.months(of: call)
        let words = ["fromLayer", "toLayer"].map { name in call.query.all.first { $0.name == name }?.value ?? "" }
        for (name, word) in zip(["fromLayer", "toLayer"], words) where word.isEmpty || word.utf8.count > 30 {
            throw Failure.invalid([Violation(pointer: "/" + name, code: "required")])
        }
        try await deployment.database.read(as: actor) { tx in
            for month in [from, to] { _ = try Layers.head(of: month, for: actor, in: tx) }
        }
        let moved = LayerQueries.moved(from: from, words[0], to: to, words[1], tenant: actor.tenant)
        return try await customers.list(
            for: call, where: "\(narrowing) and \(moved)", reserved: ["from", "to", "fromLayer", "toLayer"])
    }

    // MARK: -

    /// What a run or a month was worked out with.
    private struct Head {
        let layers: [Layer]
        let on: LocalDate?
        let at: Instant?
        let parameters: ID<LayerParameters>?
        let missing: [String]

        init(layers: [Layer], on: LocalDate?, at: Instant?, parameters: ID<LayerParameters>?, missing: [String]) {
            self.layers = layers
            self.on = on
            self.at = at
            self.parameters = parameters
            self.missing = missing
        }

        /// Of a month.
        init(_ row: Row) throws {
            self.init(
                layers: try LayerParameters.layers(in: try row[4]), on: try row.get(1, as: LocalDate.self),
                at: try row.get(2, as: Instant.self),
                parameters: try row.getOptional(3, as: ID<LayerParameters>.self), missing: try row.get(5, as: [String].self))
        }

        var json: JSONObject {
            [
                "computedOn": on.map { .string($0.description) } ?? .null, "computedAt": at.map { .string($0.description) } ?? .null,
                "parameterId": parameters.map { .string($0.description) } ?? .null, "missing": .array(missing.map { .string($0) }),
            ]
        }

        /// Each layer with its number; those that have people and are none of the set come after.
        func shown(_ numbers: [String: Int64]) -> [JSONValue] {
            let absent = missing.compactMap { LayerMetric.Code(rawValue: $0) }
            let known = layers.map { layer -> JSONValue in
                var body = layer.head
                body["customers"] = .integer(numbers[layer.code] ?? 0)
                body["undecided"] = .boolean(layer.isUndecided(without: absent))
                return .object(body)
            }
            let codes = Set(layers.map(\.code))
            let others = numbers.filter { !codes.contains($0.key) }.sorted { $0.key < $1.key }.map { code, number -> JSONValue in
                [
                    "code": .string(code), "name": .string(code), "nameEn": .null, "colour": "grey", "customers": .integer(number),
                    "undecided": false,
                ]
            }
            return known + others
        }
    }

    private static func head(of month: LocalDate, for actor: Actor, in tx: Transaction) throws -> Head {
        guard let row = try tx.execute(LayerQueries.snapshot(of: month, tenant: actor.tenant)).first else {
            throw Failure(.layerNoSnapshot)
        }
        return try Head(row)
    }

    private static func months(of call: Call) throws -> (LocalDate, LocalDate) {
        guard let from = try month("from", of: call) else { throw Failure.invalid([Violation(pointer: "/from", code: "required")]) }
        guard let to = try month("to", of: call) else { throw Failure.invalid([Violation(pointer: "/to", code: "required")]) }
        guard from < to else { throw Failure.invalid([Violation(pointer: "/to", code: "range")]) }
        return (from, to)
    }

    /// `2026-11` as its first day.
    private static func month(_ name: String, of call: Call) throws -> LocalDate? {
        guard let text = call.query.all.first(where: { $0.name == name })?.value else { return nil }
        guard text.utf8.count == 7, let day = LocalDate(text + "-01") else {
            throw Failure.invalid([Violation(pointer: "/" + name, code: "pattern")])
        }
        return day
    }

    private static func word(for month: LocalDate) -> String { String(month.description.prefix(7)) }

    private static func words(_ codes: [LayerMetric.Code]) -> JSONValue { .array(codes.map { .string($0.rawValue) }) }
}

extension Layer {
    /// What it is called.
    fileprivate var head: JSONObject {
        [
            "code": .string(code), "name": .string(name), "nameEn": shownEnglish.map { .string($0) } ?? .null, "colour": .string(colour),
        ]
    }

    fileprivate var shown: JSONValue { .object(head) }
}
