public import Platform

/// What is done every night about licences, certificates, maintenance and metrology that end.
public enum ExpiryJobs {
    static let code = "expiry.warn"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(code) { run in
                let (actor, now) = (run.actor, run.now())
                let keys = try await run.deployment.keys.keys(of: run.tenant)
                try await run.write { tx in try WarnOfExpiry().run(as: actor, keys: keys, at: now, in: tx) }
            }
        ]
    }

    /// Before the first shift of the day.
    public static let schedules = [Schedule(code, dailyAt: LocalTime(hour: 4, minute: 40))]
}
