internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A page that is on, as it is shown to everybody.
struct OnlinePageContent: Sendable {
    struct Service: Sendable {
        let id: UUID
        let name: String
        let english: String?
        let minutes: Int64
        let note: String?
        let asksAge: Bool
    }

    let id: UUID
    let branch: ID<Unit>
    let version: Int64
    let title: String
    let welcome: String?
    let accent: String?
    let notice: String
    let wishes: String
    let source: String
    let reviewMinutes: Int64
    let mostHolds: Int64
    let mostWaiting: Int64
    let branchName: String
    let timeZone: String
    /// The branch's day.
    let today: LocalDate
    let services: [Service]
    let questions: [OnlinePageQuestions.Question]

    /// Days that may be wished for, today among them.
    static let days: Int32 = 28

    /// Nil where no such page is on. In the system's context.
    init?(_ slug: String, at now: Instant, tenant: ID<Tenant>, in tx: Transaction) throws {
        guard let row = try tx.execute(OnlineRequestQueries.page(slug, at: now, tenant: tenant)).first else { return nil }
        let id: UUID = try row[0]
        self.id = id
        branch = try row[1]
        version = try row[2]
        title = try row.getOptional(3) ?? ""
        welcome = try row.getOptional(4)
        accent = try row.getOptional(5)
        notice = try row.getOptional(6) ?? ""
        wishes = try row[7]
        source = try row[8]
        reviewMinutes = try row[9]
        mostHolds = try row[10]
        branchName = try row[11]
        timeZone = try row[12]
        today = try row[13]
        mostWaiting = try row[14]
        let parts = try tx.execute(all: [
            OnlineRequestQueries.services(of: id, tenant: tenant), OnlineRequestQueries.questions(of: id, tenant: tenant),
        ])
        services = try parts[0].map {
            Service(
                id: try $0[0], name: try $0[1], english: try $0.getOptional(2), minutes: try $0[3], note: try $0.getOptional(4),
                asksAge: try $0[5])
        }
        questions = try OnlinePageQuestions.questions(parts[1])
    }

    /// The last day that may be wished for.
    var last: LocalDate { LocalDate(daysSince1970: today.daysSince1970 + Self.days - 1) }

    /// What is asked before a service.
    func questions(before service: UUID) -> [OnlinePageQuestions.Question] {
        questions.filter { $0.services.isEmpty || $0.services.contains(service) }
    }

    /// What the public gets of it.
    func json(form: String) -> JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return [
            "title": .string(title), "branchName": .string(branchName), "welcome": text(welcome), "accent": text(accent),
            "notice": .string(notice), "wishes": .string(wishes), "timeZone": .string(timeZone),
            "services": .array(
                services.map { service in
                    [
                        "id": .string(service.id.uuidString.lowercased()), "name": .string(service.name), "nameEn": text(service.english),
                        "minutes": .integer(service.minutes), "note": text(service.note), "asksAge": .boolean(service.asksAge),
                    ]
                }),
            "questions": .array(questions.map(\.json)), "from": .string(today.description), "to": .string(last.description),
            "form": .string(form),
        ]
    }

    private static let text: JSONValue = ["type": "string"]
    private static let optional: JSONValue = ["type": ["string", "null"]]
    private static let day: JSONValue = ["type": "string", "format": "date"]

    static let schema = Schema.object(
        "PublicPage",
        required: [
            "title", "branchName", "welcome", "accent", "notice", "wishes", "timeZone", "services", "questions", "from", "to", "form",
        ],
        properties: [
            ("title", text), ("branchName", text), ("welcome", optional), ("accent", optional), ("notice", text),
            ("wishes", ["type": "string", "enum": .array(OnlinePage.wishes.map { .string($0) })]), ("timeZone", text),
            (
                "services",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["id", "name", "nameEn", "minutes", "note", "asksAge"],
                        "properties": [
                            "id": ["type": "string", "format": "uuid"], "name": text, "nameEn": optional, "minutes": ["type": "integer"],
                            "note": optional, "asksAge": ["type": "boolean"],
                        ],
                    ],
                ]
            ),
            (
                "questions",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["word", "text", "textEn", "serviceIds"],
                        "properties": [
                            "word": text, "text": text, "textEn": optional,
                            "serviceIds": ["type": "array", "items": ["type": "string", "format": "uuid"]],
                        ],
                    ],
                ]
            ), ("from", day), ("to", day), ("form", text),
        ])
}
