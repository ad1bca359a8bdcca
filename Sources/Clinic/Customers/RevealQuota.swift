internal import Platform
internal import Postgres

/// How many values somebody may have shown in a day that he sees masked otherwise.
enum RevealQuota {
    /// Counts the values against the quota of the tenant's own day; returns what is left. Crossing 80 % raises an alert.
    static func spend(
        _ count: Int32, _ user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Int {
        let row = try tx.execute(
            """
            select (\(now)::timestamptz at time zone s.time_zone)::date, s.reveal_quota
            from app.tenant_setting s where s.tenant_id = \(actor.tenant)
            """)[0]
        let day: LocalDate = try row[0]
        let quota: Int32 = try row[1]
        tx.enqueue(
            """
            insert into app.reveal_count (tenant_id, user_id, day, revealed) values (\(actor.tenant), \(user), \(day), 0)
            on conflict do nothing
            """)
        let updated = try tx.execute(
            """
            update app.reveal_count set revealed = revealed + \(count) where tenant_id = \(actor.tenant) and user_id = \(user)
            and day = \(day) and revealed + \(count) <= \(quota) returning revealed
            """)
        guard let spent = try updated.first?.get(0, as: Int32.self) else {
            throw Failure(.revealQuotaUsedUp)
        }
        if spent * 5 >= quota * 4, (spent - count) * 5 < quota * 4 {
            try AuditTrail.record(
                AuditEvent(.revealQuotaAlert, on: "user", user.uuid, rowCount: Int(spent)), as: actor, keys: keys, at: now, in: tx)
        }
        return Int(quota - spent)
    }
}
