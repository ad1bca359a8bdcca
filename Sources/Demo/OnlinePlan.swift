internal import Platform

/// What a chain's public pages offer and ask, and what has come in by them until the demo's day. Words and times alone; who sent it is found
/// by ``OnlineLoader``.
enum OnlinePlan {
    /// A question about health: its word, in Chinese, in English, before which of ``HousePlan/services``, and what a yes means.
    struct Question: Sendable {
        let word: String
        let chinese: String
        let english: String
        let services: [Int]
        let effect: String
    }

    /// A page of a branch; the first branches have one each.
    struct Page: Sendable {
        let welcome: String
        let accent: String
        let wishes: String
        let reviewMinutes: Int64
    }

    /// What somebody asked for and what became of it.
    struct Course: Sendable {
        /// Whether a time was kept, still is, or was booked.
        enum Time: Sendable {
            case none
            case held
            case booked
        }

        let service: Int
        let triage: String
        let state: String
        /// Minutes that it lies back.
        let since: Int64
        var time = Time.none
        /// What was not answered with no.
        var answers: [String: String] = [:]
        var remark: String?
        /// Minutes after which a doctor said what becomes of it, and what he said.
        var reviewed: Int64?
        var reason: String?
        var message: String?
        var postponed: Int32?
        var closed: Int64?
    }

    /// What is booked online, in the order of the page.
    static let services: [(service: Int, note: String?)] = [
        (0, "首次到院请提前十分钟"), (2, "含面诊，以医生当面评估为准"), (3, nil), (5, "需医生当面评估"), (7, nil),
    ]

    /// Years below which a medical service is not done.
    static let leastAge: Int32 = 18
    /// Services that ask about health, and for the age.
    static let medical = [2, 3, 5]

    static let questions = [
        Question(
            word: "pregnant", chinese: "是否怀孕、备孕或哺乳？", english: "Are you pregnant, trying to be, or nursing?", services: medical,
            effect: "contraindicated"),
        Question(
            word: "isotretinoin", chinese: "近六个月是否服用异维A酸？", english: "Have you taken isotretinoin in the last six months?",
            services: [2, 3], effect: "need_review"),
        Question(
            word: "keloid", chinese: "是否为瘢痕体质？", english: "Do you scar easily (keloids)?", services: [2, 3], effect: "need_review"),
        Question(
            word: "neuromuscular", chinese: "是否患有重症肌无力等神经肌肉疾病？", english: "Do you have a neuromuscular disease?", services: [5],
            effect: "contraindicated"),
        Question(
            word: "anticoagulant", chinese: "是否在服用抗凝药或阿司匹林？", english: "Do you take anticoagulants or aspirin?", services: [5],
            effect: "need_review"),
    ]

    static let notice = "您填写的称呼、手机号与健康问答仅用于安排本次预约，由本院区工作人员与医生查看；未成为客户的，一年后删除。"

    static let pages = [
        Page(welcome: "选择项目与方便的时间，我们会尽快与您确认。", accent: "#8a5a44", wishes: "times", reviewMinutes: 120),
        Page(welcome: "欢迎预约，可选择上午或下午，具体时间由前台与您确认。", accent: "#2f6f73", wishes: "halves", reviewMinutes: 240),
    ]

    /// Every state that a request can be in, the newest first.
    static let courses = [
        Course(
            service: 5, triage: "need_review", state: "need_review", since: 15, time: .held, answers: ["anticoagulant": "yes"],
            remark: "每天一片阿司匹林，需要停药吗？"),
        Course(service: 0, triage: "auto_ok", state: "auto_ok", since: 25, time: .held),
        Course(
            service: 2, triage: "contraindicated", state: "contraindicated", since: 40, answers: ["pregnant": "yes"],
            remark: "孕五个月，想先了解"),
        Course(service: 3, triage: "auto_ok", state: "auto_ok", since: 50),
        Course(service: 7, triage: "auto_ok", state: "auto_ok", since: 70, time: .held, remark: "皮肤偏干，换季泛红"),
        Course(
            service: 2, triage: "need_review", state: "need_review", since: 95, time: .held, answers: ["isotretinoin": "unsure"],
            remark: "吃过祛痘药，不记得名字"),
        Course(
            service: 3, triage: "need_review", state: "approved", since: 180, time: .held, answers: ["keloid": "unsure"], reviewed: 150,
            reason: "无创项目可做，当面再看瘢痕情况。"),
        Course(
            service: 5, triage: "need_review", state: "asking", since: 200, answers: ["pregnant": "unsure"], reviewed: 170,
            message: "请问末次月经日期，近期是否备孕。"),
        // Left lying: the clock finds it.
        Course(service: 5, triage: "contraindicated", state: "contraindicated", since: 1_500, answers: ["neuromuscular": "yes"]),
        Course(
            service: 2, triage: "need_review", state: "postponed", since: 1_560, answers: ["isotretinoin": "yes"], reviewed: 90,
            reason: "停用异维A酸满六个月后再做。", postponed: 60),
        Course(
            service: 5, triage: "contraindicated", state: "rejected", since: 1_620, answers: ["neuromuscular": "yes"], reviewed: 30,
            reason: "重症肌无力，不宜注射肉毒素。", message: "该项目不适合，可到院面诊另选方案。", closed: 30),
        Course(service: 0, triage: "auto_ok", state: "confirmed", since: 1_740, time: .booked, closed: 35),
        Course(service: 7, triage: "auto_ok", state: "withdrawn", since: 1_800, remark: "临时出差", closed: 120),
    ]

    /// What is answered to a course's questions, one a line, as the record of a request has it.
    static func record(_ course: Course) -> String? {
        let lines = questions.filter { $0.services.contains(course.service) }.map { question in
            question.chinese + ": " + (course.answers[question.word] ?? "no")
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// When so many minutes of opening hours, nine to eight every day, have passed.
    static func due(_ minutes: Int64, after moment: Int64) -> Int64 {
        var day = Instant(unixSeconds: moment).date(offset: 8 * 3600)
        var left = minutes * 60
        while true {
            let opens = max(moment, FrontDeskPlan.moment(day, 540))
            let open = max(0, FrontDeskPlan.moment(day, 1_200) - opens)
            if open >= left { return opens + left }
            left -= open
            day = LocalDate(daysSince1970: day.daysSince1970 + 1)
        }
    }
}
