import Foundation
import Testing

@testable import Platform

@Suite("Values")
struct ValueTests {
    @Test("an id reads what it writes, and what Foundation writes")
    func idRoundTrip() throws {
        for _ in 0..<500 {
            let uuid = UUID()
            let id = try #require(ID<User>(uuid.uuidString))
            #expect(id.uuid == uuid)
            #expect(ID<User>(id.description) == id)
        }
    }

    @Test(
        "what is no id is refused",
        arguments: [
            "", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-0000000000000", "00000000_0000-0000-0000-000000000000",
            "0000000 -0000-0000-0000-000000000000", "0x000000-0000-0000-0000-000000000000", "g0000000-0000-0000-0000-000000000000",
            "００００００００-0000-0000-0000-000000000000",
        ])
    func noID(text: String) {
        #expect(ID<User>(text) == nil)
    }

    @Test("an instant that could not be written is not read; what only the database can hold is written without a trap")
    func beyondTheCalendar() {
        #expect(Instant("9999-12-31T23:59:59-00:01") == nil && Instant("0001-01-01T00:00:00+00:01") == nil)
        #expect(Instant("9999-12-31T23:59:59.999999Z")?.description == "9999-12-31T23:59:59.999999Z")
        #expect(Instant("0001-01-01T00:00:00Z")?.description == "0001-01-01T00:00:00.000000Z")
        for end in [Int64.min, -62_135_596_800_000_001, .max] { #expect(Instant(microseconds: end).description.utf8.count == 27) }
        for end in [Int32.min, .max] { #expect(LocalDate(daysSince1970: end).description.utf8.count == 10) }
    }

    @Test("instants and dates are written as Foundation writes them, and read back")
    func instants() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        // From 1600 on: before, Foundation counts by the Julian calendar and PostgreSQL, like us, by the Gregorian.
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -11_676_096_000...250_000_000_000)
            let instant = Instant(unixSeconds: seconds)
            let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(instant.description == expected.dropLast() + ".000000Z")
            #expect(Instant(instant.description) == instant)
            let day = instant.date(offset: 0)
            #expect(expected.hasPrefix(day.description) && LocalDate(day.description) == day)
        }
        #expect(Instant("2026-11-21T16:00:00.5+08:00") == Instant("2026-11-21T08:00:00.500000Z"))
        #expect(Instant("2026-02-30T00:00:00Z") == nil && Instant("2026-01-01T00:00:00") == nil && LocalDate("2026-13-01") == nil)
    }

    @Test("ids made one after the other ascend with time")
    func ascending() {
        let early = ID<User>.new(at: Instant(unixSeconds: 1_000))
        let late = ID<User>.new(at: Instant(unixSeconds: 2_000))
        #expect(early < late && early.uuid.uuid.6 >> 4 == 7)
    }
}
