public import Postgres

/// A calendar day without a time zone (proleptic Gregorian), for birthdays and business dates.
public struct LocalDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let daysSince1970: Int32

    /// A day by its distance from 1970-01-01.
    public init(daysSince1970: Int32) {
        self.daysSince1970 = daysSince1970
    }

    /// A day of the calendar; nil when there is no such day. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= LocalDate.days(in: month, of: year) else {
            return nil
        }
        // Howard Hinnant's days_from_civil: the year begins in March, so the leap day is its last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
        var numbers = [0, 0, 0]
        for (index, range) in [0..<4, 5..<7, 8..<10].enumerated() {
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                numbers[index] = numbers[index] * 10 + Int(byte - 0x30)
            }
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// Year, month and day.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSince1970) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// `YYYY-MM-DD`.
    public var description: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The ten characters of ``description`` on the stack: lists write thousands of dates.
    func withText<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { text in
            write(to: text)
            return try body(UnsafeRawBufferPointer(text))
        }
    }

    /// Writes ten characters. Years that have not four digits, which only the database can hold, are written as the nearest that have.
    func write(to text: UnsafeMutableRawBufferPointer) {
        let (year, month, day) = components
        text.writeDigits(min(max(year, 0), 9999), 4, at: 0)
        text[4] = UInt8(ascii: "-")
        text.writeDigits(month, 2, at: 5)
        text[7] = UInt8(ascii: "-")
        text.writeDigits(day, 2, at: 8)
    }

    public static func < (left: LocalDate, right: LocalDate) -> Bool { left.daysSince1970 < right.daysSince1970 }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Instant {
    /// The calendar day of this instant at a fixed offset from UTC, in seconds.
    public func date(offset seconds: Int) -> LocalDate {
        LocalDate(daysSince1970: Int32(clamping: floorDivide(unixSeconds.addingReportingOverflow(Int64(seconds)).partialValue, 86_400)))
    }
}

/// PostgreSQL counts days from 2000-01-01.
private let postgresEpoch: Int32 = 10_957

extension LocalDate: SQLEncodable {
    public static var postgresType: PostgresType { .date }

    public func encode(into buffer: inout [UInt8]) {
        daysSince1970.subtractingReportingOverflow(postgresEpoch).partialValue.encode(into: &buffer)
    }
}

extension LocalDate: SQLArrayElement {}

extension LocalDate: SQLDecodable {
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        let value = try Int32(postgres: bytes, type: .int4)
        let (sum, overflow) = value.addingReportingOverflow(postgresEpoch)
        self.init(daysSince1970: overflow ? .max : sum)
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes the last digits of a number that is not negative, with leading zeros.
    func writeDigits(_ number: Int, _ count: Int, at start: Int) {
        var rest = number
        var position = start + count
        while position > start {
            position -= 1
            self[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
