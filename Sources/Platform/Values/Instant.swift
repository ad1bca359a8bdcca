public import Postgres

#if canImport(Glibc)
    internal import Glibc
#endif

/// A point in time: microseconds since 1970-01-01T00:00:00Z, the resolution of PostgreSQL's timestamptz.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since the Unix epoch.
    public let microseconds: Int64

    /// An instant by its distance from the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// An instant by whole seconds since the Unix epoch; saturates instead of overflowing.
    public init(unixSeconds: Int64) {
        let (product, overflow) = unixSeconds.multipliedReportingOverflow(by: 1_000_000)
        microseconds = overflow ? (unixSeconds < 0 ? .min : .max) : product
    }

    /// Whole seconds since the Unix epoch, rounded down.
    public var unixSeconds: Int64 { floorDivide(microseconds, 1_000_000) }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// Moves by a duration; saturates instead of overflowing.
    public func advanced(by duration: Duration) -> Instant {
        let (sum, overflow) = microseconds.addingReportingOverflow(duration.microseconds)
        return Instant(microseconds: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    /// The time from another instant to this one.
    public func since(_ other: Instant) -> Duration {
        .microseconds(microseconds.subtractingReportingOverflow(other.microseconds).partialValue)
    }

    /// RFC 3339 in UTC with microseconds, for example `2026-11-21T08:00:00.000000Z`.
    public var description: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The 27 characters of ``description`` on the stack.
    func withText<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let days = floorDivide(microseconds, 86_400_000_000)
        // Not by subtraction: at the lower end of the range the product has no place in 64 bits.
        let remainder = microseconds % 86_400_000_000
        let rest = Int(remainder < 0 ? remainder + 86_400_000_000 : remainder)
        let second = rest / 1_000_000
        return try withUnsafeTemporaryAllocation(byteCount: 27, alignment: 1) { text in
            LocalDate(daysSince1970: Int32(clamping: days)).write(to: text)
            text[10] = UInt8(ascii: "T")
            text.writeDigits(second / 3600, 2, at: 11)
            text[13] = UInt8(ascii: ":")
            text.writeDigits(second / 60 % 60, 2, at: 14)
            text[16] = UInt8(ascii: ":")
            text.writeDigits(second % 60, 2, at: 17)
            text[19] = UInt8(ascii: ".")
            text.writeDigits(rest % 1_000_000, 6, at: 20)
            text[26] = UInt8(ascii: "Z")
            return try body(UnsafeRawBufferPointer(text))
        }
    }

    /// Reads RFC 3339 (`2026-11-21T16:00:00+08:00`, fraction optional); nil for anything else, and for what is not in the years 1 to
    /// 9999 of UTC: it could not be written again.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, bytes[10] == 0x54 || bytes[10] == 0x74,
            let date = LocalDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            bytes[13] == 0x3a, bytes[16] == 0x3a, hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == 0x2e {
            var scale: Int64 = 100_000
            index += 1
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                fraction += Int64(bytes[index] - 0x30) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard index < bytes.count else { return nil }
        var offset: Int64 = 0
        switch bytes[index] {
        case 0x5a, 0x7a:
            guard index + 1 == bytes.count else { return nil }
        case 0x2b, 0x2d:
            guard index + 6 == bytes.count, bytes[index + 3] == 0x3a, let hours = number(bytes[index + 1..<index + 3]),
                let minutes = number(bytes[index + 4..<index + 6]), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (bytes[index] == 0x2b ? 60 : -60)
        default:
            return nil
        }
        let seconds = Int64(date.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second - offset
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }
}

extension Duration {
    /// The whole duration in microseconds, saturating.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? (seconds < 0 ? .min : .max) : product.addingReportingOverflow(attoseconds / 1_000_000_000_000).partialValue
    }
}

/// PostgreSQL counts microseconds from 2000-01-01.
private let postgresEpoch: Int64 = 946_684_800_000_000

extension Instant: SQLEncodable {
    public static var postgresType: PostgresType { .timestamptz }

    public func encode(into buffer: inout [UInt8]) {
        microseconds.subtractingReportingOverflow(postgresEpoch).partialValue.encode(into: &buffer)
    }
}

extension Instant: SQLArrayElement {}

extension Instant: SQLDecodable {
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        let value = try Int64(postgres: bytes, type: .int8)
        // The ends of the range are infinities.
        let (sum, overflow) = value.addingReportingOverflow(postgresEpoch)
        self.init(microseconds: overflow ? .max : sum)
    }
}

/// Where the time comes from: the system's clock, or a test's own. Business code takes an ``Instant``, never a clock.
public protocol WallClock: Sendable {
    /// The present time.
    func now() -> Instant
}

/// The operating system's clock.
public struct SystemClock: WallClock {
    /// The system's clock.
    public init() {}

    public func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

/// Division that rounds towards minus infinity, as calendars need.
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}

private func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in bytes {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
    }
    return value
}
