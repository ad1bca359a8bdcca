public import Platform

/// The nightly job.
public enum RetentionJobs {
    static let code = "privacy.retention"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(code) { run in
                _ = try await EndRetention(on: run.deployment).run(of: run.tenant, at: run.now()) { try await run.progress(done: $0) }
            }
        ]
    }

    /// After midnight, before the day begins.
    public static let schedules = [Schedule(code, dailyAt: LocalTime(hour: 3, minute: 20))]
}
