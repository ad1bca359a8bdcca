internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What layer parameters' ids name: thresholds and layers that hold from a day on.
struct LayerParameters: Sendable {
    /// Two thresholds make three scores. Bounds belong to the better score.
    struct Thresholds: Sendable, Hashable {
        let first: Int64
        let second: Int64
    }

    /// Sets of a chain at the most within 30 days.
    static let most = 200

    /// Nil for the program's own.
    let id: ID<LayerParameters>?
    let effectiveOn: LocalDate?
    /// Days: up to the first 3, up to the second 2, beyond 1.
    let recency: Thresholds
    /// Days of visits: from the second 3, from the first 2, below 1.
    let frequency: Thresholds
    /// Fen, as frequency.
    let monetary: Thresholds
    /// The first that holds counts; the last one takes the rest.
    let layers: [Layer]
    let definedAt: Instant?
    let definedBy: ID<User>?

    /// What counts until a chain says something else: domain.md §2.3 and §7.
    static let usual = LayerParameters(
        id: nil, effectiveOn: nil, recency: Thresholds(first: 90, second: 180), frequency: Thresholds(first: 3, second: 6),
        monetary: Thresholds(first: 1_000_000, second: 5_000_000),
        layers: [
            Layer("super", "超级", "Super", "violet", [[.recency: 2...3, .frequency: 2...3, .monetary: 3...3]]),
            Layer("potential", "潜力", "Potential", "teal", [[.recency: 2...3, .frequency: 2...3], [.recency: 2...3, .monetary: 2...3]]),
            Layer("sleeping", "沉睡", "Sleeping", "grey", [[.recency: 1...1]]),
            Layer("regular", "普通", "Regular", "blue", []),
        ], definedAt: nil, definedBy: nil)

    init(
        id: ID<LayerParameters>?, effectiveOn: LocalDate?, recency: Thresholds, frequency: Thresholds, monetary: Thresholds,
        layers: [Layer],
        definedAt: Instant?, definedBy: ID<User>?
    ) {
        self.id = id
        self.effectiveOn = effectiveOn
        self.recency = recency
        self.frequency = frequency
        self.monetary = monetary
        self.layers = layers
        self.definedAt = definedAt
        self.definedBy = definedBy
    }

    static let columns: SQL = """
        p.id, p.effective_on, p.recency_near, p.recency_far, p.frequency_some, p.frequency_many, p.monetary_some_fen, p.monetary_many_fen, \
        p.layers::text, p.defined_at, p.defined_by
        """

    init(_ row: Row) throws {
        func small(_ index: Int) throws -> Int64 { Int64(try row.get(index, as: Int32.self)) }
        self.init(
            id: try row[0], effectiveOn: try row[1], recency: Thresholds(first: try small(2), second: try small(3)),
            frequency: Thresholds(first: try small(4), second: try small(5)), monetary: Thresholds(first: try row[6], second: try row[7]),
            layers: try LayerParameters.layers(in: try row[8]), definedAt: try row[9], definedBy: try row[10])
    }

    /// Layers as they are kept.
    static func layers(in text: String) throws -> [Layer] {
        (try JSONParser.parse(Array(text.utf8)).array ?? []).compactMap { Layer(stored: $0) }
    }

    /// - Parameter inForce: whether it counts today.
    func json(inForce: Bool) -> JSONValue {
        func pair(_ thresholds: Thresholds) -> JSONValue { [.integer(thresholds.first), .integer(thresholds.second)] }
        return [
            "id": id.map { .string($0.description) } ?? .null,
            "effectiveOn": effectiveOn.map { .string($0.description) } ?? .null, "inForce": .boolean(inForce),
            "recencyDays": pair(recency), "frequencyDays": pair(frequency), "monetaryFen": pair(monetary),
            "layers": .array(layers.map(\.json)), "definedAt": definedAt.map { .string($0.description) } ?? .null,
            "definedBy": definedBy.map { .string($0.description) } ?? .null,
        ]
    }

    /// The scores of figures in the row `f`, and of the layers' conditions on them the code of the first that holds.
    var scores: SQL {
        """
        case when f.recency <= \(recency.first) then 3 when f.recency <= \(recency.second) then 2 when f.recency is not null then 1 end
          as recency_score,
        case when f.frequency >= \(frequency.second) then 3 when f.frequency >= \(frequency.first) then 2
          when f.frequency is not null then 1 end as frequency_score,
        case when f.monetary >= \(monetary.second) then 3 when f.monetary >= \(monetary.first) then 2
          when f.monetary is not null then 1 end as monetary_score
        """
    }

    /// The layer of the scores in the row `s`; NULL where no figure is known.
    var layer: SQL {
        let ways = layers.map { layer -> SQL in "when \(layer.condition) then \(layer.code)" }
        return """
            case when s.recency_score is null and s.frequency_score is null and s.monetary_score is null then null::text
              \(ways.joined(separator: " ")) end
            """
    }
}
