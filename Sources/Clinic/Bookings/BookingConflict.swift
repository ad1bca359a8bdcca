internal import FoundationEssentials
internal import JSON
public import Platform

/// One reason why a visit cannot take place then: which resource, which time of it, and what stands there.
struct BookingConflict: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Somebody or something does something else then.
        case taken
        /// Only preparation or clean-up, of this or of the other, meet.
        case buffer
        /// The customer is booked elsewhere then.
        case customer
        case leave
        case maintenance
        case block
        /// Does not work then, or the branch is closed.
        case offShift = "off_shift"
        /// No licence that is valid then, registered here, and covers the service.
        case licence
        /// A device past its papers, or used up.
        case papers
        /// Under maintenance, or retired.
        case outOfUse = "out_of_use"
        /// Was asked for and meets no need.
        case unsuitable
        /// Nobody and nothing here meets this need.
        case unmet
    }

    let kind: Kind
    var resource: BranchSupply.Member?
    /// Where it is known by nothing but its id.
    var resourceID: UUID?
    var segment: VisitPlan.Segment?
    /// What is asked of it, without and with buffers.
    let wanted: Range<Int64>
    let busy: Range<Int64>
    /// What stands there.
    var taken: WorkingTime.Taken?
    /// Position in a bundle.
    var booking: Int?

    /// Whether somebody with the right to overbook books all the same: a person who is taken, and buffers of whatever.
    var isSoft: Bool { kind == .buffer || (kind == .taken && resource?.isPerson == true) }

    /// Conflicts that are told at the most.
    static let most = 40

    /// - Parameter seen: appointments that the reader sees, each with its customer where he sees him.
    func json(_ seen: [UUID: UUID?]) -> JSONValue {
        func id(_ id: UUID?) -> JSONValue { id.map { .string($0.uuidString.lowercased()) } ?? .null }
        func moment(_ seconds: Int64) -> JSONValue { .string(Instant(unixSeconds: seconds).description) }
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "resourceId": id(resource?.id ?? resourceID),
            "resourceKind": resource.map { .string($0.kind) } ?? .null, "resourceName": resource.map { .string($0.name) } ?? .null,
            "serviceId": id(segment?.service), "segment": segment.map { .string($0.name) } ?? .null,
            "startsAt": moment(wanted.lowerBound), "endsAt": moment(wanted.upperBound), "busyFrom": moment(busy.lowerBound),
            "busyUntil": moment(busy.upperBound), "isSoft": .boolean(isSoft),
        ]
        if let taken {
            let appointment = taken.appointment.flatMap { seen.keys.contains($0) ? $0 : nil }
            object["taken"] = [
                "kind": .string(taken.kind), "startsAt": .string(taken.core.from.description),
                "endsAt": .string(taken.core.until.description), "busyFrom": .string(taken.from.description),
                "busyUntil": .string(taken.until.description), "appointmentId": id(appointment),
                "customerId": id(appointment.flatMap { seen[$0] ?? nil }),
            ]
        } else {
            object["taken"] = .null
        }
        if let booking { object["booking"] = .integer(Int64(booking)) }
        return .object(object)
    }
}

extension FailureCode {
    public static let appointmentNotFree = FailureCode(
        "appointment.not_free", .conflict, "该时间无法预约", "The visit cannot take place then")
    public static let appointmentConcerns = FailureCode(
        "appointment.concerns", .conflict, "存在医疗顾虑，请确认后继续", "Medical reasons speak against it")
    public static let appointmentState = FailureCode(
        "appointment.state", .conflict, "当前状态不允许此操作", "The appointment's state does not allow this")

    public static let appointmentNotDue = FailureCode(
        "appointment.not_due", .conflict, "预约时间还没到，不能登记爽约", "Nobody has missed an appointment that has not begun")

    public static let waitlistState = FailureCode(
        "waitlist.state", .conflict, "候补当前状态不允许此操作", "The entry's state does not allow this")
    public static let waitlistNothing = FailureCode(
        "waitlist.nothing", .conflict, "目前没有可提供的时间", "There is no time to offer")

    /// The bookings' own codes.
    public static let bookings: [FailureCode] = [
        appointmentNotFree, appointmentConcerns, appointmentState, appointmentNotDue, depositState, waitlistState, waitlistNothing,
    ]
}
