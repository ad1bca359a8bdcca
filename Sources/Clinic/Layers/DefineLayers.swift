internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Says which thresholds and layers count from a day on. Earlier sets stay as they are.
struct DefineLayers: Sendable {
    private let effectiveOn: LocalDate?
    private let recency: LayerParameters.Thresholds?
    private let frequency: LayerParameters.Thresholds?
    private let monetary: LayerParameters.Thresholds?
    private let layers: [Layer]

    /// Reads `{effectiveOn, recencyDays: [near, far], frequencyDays: [some, many], monetaryFen: [some, many], layers: […]}`.
    init(reading payload: PayloadReader) {
        effectiveOn = LocalDate(payload.requiredDate("effectiveOn"))
        recency = DefineLayers.pair("recencyDays", of: payload, atMost: 3_650)
        frequency = DefineLayers.pair("frequencyDays", of: payload, atMost: 366)
        monetary = DefineLayers.pair("monetaryFen", of: payload, atMost: 100_000_000_000)
        payload.require("layers")
        layers = payload.objects("layers", max: Layer.number.upperBound).map { Layer(reading: $0) }
        if payload.has("layers"), !payload.isNull("layers"), layers.count < Layer.number.lowerBound {
            payload.refuse("layers", "too_short", limit: String(Layer.number.lowerBound))
        }
        if Set(layers.map(\.code)).count < layers.count || Set(layers.map(\.name)).count < layers.count {
            payload.refuse("layers", "duplicate")
        }
        // The last one takes the rest, and no other does.
        for (index, layer) in layers.enumerated() where layer.ways.isEmpty != (index == layers.count - 1) {
            payload.refuse("layers", at: index, "not_allowed")
        }
    }

    private static func pair(_ key: String, of payload: PayloadReader, atMost most: Int64) -> LayerParameters.Thresholds? {
        guard let value = payload.value(key), !value.isNull else {
            payload.refuse(key, "required")
            return nil
        }
        guard let numbers = value.array?.compactMap(\.integer), numbers.count == 2, value.array?.count == 2 else {
            payload.refuse(key, "type")
            return nil
        }
        guard numbers[0] >= 1, numbers[0] < numbers[1], numbers[1] <= most else {
            payload.refuse(key, "range", limit: "1...\(most)")
            return nil
        }
        return LayerParameters.Thresholds(first: numbers[0], second: numbers[1])
    }

    /// Keeps it. It counts with the night of its day, or with the next run that somebody asks for from that day on.
    ///
    /// - Throws: `request.invalid` for a day that is past; `access.denied` for somebody who holds the action in some branches only,
    ///   or who sees customers without what their figures are made of; `layer.limit`.
    func run(_ id: ID<LayerParameters>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> LayerParameters {
        guard case .everywhere? = actor.rights.grantedReach(of: .manageLayer), let user = actor.user,
            TagRules.mayTell(LayerMetric.all.compactMap(\.action), actor)
        else { throw Failure(.forbidden) }
        guard let effectiveOn, let recency, let frequency, let monetary else { throw Failure(.invalid) }
        let moment = Moment(now, in: actor.rights.timeZone)
        let known = try tx.execute(
            """
            select \(moment.today), (select count(*) from app.layer_parameter p where p.tenant_id = \(actor.tenant)
              and p.defined_at > \(now)::timestamptz - interval '30 days')
            """)[0]
        guard effectiveOn >= (try known.get(0, as: LocalDate.self)) else {
            throw Failure.invalid([Violation(pointer: "/effectiveOn", code: "range")])
        }
        guard try known.get(1, as: Int64.self) < Int64(LayerParameters.most) else { throw Failure(.layerLimit) }
        let set = LayerParameters(
            id: id, effectiveOn: effectiveOn, recency: recency, frequency: frequency, monetary: monetary, layers: layers, definedAt: now,
            definedBy: user)
        tx.enqueue(LayerQueries.insert(set, id, by: user, at: now, tenant: actor.tenant))
        try AuditTrail.record(
            AuditEvent(.manageLayer, on: "layer", id.uuid, body: set.json(inForce: false)), as: actor, keys: keys, at: now, in: tx)
        return set
    }
}
