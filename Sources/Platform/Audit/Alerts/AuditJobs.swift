/// The audit's scheduled work.
public enum AuditJobs {
    /// Detectors look at what was sealed since the last minute.
    public static let kinds = [
        JobKind("audit.detect", maximumAttempts: 5) { run in
            let detector = DetectAnomalies(run.deployment, for: run.tenant)
            var outcome = try await detector.run()
            while outcome.isBehind {
                try await run.progress(done: outcome.batch)
                outcome = try await detector.run()
            }
        }
    ]

    /// Chains, and the deployment's own trail, where spraying is told.
    public static let schedules = [Schedule("audit.detect", every: .seconds(60), scope: .everywhere)]
}
