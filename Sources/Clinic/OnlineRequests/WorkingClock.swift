internal import FoundationEssentials
internal import Platform
internal import Postgres

/// A clock that runs while a branch is open.
enum WorkingClock {
    /// How far ahead a branch's calendar is looked at.
    private static let days: Int32 = 31

    /// When so many minutes of opening hours will have passed.
    static func due(after minutes: Int64, in branch: ID<Unit>, from now: Instant, tenant: ID<Tenant>, in tx: Transaction) throws -> Instant
    {
        guard let row = try tx.execute(BookingQueries.day(of: now, tenant: tenant)).first else { throw Failure(.internalError) }
        let today: LocalDate = try row[0]
        let last = LocalDate(daysSince1970: today.daysSince1970 + days - 1)
        let rows = try tx.execute(ScheduleQueries.opening(of: branch, from: today, until: last, tenant: tenant))
        let open = try rows.map { row -> Range<Int64> in
            let (opens, closes): (Instant, Instant) = (try row[0], try row[1])
            // Where the clock is put forward, an hour of the day may end before it begins.
            return opens.unixSeconds..<max(opens.unixSeconds, closes.unixSeconds)
        }
        return Instant(unixSeconds: due(after: minutes * 60, from: now.unixSeconds, open: open))
    }

    /// The same in seconds.
    ///
    /// - Parameter open: when it runs. Where it never does, every second counts; where it ends too soon, its last moment is due.
    static func due(after seconds: Int64, from now: Int64, open: [Range<Int64>]) -> Int64 {
        var left = seconds
        var last: Int64?
        for range in SlotSearch.Supply.joined(open) where range.upperBound > now {
            let start = max(range.lowerBound, now)
            if range.upperBound - start >= left { return start + left }
            left -= range.upperBound - start
            last = range.upperBound
        }
        return last ?? now + seconds
    }
}
