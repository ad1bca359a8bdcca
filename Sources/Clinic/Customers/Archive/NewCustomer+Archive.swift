public import FoundationEssentials
public import Platform

extension NewCustomer {
    /// What a record has besides the person, as it is to be written: the values checked, the ids made.
    public struct Archive: Sendable {
        /// A further phone.
        public struct Phone: Sendable {
            public let id: UUID
            /// One of `CustomerPhone`'s words.
            public let relation: String
            public let phone: String

            public init(id: UUID, relation: String, phone: String) {
                self.id = id
                self.relation = relation
                self.phone = phone
            }
        }

        /// A medical warning.
        public struct Warning: Sendable {
            public let id: UUID
            public let kind: String
            public let severity: String
            public let detail: String?
            public let since: LocalDate
            public let until: LocalDate?
            public let by: ID<User>?

            public init(
                id: UUID, kind: String, severity: String, detail: String?, since: LocalDate, until: LocalDate?, by: ID<User>?
            ) {
                self.id = id
                self.kind = kind
                self.severity = severity
                self.detail = detail
                self.since = since
                self.until = until
                self.by = by
            }
        }

        /// Somebody who came before him or comes in the same batch; the other side is written too.
        public struct Relation: Sendable {
            public let id: UUID
            /// The other side's row.
            public let inverse: UUID
            public let other: ID<Customer>
            public let otherBranch: ID<Unit>
            /// What the other one is to him.
            public let kind: String

            public init(id: UUID, inverse: UUID, other: ID<Customer>, otherBranch: ID<Unit>, kind: String) {
                self.id = id
                self.inverse = inverse
                self.other = other
                self.otherBranch = otherBranch
                self.kind = kind
            }
        }

        /// Who looked after him; the owner is not said here.
        public struct Lane: Sendable {
            public let id: UUID
            public let lane: String
            public let user: ID<User>
            public let since: Instant
            public let until: Instant?

            public init(id: UUID, lane: String, user: ID<User>, since: Instant, until: Instant?) {
                self.id = id
                self.lane = lane
                self.user = user
                self.since = since
                self.until = until
            }
        }

        /// The level became another.
        public struct Level: Sendable {
            public let id: UUID
            public let from: String
            public let to: String
            public let at: Instant
            public let by: ID<User>?

            public init(id: UUID, from: String, to: String, at: Instant, by: ID<User>?) {
                self.id = id
                self.from = from
                self.to = to
                self.at = at
                self.by = by
            }
        }

        public var phones: [Phone] = []
        public var warnings: [Warning] = []
        public var relations: [Relation] = []
        public var lanes: [Lane] = []
        public var levels: [Level] = []

        public init() {}
    }
}
