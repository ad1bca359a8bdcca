internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// A tag as the chain defined it. It names nobody: that somebody has it is ``CustomerTag``.
public struct Tag: Sendable {
    /// Who gives a tag and takes it away.
    public enum Kind: String, Sendable, CaseIterable {
        case manual
        case rule
        case system
    }

    /// The colours that there are, as words: what they look like is the page's matter.
    public static let colours = Layer.colours
    /// Tags that a chain defines at the most, archived ones too.
    static let most = 2_000

    public let id: ID<Tag>
    public let group: ID<TagGroup>
    let name: String
    let nameEnglish: String?
    let colour: String?
    public let kind: Kind
    let lifetimeDays: Int32?
    let position: Int32
    let isArchived: Bool
    public let version: Int64
    /// Which of the program's own it is; nil for one that people defined.
    let systemCode: String?
    /// The number of days that one of the program's own goes by, where it goes by one.
    let days: Int32?

    static let columns: SQL = """
        g.id, g.group_id, g.name, g.name_en, g.colour, g.kind, g.lifetime_days, g.position, g.archived_at, g.version, g.system_code, g.days
        """

    init(_ row: Row) throws {
        id = try row[0]
        group = try row[1]
        name = try row[2]
        nameEnglish = try row.getOptional(3)
        colour = try row.getOptional(4)
        kind = Kind(rawValue: try row[5]) ?? .system
        lifetimeDays = try row.getOptional(6)
        position = try row[7]
        isArchived = !row.isNull(8)
        version = try row[9]
        systemCode = try row.getOptional(10)
        days = try row.getOptional(11)
    }

    var json: JSONValue {
        [
            "id": .string(id.description), "groupId": .string(group.description), "name": .string(name),
            "nameEn": nameEnglish.map { .string($0) } ?? .null, "colour": colour.map { .string($0) } ?? .null,
            "kind": .string(kind.rawValue), "lifetimeDays": lifetimeDays.map { .integer(Int64($0)) } ?? .null,
            "systemCode": systemCode.map { .string($0) } ?? .null, "days": days.map { .integer(Int64($0)) } ?? .null,
            "position": .integer(Int64(position)), "archived": .boolean(isArchived), "version": .integer(version),
        ]
    }
}

/// Tags that belong together: one page of a picker, and one rule about how many of them somebody has.
public struct TagGroup: Sendable {
    /// Groups of a chain at the most, archived ones too.
    static let most = 200

    public let id: ID<TagGroup>
    let name: String
    let nameEnglish: String?
    let colour: String
    let isExclusive: Bool
    let maximum: Int32?
    let position: Int32
    let isArchived: Bool
    public let version: Int64

    /// Which of the program's own it is; nil for one that people defined.
    let systemCode: String?

    static let columns: SQL =
        "g.id, g.name, g.name_en, g.colour, g.exclusive, g.maximum, g.position, g.archived_at, g.version, g.system_code"

    init(_ row: Row) throws {
        id = try row[0]
        name = try row[1]
        nameEnglish = try row.getOptional(2)
        colour = try row[3]
        isExclusive = try row[4]
        maximum = try row.getOptional(5)
        position = try row[6]
        isArchived = !row.isNull(7)
        version = try row[8]
        systemCode = try row.getOptional(9)
    }

    var json: JSONValue {
        [
            "id": .string(id.description), "name": .string(name), "nameEn": nameEnglish.map { .string($0) } ?? .null,
            "colour": .string(colour), "exclusive": .boolean(isExclusive), "maximum": maximum.map { .integer(Int64($0)) } ?? .null,
            "systemCode": systemCode.map { .string($0) } ?? .null,
            "position": .integer(Int64(position)), "archived": .boolean(isArchived), "version": .integer(version),
        ]
    }
}
