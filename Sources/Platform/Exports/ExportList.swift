public import FoundationEssentials
public import Postgres

/// A list that can be had as a file: which one, how its words and ids read, and who may take it out at first.
public struct ExportList: Sendable {
    /// A parameter of the list beyond the resource's fields, as `segment=…` is of the customers.
    public struct Narrowing: Sendable {
        public let parameter: String
        public let summary: LocalizedText
        /// The condition for a value, with the reader's rights in it. Throws what the list would be refused with.
        public let condition: @Sendable (_ value: String, _ actor: Actor, _ now: Instant, _ tx: Transaction) throws -> SQL

        public init(
            _ parameter: String, _ summary: LocalizedText,
            condition: @escaping @Sendable (_ value: String, _ actor: Actor, _ now: Instant, _ tx: Transaction) throws -> SQL
        ) {
            self.parameter = parameter
            self.summary = summary
            self.condition = condition
        }
    }

    /// Who may take the list out at first, and which of its fields.
    public struct Holder: Sendable {
        let role: String
        let fields: [String]

        /// - Parameter fields: what the role may export besides what its classes allow.
        public init(_ role: String, fields: [String] = []) {
            self.role = role
            self.fields = fields
        }
    }

    /// Names for ids that a field holds, as `(id, name)`; asked with the reader's own rights on branches.
    public typealias Names = @Sendable (_ ids: [UUID], _ tenant: ID<Tenant>, _ language: Language) -> SQL

    public let resource: Resource
    let path: String
    let title: LocalizedText
    let permission: LocalizedText
    let holders: [Holder]
    let narrowings: [Narrowing]
    let words: [String: [String: LocalizedText]]
    let names: [String: Names]

    /// - Parameters:
    ///   - path: where the list is read; the file is asked for below it.
    ///   - permission: what the right to take it out is called.
    ///   - words: how the values of a field of words read.
    ///   - names: by what ``FieldType/id(of:)`` says; branches and people are known.
    public init(
        _ resource: Resource, at path: String, title: LocalizedText, permission: LocalizedText, holders: [Holder],
        narrowings: [Narrowing] = [], words: [String: [String: LocalizedText]] = [:], names: [String: Names] = [:]
    ) {
        self.resource = resource
        self.path = path
        self.title = title
        self.permission = permission
        self.holders = holders
        self.narrowings = narrowings
        self.words = words
        self.names = names.merging(ExportList.common) { own, _ in own }
    }

    private static let common: [String: Names] = [
        "branch": { ids, tenant, _ in "select u.id, u.name from app.unit u where u.tenant_id = \(tenant) and u.id = any (\(ids))" },
        "user": { ids, tenant, _ in
            "select u.id, u.display_name from app.user_account u where u.tenant_id = \(tenant) and u.id = any (\(ids))"
        },
    ]

    /// The right to take it out.
    var action: Action { resource.export }
}

extension Resource {
    /// Take a list out as a file.
    public var export: Action { Action(named: "export." + name) }
}
