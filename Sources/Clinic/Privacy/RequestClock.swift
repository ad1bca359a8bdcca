internal import Platform
internal import Postgres

/// When a request has to be answered: so many working days after the day on which it came, and never later than so many days.
enum RequestClock {
    /// The last day for an answer. Monday to Friday count; public holidays are taken for working days, so the promise is kept rather early
    /// than late.
    static func lastDay(from day: LocalDate, workingDays: Int64, days: Int64) -> LocalDate {
        let latest = Int32(clamping: Int64(day.daysSince1970) + days)
        var date = day.daysSince1970
        var left = workingDays
        while left > 0, date < latest {
            date += 1
            if isWorkday(date) { left -= 1 }
        }
        return LocalDate(daysSince1970: date)
    }

    /// 1970-01-01 was a Thursday.
    private static func isWorkday(_ daysSince1970: Int32) -> Bool {
        let weekday = (Int(daysSince1970) % 7 + 7 + 3) % 7
        return weekday < 5
    }

    /// The end of that day in the tenant's zone.
    static func due(from now: Instant, _ settings: PrivacySettings, of tenant: ID<Tenant>, in tx: Transaction) throws -> Instant {
        let today: LocalDate = try tx.execute(
            "select (\(now)::timestamptz at time zone s.time_zone)::date from app.tenant_setting s where s.tenant_id = \(tenant)")[0][0]
        let last = lastDay(
            from: today, workingDays: settings[PrivacySettings.workingDays], days: settings[PrivacySettings.calendarDays])
        return try tx.execute(
            """
            select (\(last)::date + 1)::timestamp at time zone s.time_zone from app.tenant_setting s where s.tenant_id = \(tenant)
            """)[0][0]
    }
}
