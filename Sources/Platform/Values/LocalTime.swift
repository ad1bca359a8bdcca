/// A time of day without a date or a zone, to the minute: when a schedule fires.
public struct LocalTime: Hashable, Sendable {
    /// Minutes since midnight, 0 to 1439.
    public let minuteOfDay: Int

    /// A time of day; what lies outside a day is brought to its nearest end.
    public init(hour: Int, minute: Int) {
        let (hour, minute) = (min(max(hour, 0), 23), min(max(minute, 0), 59))
        minuteOfDay = hour * 60 + minute
    }
}
