/// When a kind of job is due by itself, for every active tenant or for the deployment.
public struct Schedule: Sendable, Hashable {
    /// For whom it fires.
    public enum Scope: Sendable, Hashable {
        /// Once for each active tenant; not for the deployment's own.
        case tenants
        /// Once, as a job of the deployment's tenant `-`.
        case deployment
        /// For each active tenant and the deployment.
        case everywhere
    }

    enum Rhythm: Sendable, Hashable {
        case every(Duration)
        case daily(LocalTime)
    }

    /// The code of the kind that it enqueues; a kind has one schedule.
    public let kind: String
    public let scope: Scope
    let rhythm: Rhythm

    /// At even distances, counted from 1970; a second at least. Fires first when it is first seen.
    public init(_ kind: String, every interval: Duration, scope: Scope = .tenants) {
        self.kind = kind
        self.scope = scope
        rhythm = .every(max(interval, .seconds(1)))
    }

    /// Once a day at a time of the tenant's own calendar. What was missed while no server ran is caught up once.
    public init(_ kind: String, dailyAt time: LocalTime, scope: Scope = .tenants) {
        self.kind = kind
        self.scope = scope
        rhythm = .daily(time)
    }

    /// Whether it is the deployment's; nil for both.
    var isOfDeployment: Bool? { scope == .everywhere ? nil : scope == .deployment }
    var interval: Int64 { if case .every(let interval) = rhythm { interval.microseconds } else { 0 } }
    var minuteOfDay: Int32 { if case .daily(let time) = rhythm { Int32(clamping: time.minuteOfDay) } else { 0 } }
}
