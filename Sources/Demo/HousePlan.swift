internal import FoundationEssentials
internal import Platform

/// What a chain's branches work with: services with their pieces, rooms and devices, people in their roles. Words alone; who and what it is
/// in a chain is drawn by ``FrontDeskPlan``.
enum HousePlan {
    /// What a service asks for so that a time is kept, in fen: who books for a thousand yuan or more pays two hundred.
    static func deposit(of service: Int) -> Int64? { services[service].fen >= 100_000 ? 20_000 : nil }

    /// What a piece takes: one of a kind with a tag.
    struct Need: Sendable {
        let kind: String
        var tag: String?
        /// Needs of one bond are met by the same resource.
        var bond: Int32?
    }

    struct Segment: Sendable {
        let name: String
        let minutes: Int32
        let needs: [Need]
    }

    struct Service: Sendable {
        let code: String
        let name: String
        let english: String
        let category: Int
        let department: String
        /// Nil for what is no medicine.
        let scope: String?
        let fen: Int64
        var cycleDays: Int64?
        var leastDays: Int64?
        let segments: [Segment]
        /// How often it is booked.
        let share: Int
    }

    struct Thing: Sendable {
        let kind: String
        let name: String
        let tags: String
        var capacity: Int64 = 1
        var bufferAfter: Int64 = 0
        var model: String?
        /// Days from the demo's day until its maintenance is due.
        var maintenance: Int32?
    }

    static let categories = [("面诊咨询", "Consultations"), ("激光光电", "Laser and light"), ("注射微整", "Injections"), ("皮肤护理", "Skin care")]

    private static let clean = Need(kind: "room", tag: "治疗", bond: 1)
    private static let injection = Need(kind: "room", tag: "注射", bond: 1)
    private static let talk = Need(kind: "room", tag: "面诊")
    private static let doctor = Need(kind: "doctor")
    private static let nurse = Need(kind: "nurse")

    static let services = [
        Service(
            code: "CON-01", name: "初诊面诊", english: "First consultation", category: 0, department: "咨询部", scope: nil, fen: 0,
            segments: [Segment(name: "咨询", minutes: 30, needs: [Need(kind: "consultant"), talk])], share: 26),
        Service(
            code: "CON-02", name: "医生面诊", english: "Consultation with a doctor", category: 0, department: "皮肤科", scope: "dermatology",
            fen: 20_000, segments: [Segment(name: "面诊", minutes: 20, needs: [doctor, talk])], share: 12),
        Service(
            code: "LAS-01", name: "皮秒祛斑", english: "Picosecond laser", category: 1, department: "皮肤科", scope: "dermatology", fen: 298_000,
            cycleDays: 28, leastDays: 21,
            segments: [
                Segment(name: "敷麻", minutes: 30, needs: [clean]),
                Segment(name: "治疗", minutes: 30, needs: [clean, doctor, Need(kind: "device", tag: "皮秒")]),
                Segment(name: "冷敷", minutes: 15, needs: [clean]),
            ], share: 14),
        Service(
            code: "LAS-02", name: "光子嫩肤", english: "Intense pulsed light", category: 1, department: "皮肤科", scope: "dermatology",
            fen: 128_000, cycleDays: 28, leastDays: 14,
            segments: [
                Segment(name: "洁面", minutes: 15, needs: [clean]),
                Segment(name: "治疗", minutes: 30, needs: [clean, nurse, Need(kind: "device", tag: "光子")]),
            ], share: 16),
        Service(
            code: "LAS-03", name: "热玛吉面部", english: "Radio frequency, face", category: 1, department: "皮肤科", scope: "dermatology",
            fen: 1_680_000, cycleDays: 365, leastDays: 180,
            segments: [
                Segment(name: "敷麻", minutes: 45, needs: [clean]),
                Segment(name: "治疗", minutes: 60, needs: [clean, doctor, Need(kind: "device", tag: "热玛吉")]),
            ], share: 6),
        Service(
            code: "INJ-01", name: "肉毒素注射", english: "Botulinum toxin", category: 2, department: "注射科", scope: "injection", fen: 268_000,
            cycleDays: 120, leastDays: 90,
            segments: [
                Segment(name: "敷麻", minutes: 20, needs: [injection]), Segment(name: "注射", minutes: 20, needs: [injection, doctor]),
            ], share: 12),
        Service(
            code: "INJ-02", name: "玻尿酸填充", english: "Hyaluronic acid", category: 2, department: "注射科", scope: "injection", fen: 458_000,
            cycleDays: 270, leastDays: 14,
            segments: [
                Segment(name: "敷麻", minutes: 30, needs: [injection]), Segment(name: "注射", minutes: 30, needs: [injection, doctor]),
                Segment(name: "留观", minutes: 15, needs: [Need(kind: "room", tag: "观察")]),
            ], share: 8),
        Service(
            code: "CAR-01", name: "深层补水护理", english: "Hydrating care", category: 3, department: "皮肤科", scope: nil, fen: 58_000,
            cycleDays: 14, segments: [Segment(name: "护理", minutes: 45, needs: [clean, nurse])], share: 18),
    ]

    static let things = [
        Thing(kind: "room", name: "面诊室1", tags: "面诊"), Thing(kind: "room", name: "面诊室2", tags: "面诊"),
        Thing(kind: "room", name: "治疗室1", tags: "治疗", bufferAfter: 15), Thing(kind: "room", name: "治疗室2", tags: "治疗", bufferAfter: 15),
        Thing(kind: "room", name: "治疗室3", tags: "治疗", bufferAfter: 15), Thing(kind: "room", name: "注射室", tags: "注射", bufferAfter: 10),
        Thing(kind: "room", name: "观察区", tags: "观察", capacity: 4),
        Thing(kind: "device", name: "皮秒激光仪", tags: "皮秒", bufferAfter: 10, model: "PS-450", maintenance: 120),
        Thing(kind: "device", name: "光子嫩肤仪", tags: "光子", bufferAfter: 10, model: "IPL-M2", maintenance: 45),
        Thing(kind: "device", name: "热玛吉", tags: "热玛吉", bufferAfter: 15, model: "RF-5", maintenance: 6),
    ]

    /// Roles of people who are booked, and the class of licence that each has.
    static let roles = [("consultant", nil), ("doctor", "physician"), ("nurse", "nurse")] as [(role: String, licence: String?)]
}
