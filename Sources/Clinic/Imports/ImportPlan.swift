internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Tabular

/// What ids of imports name.
public enum Import {}

/// How a file is to be read, and what becomes of its rows. Kept with the import, as JSON of words, numbers and ids.
struct ImportPlan: Sendable, Hashable {
    /// What is done with a row whose customer is there already, or came earlier in the file.
    enum Policy: String, Sendable, CaseIterable {
        /// He is left alone, and the row is not spoken of again.
        case skip
        /// Fields of his that are empty are filled.
        case update
        /// He is left alone, and the row stands in the report.
        case report
    }

    /// Column (from 0) → name of the field.
    var columns: [Int: String] = [:]
    var policy = Policy.skip
    var hasHeader = true
    /// Nil: found out from the file.
    var encoding: TextEncoding?
    /// Nil: found out from the file.
    var delimiter: UInt8?
    /// Where customers belong whose row names no branch.
    var branch: ID<Unit>?
    /// The system that `externalId` is of.
    var source = "file"
    var language = Language.chinese

    var json: JSONValue {
        var columns = JSONObject()
        for (column, field) in self.columns.sorted(by: { $0.key < $1.key }) { columns["c\(column)"] = .string(field) }
        return [
            "columns": .object(columns), "policy": .string(policy.rawValue), "hasHeader": .boolean(hasHeader),
            "encoding": encoding.map { .string($0.rawValue) } ?? .null, "delimiter": delimiter.map { .integer(Int64($0)) } ?? .null,
            "branch": branch.map { .string($0.description) } ?? .null, "source": .string(source), "language": .string(language.rawValue),
        ]
    }

    init() {}

    init(stored text: String) throws {
        let json = try JSONParser.parse(Array(text.utf8))
        for member in json["columns"]?.object?.members ?? [] {
            if let column = Int(member.name.dropFirst()), let field = member.value.string { columns[column] = field }
        }
        policy = json["policy"]?.string.flatMap { Policy(rawValue: $0) } ?? .skip
        hasHeader = json["hasHeader"]?.boolean ?? true
        encoding = json["encoding"]?.string.flatMap { TextEncoding(rawValue: $0) }
        delimiter = json["delimiter"]?.integer.flatMap { UInt8(exactly: $0) }
        branch = json["branch"]?.string.flatMap { ID($0) }
        source = json["source"]?.string ?? "file"
        language = json["language"]?.string.flatMap { Language(rawValue: $0) } ?? .chinese
    }

    var stored: String { String(decoding: json.serialized, as: UTF8.self) }

    /// Reads a request. Fields that the person may write nowhere are refused like fields that do not exist.
    init(reading payload: PayloadReader, view: ResourceView, language: Language) {
        self.language = language
        policy = Policy(rawValue: payload.requiredChoice("policy", of: Policy.allCases.map(\.rawValue))) ?? .skip
        hasHeader = payload.boolean("hasHeader") ?? true
        encoding = payload.choice("encoding", of: TextEncoding.allCases.map(\.rawValue)).flatMap { TextEncoding(rawValue: $0) }
        delimiter = payload.choice("delimiter", of: Array(ImportPlan.delimiters.keys)).flatMap { ImportPlan.delimiters[$0] }
        branch = payload.uuid("homeBranchId").map { ID($0) }
        if let text = payload.text("source", max: 40) {
            if ImportPlan.isSource(text) { source = text } else { payload.refuse("source", "pattern") }
        }
        let writable = Set(ImportField.all(in: view).map(\.name))
        guard let columns = payload.value("columns")?.array else {
            payload.refuse("columns", "required")
            return
        }
        guard columns.count <= 256 else {
            payload.refuse("columns", "too_many", limit: "256")
            return
        }
        for (place, element) in columns.enumerated() {
            guard let column = element["column"]?.integer, (0..<256).contains(column), let field = element["field"]?.string,
                element.object?.count == 2
            else {
                payload.refuse("columns", at: place, "type")
                continue
            }
            guard writable.contains(field) else {
                payload.refuse("columns", at: place, "unknown_field")
                continue
            }
            guard self.columns[Int(column)] == nil, !self.columns.values.contains(field) else {
                payload.refuse("columns", at: place, "duplicate")
                continue
            }
            self.columns[Int(column)] = field
        }
        if !self.columns.values.contains("name") { payload.refuse("columns", "required") }
    }

    static let delimiters: [String: UInt8] = ["comma": 0x2c, "semicolon": 0x3b, "tab": 0x09, "bar": 0x7c]

    /// The word of a delimiter.
    static func word(of delimiter: UInt8) -> String { delimiters.first { $0.value == delimiter }?.key ?? "comma" }

    private static func isSource(_ text: String) -> Bool {
        text.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case 0x61...0x7a: true
            case 0x30...0x39, 0x5f, 0x2e, 0x2d: index > 0
            default: false
            }
        }
    }
}
