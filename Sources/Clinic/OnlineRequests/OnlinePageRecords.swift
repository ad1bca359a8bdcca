internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

extension HouseRecord {
    /// `a-z`, digits and hyphens, none at the ends.
    private static let isSlug: @Sendable (String) -> Bool = { text in
        let bytes = Array(text.utf8)
        guard (3...40).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-") else { return false }
        return bytes.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// `#` and six digits, small letters.
    private static let isColour: @Sendable (String) -> Bool = { text in
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes.first == UInt8(ascii: "#") else { return false }
        return bytes.dropFirst().allSatisfy { (0x61...0x66).contains($0) || (0x30...0x39).contains($0) }
    }

    /// The public pages of a branch.
    static let onlinePages = HouseRecord(
        resource: OnlinePage.resource, path: "/v1/online-pages", tag: OnlineRequestEndpoints.tag, chinese: "网上预约页面", english: "public page",
        plural: "public pages", operation: "createOnlinePage", write: .manageOnlinePage, belonging: .branch("branchId"), most: 20,
        failures: [.onlineSlugTaken], filled: ["slug", "state", "wishes", "sourceChannel", "reviewMinutes", "mostHolds", "mostWaiting"],
        ranges: [("reviewMinutes", 15...2_400), ("mostHolds", 0...200), ("mostWaiting", 1...1_000)],
        patterns: [("slug", isSlug), ("accent", isColour)],
        stamps: { work in
            // Where nobody chose an address, it cannot be guessed.
            guard work.isNew, !work.has("slug") else { return [] }
            let slug = Base32.encode(Random.bytes(15)).lowercased()
            return [("slug", "\(slug)")]
        },
        check: { work, _ in
            guard work.text("state") == "on" else { return [] }
            return ["title", "notice"].filter { !work.has($0) }.map { Violation(pointer: "/" + $0, code: "required") }
        })
}

/// What a page offers, in order.
struct OnlinePageServices: RecordPart {
    static let record = HouseRecord.onlinePages
    static let segment = "services"
    static let chinese = "可约项目"
    static let english = "services"

    private static let most = 60

    struct Line: Sendable, Equatable {
        let service: UUID
        let note: String?
    }

    let lines: [Line]

