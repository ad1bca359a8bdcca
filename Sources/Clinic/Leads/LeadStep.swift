internal import FoundationEssentials
internal import JSON
internal import Platform

/// What is done with a lead by whoever has it, and where that may lead (domain.md §5).
enum LeadStep: String, CaseIterable, Sendable {
    /// Somebody tried and reached nobody: the clock of the first contact stops, the state stays.
    case attempted
    case contacted
    case addedWecom = "added_wecom"
    case booked
    case arrived
    case won
    case lost
    /// A lead that had ended is worked on again.
    case reopened

    /// The states that it may be taken from.
    var from: Set<String> {
        switch self {
        case .attempted: ["assigned", "contacted", "added_wecom"]
        // From `booked`: the booking was cancelled, the person is still there.
        case .contacted: ["assigned", "contacted", "added_wecom", "booked"]
        case .addedWecom: ["assigned", "contacted", "added_wecom", "booked"]
        case .booked: ["assigned", "contacted", "added_wecom", "booked"]
        case .arrived: ["assigned", "contacted", "added_wecom", "booked"]
        case .won: ["arrived"]
        case .lost: Set(Lead.open)
        case .reopened: ["won", "lost"]
        }
    }

    /// The state afterwards.
    func state(after state: String) -> String {
        switch self {
        case .attempted: state
        // A second call makes nothing of what was reached already, except a booking that is none any more.
        case .contacted: state == "added_wecom" ? state : "contacted"
        case .reopened: "assigned"
        default: rawValue
        }
    }

    /// Whether the person was spoken to: then the owner's protection begins anew.
    var isContact: Bool {
        switch self {
        case .contacted, .addedWecom, .booked, .arrived: true
        case .attempted, .won, .lost, .reopened: false
        }
    }

    var isEnd: Bool { self == .won || self == .lost }
}

/// A step as a request says it: `{"step", "reason"?, "appointmentId"?, "nextAt"?, "nextTitle"?}`.
struct LeadStepRequest: Sendable {
    let step: LeadStep
    /// Why it is lost.
    let reason: String?
    let appointment: UUID?
    /// When to call again; makes a task.
    let nextAt: Instant?
    let nextTitle: String?

    init(reading payload: PayloadReader) {
        step = LeadStep(rawValue: payload.requiredChoice("step", of: LeadStep.allCases.map(\.rawValue))) ?? .attempted
        reason = payload.choice("reason", of: Lead.lostReasons)
        appointment = payload.uuid("appointmentId")
        nextAt = payload.time("nextAt")
        nextTitle = payload.text("nextTitle", max: 200)
        if step == .lost, reason == nil, !payload.has("reason") { payload.refuse("reason", "required") }
        if step == .lost, payload.isNull("reason") { payload.refuse("reason", "required") }
        if step != .lost, reason != nil { payload.refuse("reason", "not_allowed") }
        if step == .booked, appointment == nil, !payload.has("appointmentId") || payload.isNull("appointmentId") {
            payload.refuse("appointmentId", "required")
        }
        if step != .booked, appointment != nil { payload.refuse("appointmentId", "not_allowed") }
        if nextAt != nil, step.isEnd { payload.refuse("nextAt", "not_allowed") }
        if nextTitle != nil, !payload.has("nextAt") { payload.refuse("nextAt", "required") }
    }
}
