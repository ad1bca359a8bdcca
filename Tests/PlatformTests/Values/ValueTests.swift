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
