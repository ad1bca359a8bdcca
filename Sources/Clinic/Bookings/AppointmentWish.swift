internal import FoundationEssentials
internal import JSON
internal import Platform

/// What somebody asks for: a new appointment, or what is to become of one. What is nil stays as it is.
struct AppointmentWish: Sendable {
    var branch: ID<Unit>?
    var customer: UUID?
    var startsAt: Instant?
    var services: [UUID]?
    /// People, rooms, devices; empty for whoever is free.
    var resources: [UUID]?
    /// How long each segment takes.
    var minutes: [Int32]?
    /// `.some(nil)` takes it away.
    var remark: String??
    var source = "desk"
    var isHold = false
    /// Why somebody is booked who is taken.
    var overbook: String?
    /// Why it is booked though something speaks against it.
    var despite: String?

    /// The word for which right or reason it went on with; the reason's own words are the customer's and are sealed.
    func purpose(isOverbooked: Bool) -> String? { isOverbooked ? "overbooked" : despite == nil ? nil : "despite" }

    private static let mostResources = 40

    /// What is there, as it is.
    init() {}

    /// Reads a new one. Notes every violation.
    ///
    /// - Parameter bundled: one of several that are booked together: never a hold.
    init(booking payload: PayloadReader, bundled: Bool = false) {
        branch = ID<Unit>(payload.requiredUUID("branchId"))
        customer = payload.uuid("customerId")
        if !bundled { isHold = payload.boolean("hold") ?? false }
        if !isHold, customer == nil { payload.refuse("customerId", "required") }
        startsAt = Self.moment("startsAt", payload, required: true)
        services = Self.services(payload, required: true)
        source = payload.choice("source", of: ["desk", "phone", "walk_in"]) ?? "desk"
        readRest(payload)
        if customer == nil, case .some(.some) = remark { payload.refuse("remark", "not_allowed") }
    }

    /// Reads a change.
    init(changing payload: PayloadReader) {
        startsAt = Self.moment("startsAt", payload, required: false)
        services = payload.has("services") ? Self.services(payload, required: true) : nil
        readRest(payload)
    }

    /// Reads what turns a hold into a booking.
    init(confirming payload: PayloadReader) {
        customer = payload.uuid("customerId")
        remark = Self.remark(payload)
        despite = payload.text("despite", max: 200)
    }

    private mutating func readRest(_ payload: PayloadReader) {
        resources = payload.has("resources") && !payload.isNull("resources") ? payload.uuids("resources", max: Self.mostResources) : nil
        minutes = Self.minutes(payload)
        remark = Self.remark(payload)
        overbook = payload.text("overbook", max: 200)
        despite = payload.text("despite", max: 200)
    }

    private static func remark(_ payload: PayloadReader) -> String?? {
        guard payload.has("remark") else { return .none }
        return .some(payload.isNull("remark") ? nil : payload.text("remark", max: 500))
    }

    private static func moment(_ key: String, _ payload: PayloadReader, required: Bool) -> Instant? {
        guard let text = required ? payload.requiredText(key, max: 40) : payload.text(key, max: 40), !text.isEmpty else { return nil }
        // Whole minutes: nothing in a plan is finer.
        guard let moment = Instant(text), moment.unixSeconds % 60 == 0, moment == Instant(unixSeconds: moment.unixSeconds) else {
            payload.refuse(key, "pattern")
            return nil
        }
        return moment
    }

    private static func services(_ payload: PayloadReader, required: Bool) -> [UUID] {
        let services = payload.uuids("services", max: FindSlots.most)
        if services.isEmpty { payload.refuse("services", "required") }
        return services
    }

    private static func minutes(_ payload: PayloadReader) -> [Int32]? {
        guard payload.has("minutes"), !payload.isNull("minutes"), let values = payload.value("minutes") else { return nil }
        guard let list = values.array, (1...48).contains(list.count) else {
            payload.refuse("minutes", "type")
            return nil
        }
        var minutes: [Int32] = []
        for (index, value) in list.enumerated() {
            guard let number = value.integer, (5...720).contains(number) else {
                payload.refuse("minutes", at: index, "range", limit: "5...720")
                continue
            }
            minutes.append(Int32(clamping: number))
        }
        return minutes
    }
}
