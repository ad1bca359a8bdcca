public import FoundationEssentials
public import Platform

/// A customer of whom everything is known beforehand, also what happened long ago: as an import or a demonstration brings him.
///
/// Texts are as they are to be sealed: a mainland phone without its country code, the document's number as `IdentityNumber.text`.
public struct NewCustomer: Sendable, Hashable {
    /// Somebody who cares for the customer, and how long.
    public struct Care: Sendable, Hashable {
        public let user: ID<User>
        public let since: Instant
        public let until: Instant
        public let reason: String

        public init(user: ID<User>, since: Instant, until: Instant, reason: String) {
            self.user = user
            self.since = since
            self.until = until
            self.reason = reason
        }
    }

    /// Something that happened to the customer.
    public struct Event: Sendable, Hashable {
        public let id: ID<TimelineEvent>
        /// A word of the timeline.
        public let kind: String
        public let at: Instant
        public let by: ID<User>?
        /// What it was done to: its kind, and its id.
        public let object: (type: String, id: UUID)

        public init(id: ID<TimelineEvent>, kind: String, at: Instant, by: ID<User>?, object: (type: String, id: UUID)) {
            self.id = id
            self.kind = kind
            self.at = at
            self.by = by
            self.object = object
        }

        public static func == (one: Event, other: Event) -> Bool { one.id == other.id }
        public func hash(into hasher: inout Hasher) { hasher.combine(id) }
    }

    /// A value of a field that the tenant has added; never a reference.
    public struct Custom: Sendable, Hashable {
        public let field: CustomField
        public let value: FieldValue

        public init(field: CustomField, value: FieldValue) {
            self.field = field
            self.value = value
        }
    }

    public let id: ID<Customer>
    public let number: Int64
    public let homeBranch: ID<Unit>
    public let name: String
    public let createdAt: Instant
    /// What the event of the creation is called in the timeline.
    public let createdEvent: ID<TimelineEvent>
    public var createdBy: ID<User>?
    public var owner: ID<User>?
    /// Somebody who is there already, or comes in the same batch.
    public var introducer: ID<Customer>?
    /// One of ``Customer/levels``.
    public var level = Customer.levels[0]
    /// One of ``Customer/sourceChannels``.
    public var sourceChannel: String?
    /// `female`, `male` or `other`.
    public var sex: String?
    public var birthday: LocalDate?
    public var phone: String?
    public var wechat: String?
    public var idNumber: String?
    public var address: String?
    public var allergy: String?
    public var occupation: String?
    /// One of ``Customer/skinTypes``.
    public var skinType: String?
    public var preferences: String?
    public var remark: String?
    public var guardianName: String?
    public var guardianPhone: String?
    public var care: [Care] = []
    public var custom: [Custom] = []
    /// What stands in the timeline besides the creation.
    public var events: [Event] = []

    public init(
        id: ID<Customer>, number: Int64, homeBranch: ID<Unit>, name: String, createdAt: Instant,
        createdEvent: ID<TimelineEvent>
    ) {
        self.id = id
        self.number = number
        self.homeBranch = homeBranch
        self.name = name
        self.createdAt = createdAt
        self.createdEvent = createdEvent
    }

    /// The text of a sealed field; nil where it has none.
    func text(of field: String) -> String? {
        switch field {
        case "name": name
        case "phone": phone
        case "wechat": wechat
        case "idNumber": idNumber
        case "address": address
        case "allergy": allergy
        case "occupation": occupation
        case "preferences": preferences
        case "remark": remark
        case "guardianName": guardianName
        case "guardianPhone": guardianPhone
        default: nil
        }
    }

    /// Names of the fields that have a value, in the field table's order.
    var fields: [String] {
        Customer.resource.fields.map(\.name).filter { name in
            switch name {
            case "birthday": birthday != nil
            case "sex": sex != nil
            case "skinType": skinType != nil
            case "sourceChannel": sourceChannel != nil
            case "introducerId": introducer != nil
            case "ownerId": owner != nil
            case "homeBranchId", "level": true
            default: text(of: name) != nil
            }
        } + custom.map(\.field.name)
    }
}
