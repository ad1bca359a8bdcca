internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A value layer as a chain defines it: its name, and what scores it asks for.
struct Layer: Sendable, Hashable {
    /// The colours that there are, as words: what they look like is the page's matter.
    static let colours = ["grey", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink"]
    /// Layers of a set.
    static let number = 2...10
    /// Ways into one.
    static let mostWays = 10
    /// What answers call those of whom nothing is known, and those who were no customers then.
    static let reserved = ["none", "absent"]

    /// Scores that it asks for, by metric; all of them must lie within.
    typealias Way = [LayerMetric.Code: ClosedRange<Int64>]

    /// `^[a-z][a-z0-9_]{0,29}$`: it stays when the name changes, so that months can be compared.
    let code: String
    let name: String
    let nameEnglish: String?
    let colour: String
    /// One of them is enough; none at all for the last layer, which takes the rest.
    let ways: [Way]

    /// Reads `{code, name, nameEn?, colour, any: [{recency?: {min?, max?}, …}]}`.
    init(reading payload: PayloadReader) {
        code = payload.requiredText("code", max: 30)
        name = payload.requiredText("name", max: 20)
        nameEnglish = payload.text("nameEn", max: 40)
        colour = payload.requiredChoice("colour", of: Layer.colours)
        ways = payload.objects("any", max: Layer.mostWays).map { part in
            var way: Way = [:]
            for metric in LayerMetric.Code.allCases {
                guard let bounds = part.object(metric.rawValue) else { continue }
                let least = bounds.integer("min", in: 1...3) ?? 1
                let most = bounds.integer("max", in: 1...3) ?? 3
                if least > most { part.refuse(metric.rawValue, "range") } else { way[metric] = least...most }
            }
            return way
        }
        if !Layer.isCode(code) || Layer.reserved.contains(code) { payload.refuse("code", "pattern") }
        if ways.contains(where: \.isEmpty) { payload.refuse("any", "required") }
    }

    init(_ code: String, _ name: String, _ nameEnglish: String, _ colour: String, _ ways: [Way]) {
        self.code = code
        self.name = name
        self.nameEnglish = nameEnglish
        self.colour = colour
        self.ways = ways
    }

    /// Reads one that is kept.
    init?(stored json: JSONValue) {
        guard let code = json["code"]?.string, Layer.isCode(code), let name = json["name"]?.string, let colour = json["colour"]?.string
        else {
            return nil
        }
        let ways = (json["any"]?.array ?? []).map { part -> Way in
            var way: Way = [:]
            for metric in LayerMetric.Code.allCases {
                guard let least = part[metric.rawValue]?["min"]?.integer, let most = part[metric.rawValue]?["max"]?.integer, least <= most
                else {
                    continue
                }
                way[metric] = least...most
            }
            return way
        }
        self.init(code, name, json["nameEn"]?.string ?? "", colour, ways)
    }

    private static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 30, (0x61...0x7a).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
    }

    /// As it is kept and shown.
    var json: JSONValue {
        let shown = ways.map { way -> JSONValue in
            var part = JSONObject()
            for metric in LayerMetric.Code.allCases {
                guard let range = way[metric] else { continue }
                part[metric.rawValue] = ["min": .integer(range.lowerBound), "max": .integer(range.upperBound)]
            }
            return .object(part)
        }
        return [
            "code": .string(code), "name": .string(name), "nameEn": nameEnglish.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null,
            "colour": .string(colour), "any": .array(shown),
        ]
    }

    /// Whether nobody can be found to be in it, since every way asks for a figure that nothing feeds yet.
    func isUndecided(without missing: [LayerMetric.Code]) -> Bool {
        !ways.isEmpty && ways.allSatisfy { way in missing.contains { way[$0] != nil } }
    }

    /// That scores in the row `s` are within it. What is not known meets nothing.
    var condition: SQL {
        guard !ways.isEmpty else { return "true" }
        let parts = ways.map { way -> SQL in
            let asked = LayerMetric.Code.allCases.compactMap { metric -> SQL? in
                way[metric].map { range -> SQL in "\(metric.score) between \(range.lowerBound) and \(range.upperBound)" }
            }
            return "(\(asked.joined(separator: " and ")))"
        }
        return "((\(parts.joined(separator: " or "))) is true)"
    }
}
