internal import FoundationEssentials
public import Platform
internal import Postgres

/// What bookings do by themselves: holds end, reminders are due.
public enum BookingJobs {
    static let release = "appointments.release"
    /// Its subject is the appointment; it waits under the appointment's id, and moves with it.
    static let reminder = "appointments.remind"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        Waitlist.kinds(deployment) + [
            JobKind(release) { run in
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                let keys = try await run.deployment.keys.keys(of: tenant)
                var done: Int64 = 0
                while true {
                    let count = try await run.write { tx in try ReleaseHolds.run(as: actor, keys: keys, at: now, in: tx) }
                    done += Int64(count)
                    if count < ReleaseHolds.batch { break }
                    try await run.progress(done: done)
                }
                try await run.write { tx in try Waitlist.close(as: actor, keys: keys, at: now, in: tx) }
            },
            JobKind(reminder) { run in
                guard let appointment = run.subject else { throw JobFailure(permanent: "no_subject") }
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                try await run.write { tx in
                    let rows = try tx.execute(
                        """
                        select a.customer_id, a.customer_branch_id from app.appointment a where a.tenant_id = \(tenant)
                        and a.id = \(appointment) and a.state in ('booked', 'confirmed') and a.starts_at > \(now)
                        """)
                    guard let row = rows.first, try run.once("reminded", in: tx) else { return }
                    let home: ID<Unit>? = try row.getOptional(1)
                    try BookVisit.tell(
                        "reminder", .appointmentReminderDue, appointment, of: try row[0], home: home, as: actor, at: now, in: tx)
                }
            },
        ]
    }

    /// Whoever books looks himself; this is for the calendars.
    public static let schedules = [Schedule(release, every: .seconds(300))]
}

/// Gives back the time of holds that are over.
enum ReleaseHolds {
    /// Holds of one transaction.
    static let batch = 200

    /// - Returns: how many there were.
    static func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Int {
        let rows = try tx.asSystem(for: actor) {
            try tx.execute(AppointmentQueries.releaseHolds(at: now, limit: batch, tenant: actor.tenant))
        }
        guard !rows.isEmpty else { return 0 }
        let holds = try rows.map { row -> (appointment: UUID, branch: ID<Unit>) in (try row[0], try row[1]) }
        try tx.asSystem(for: actor) { try Waitlist.expire(holds, as: actor, at: now, in: tx) }
        var branches: [UUID: Int] = [:]
        for row in rows { branches[try row[1], default: 0] += 1 }
        for (branch, count) in branches.sorted(by: { $0.key < $1.key }) {
            try AuditTrail.record(
                AuditEvent(
                    .releaseHolds, on: Appointment.resource.name, branch: ID(branch), fields: ["appointment.state"], purpose: "expired",
                    rowCount: count),
                as: actor, keys: keys, at: now, in: tx)
        }
        return rows.count
    }
}

/// Gives up a hold before its time is over.
struct ReleaseHold: Sendable {
    let id: UUID

    /// - Throws: `resource.not_found`, `resource.stale`; `appointment.state` for what is no hold.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: .bookAppointment, as: actor, keys: keys, at: now, in: tx)
        guard old.state == .held else { throw old.wrongState }
        tx.enqueue(
            """
            update app.appointment set state = 'cancelled', held_until = null, end_word = 'released', ended_by = \(value: actor.user),
              ended_at = \(now), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        tx.enqueue(ClaimVisit.release(id, tenant: actor.tenant))
        try Waitlist.fill(old.branch, at: old.start, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .releaseHolds, on: Appointment.resource.name, id, branch: old.branch, customer: old.customer, fields: ["appointment.state"],
                purpose: "released"),
            as: actor, keys: keys, at: now, in: tx)
    }
}
