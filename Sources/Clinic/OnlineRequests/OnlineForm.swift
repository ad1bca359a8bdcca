internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// What somebody sends from a public page.
struct OnlineForm: Sendable {
    /// When he would come: a time, or a half of a day.
    enum Wish: Sendable, Hashable {
        case time(Instant)
        case half(LocalDate, isMorning: Bool)

        /// As it is kept, and shown.
        var text: String {
            switch self {
            case .time(let time): time.description
            case .half(let day, let isMorning): day.description + (isMorning ? " morning" : " afternoon")
            }
        }
    }

    let token: String
    let name: String
    /// As telephone numbers are written.
    let phone: String
    let service: UUID
    let wishes: [Wish]
    let age: Int64?
    let answers: [(word: String, answer: OnlineTriage.Answer)]
    let remark: String?
    /// Whether somebody filled in what no person sees.
    let isRobot: Bool

    private static let halves = ["morning", "afternoon"]

    /// Reads it; notes every violation that shows without the page.
    init(reading payload: PayloadReader) {
        token = payload.requiredText("form", max: 400)
        name = payload.requiredText("name", max: 64)
        service = payload.requiredUUID("serviceId")
        age = payload.integer("age", in: 0...120)
        remark = payload.text("remark", max: 500)
        isRobot = payload.text("website", min: 0, max: 400).map { !$0.isEmpty } ?? false
        if !payload.has("phone") || payload.isNull("phone") { payload.refuse("phone", "required") }
        var number: String?
        if let text = payload.numberText("phone", max: 40) {
            number = PhoneNormalizer.normalize(text)
            if number == nil { payload.refuse("phone", "pattern") }
        }
        let whole = number ?? ""
        phone = whole.hasPrefix("+861") && whole.utf8.count == 14 ? String(whole.dropFirst(3)) : whole
        // Whoever agrees says so; whoever does not sends nothing.
        let agrees = payload.boolean("consent")
        if agrees == false || !payload.has("consent") || payload.isNull("consent") { payload.refuse("consent", "required") }
        var wishes: [Wish] = []
        for one in payload.objects("wishes", max: 3) {
            guard let wish = Self.wish(one) else { continue }
            if wishes.contains(wish) { one.refuse(one.has("day") ? "day" : "startsAt", "duplicate") }
            wishes.append(wish)
        }
        if payload.value("wishes")?.array?.isEmpty ?? true { payload.refuse("wishes", "required") }
        self.wishes = wishes
        var answers: [(word: String, answer: OnlineTriage.Answer)] = []
        for one in payload.objects("answers", max: 30) {
            let word = one.requiredText("word", max: 40)
            let answer = OnlineTriage.Answer(
                rawValue: one.requiredChoice("answer", of: OnlineTriage.Answer.allCases.map(\.rawValue)))
            if answers.contains(where: { $0.word == word }) { one.refuse("word", "duplicate") }
            answers.append((word, answer ?? .unsure))
        }
        self.answers = answers
    }

    private static func wish(_ payload: PayloadReader) -> Wish? {
        if payload.has("startsAt"), !payload.isNull("startsAt") {
            for name in ["day", "half"] where payload.has(name) && !payload.isNull(name) { payload.refuse(name, "not_allowed") }
            guard let time = payload.time("startsAt") else { return nil }
            guard time.unixSeconds % 60 == 0, time == Instant(unixSeconds: time.unixSeconds) else {
                payload.refuse("startsAt", "pattern")
                return nil
            }
            return .time(time)
        }
        let day = LocalDate(payload.requiredDate("day"))
        let half = payload.requiredChoice("half", of: halves)
        return day.map { .half($0, isMorning: half == halves[0]) }
    }

    /// What shows with the page at hand.
    ///
    /// - Throws: `request.invalid` with every violation.
    func check(against page: OnlinePageContent, at now: Instant) throws {
        var violations: [Violation] = []
        let offered = page.services.first { $0.id == service }
        if offered == nil { violations.append(Violation(pointer: "/serviceId", code: "not_allowed")) }
        if offered?.asksAge == true, age == nil { violations.append(Violation(pointer: "/age", code: "required")) }
        let asked = page.questions(before: service)
        let given = Set(answers.map(\.word))
        for (index, answer) in answers.enumerated() where !page.questions.contains(where: { $0.word == answer.word }) {
            violations.append(Violation(pointer: "/answers/\(index)/word", code: "not_allowed"))
        }
        if offered != nil, asked.contains(where: { !given.contains($0.word) }) {
            violations.append(Violation(pointer: "/answers", code: "required"))
        }
        // One day more on each side: what is a day where the visitor is may be the next here.
        let last = now.advanced(by: .seconds(Int64(OnlinePageContent.days + 1) * 86_400))
        for (index, wish) in wishes.enumerated() {
            switch wish {
            case .time(let time):
                if time < now || time > last { violations.append(Violation(pointer: "/wishes/\(index)/startsAt", code: "range")) }
            case .half(let day, _):
                if day < page.today || day > page.last { violations.append(Violation(pointer: "/wishes/\(index)/day", code: "range")) }
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// The answers as they are kept: each question as it was asked, and what was answered.
    func record(_ page: OnlinePageContent) -> String? {
        let lines = page.questions(before: service).compactMap { question in
            answers.first { $0.word == question.word }.map { "\(question.text): \($0.answer.rawValue)" }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Those answers that the rules look at: of questions that were asked before this service.
    func weighed(_ page: OnlinePageContent) -> [String: OnlineTriage.Answer] {
        let asked = Set(page.questions(before: service).map(\.word))
        return Dictionary(answers.filter { asked.contains($0.word) }.map { ($0.word, $0.answer) }, uniquingKeysWith: { first, _ in first })
    }
}