    init(reading payload: PayloadReader) {
        if !payload.has("services") { payload.refuse("services", "required") }
        var lines: [Line] = []
        for one in payload.objects("services", max: Self.most) {
            let line = Line(service: one.requiredUUID("serviceId"), note: one.text("note", max: 120))
            if lines.contains(where: { $0.service == line.service }) { one.refuse("serviceId", "duplicate") }
            lines.append(line)
        }
        self.lines = lines
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        guard !lines.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            select s.id from app.service s where s.tenant_id = \(actor.tenant) and s.id = any (\(lines.map(\.service)))
            and s.state = 'active' and s.booking = 'online'
            """)
        let known = Set(try rows.map { try $0.get(0, as: UUID.self) })
        return lines.enumerated().compactMap { index, line in
            known.contains(line.service) ? nil : Violation(pointer: "/services/\(index)/serviceId", code: "not_allowed")
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.online_page_service where tenant_id = \(tenant) and page_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        guard !lines.isEmpty else { return }
        let positions = lines.indices.map { Int32($0) + 1 }
        tx.enqueue(
            """
            insert into app.online_page_service (tenant_id, page_id, branch_id, position, service_id, note)
            select p.tenant_id, p.id, p.branch_id, x.position, x.service, x.note
            from app.online_page p cross join unnest(\(positions), \(lines.map(\.service)), \(lines.map(\.note))) as x (position, service, note)
            where p.tenant_id = \(tenant) and p.id = \(id)
            """)
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] {
        [
            """
            select l.service_id, l.note from app.online_page_service l where l.tenant_id = \(tenant) and l.page_id = \(id)
            order by l.position
            """
        ]
    }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        [
            "services": .array(
                try rows[0].map { row in
                    [
                        "serviceId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()),
                        "note": try row.getOptional(1, as: String.self).map { .string($0) } ?? .null,
                    ]
                })
        ]
    }

    static let members: [(String, JSONValue)] = [
        (
            "services",
            [
                "type": "array", "maxItems": 60,
                "items": [
                    "type": "object", "required": ["serviceId"],
                    "properties": [
                        "serviceId": ["type": "string", "format": "uuid"], "note": ["type": ["string", "null"], "maxLength": 120],
                    ],
                ],
            ]
        )
    ]
}

/// What a page asks about health. A rule of a service names a question by its word.
struct OnlinePageQuestions: RecordPart {
    static let record = HouseRecord.onlinePages
    static let segment = "questions"
    static let chinese = "健康问题"
    static let english = "questions"

    private static let most = 30

    struct Question: Sendable, Equatable {
        let word: String
        let text: String
        let english: String?
        /// Before which services it is asked; before all where there is none.
        let services: [UUID]
    }

    let questions: [Question]

    init(reading payload: PayloadReader) {
        if !payload.has("questions") { payload.refuse("questions", "required") }
        var questions: [Question] = []
        for one in payload.objects("questions", max: Self.most) {
            let question = Question(
                word: one.requiredText("word", max: 40), text: one.requiredText("text", max: 200), english: one.text("textEn", max: 300),
                services: one.uuids("serviceIds", max: 60))
            if !question.word.isEmpty, !HouseRecord.isWord(question.word) { one.refuse("word", "pattern") }
            if questions.contains(where: { $0.word == question.word }) { one.refuse("word", "duplicate") }
            questions.append(question)
        }
        self.questions = questions
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        let named = Set(questions.flatMap(\.services)).sorted()
        guard !named.isEmpty else { return [] }
        let known = Set(try tx.execute(CatalogueQueries.activeServices(named, tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        return questions.enumerated().flatMap { index, question in
            question.services.indices.filter { !known.contains(question.services[$0]) }.map {
                Violation(pointer: "/questions/\(index)/serviceIds/\($0)", code: "not_allowed")
            }
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.online_page_question where tenant_id = \(tenant) and page_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        for (index, question) in questions.enumerated() {
            tx.enqueue(
                """
                insert into app.online_page_question (tenant_id, page_id, branch_id, position, word, question, question_en, service_ids)
                select p.tenant_id, p.id, p.branch_id, \(Int32(index + 1)), \(question.word), \(question.text), \(value: question.english),
                  \(question.services)
                from app.online_page p where p.tenant_id = \(tenant) and p.id = \(id)
                """)
        }
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] { [OnlineRequestQueries.questions(of: id, tenant: tenant)] }

    /// What the statement gave.
    static func questions(_ rows: Rows) throws -> [Question] {
        try rows.map { Question(word: try $0[0], text: try $0[1], english: try $0.getOptional(2), services: try $0[3]) }
    }

    static func object(_ rows: [Rows]) throws -> JSONObject { ["questions": .array(try questions(rows[0]).map(\.json))] }

    static let members: [(String, JSONValue)] = [
        (
            "questions",
            [
                "type": "array", "maxItems": 30,
                "items": [
                    "type": "object", "required": ["word", "text"],
                    "properties": [
                        "word": ["type": "string", "maxLength": 40], "text": ["type": "string", "maxLength": 200],
                        "textEn": ["type": ["string", "null"], "maxLength": 300],
                        "serviceIds": ["type": "array", "maxItems": 60, "items": ["type": "string", "format": "uuid"]],
                    ],
                ],
            ]
        )
    ]
}

extension OnlinePageQuestions.Question {
    var json: JSONValue {
        [
            "word": .string(word), "text": .string(text), "textEn": english.map { .string($0) } ?? .null,
            "serviceIds": .array(services.map { .string($0.uuidString.lowercased()) }),
        ]
    }
}
