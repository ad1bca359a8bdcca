internal import JSON
public import Platform
internal import Postgres

/// The nightly end of what need not be kept any longer: rows past their years, medical keys past the law's time, exports that nobody took.
public struct EndRetention: Sendable {
    /// What went.
    public struct Report: Sendable, Equatable {
        public var rows = 0
        public var medicalKeys = 0
        public var exports = 0
    }

    /// Rows that one transaction deletes.
    static let batch = 500

    let deployment: Deployment

    public init(on deployment: Deployment) {
        self.deployment = deployment
    }

    /// Runs for one tenant. `progress` is told how many are gone, and ends the run by throwing.
    public func run(
        of tenant: ID<Tenant>, at now: Instant, progress: @Sendable (Int64) async throws -> Void = { _ in }
    ) async throws -> Report {
        var report = Report()
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let database = deployment.database
        let settings = try await database.read(as: actor) { tx in try PrivacySettings.read(of: tenant, in: tx) }
        report.exports = try await database.write(as: actor) { tx in
            try tx.execute(RetentionQueries.expire(at: now, tenant: tenant)).affected
        }
        for rule in RetentionRule.all {
            var gone = EndRetention.batch
            while gone == EndRetention.batch {
                gone = try await database.write(as: actor) { tx in
                    let statement = RetentionQueries.retire(
                        rule.table, before: rule.boundary(settings, at: now), most: EndRetention.batch)
                    return Int(try tx.execute(statement)[0].get(0, as: Int32.self))
                }
                report.rows += gone
                try await progress(Int64(report.rows))
            }
        }
        let destroy = DestroyMedicalKeys(on: deployment)
        var destroyed = 1
        while destroyed > 0 {
            destroyed = try await destroy.run(of: tenant, at: now)
            report.medicalKeys += destroyed
            try await progress(Int64(report.rows + report.medicalKeys))
        }
        if report != Report() {
            let keys = try await deployment.keys.keys(of: tenant)
            let done = report
            try await database.write(as: actor) { tx in
                _ = try AuditTrail.record(
                    AuditEvent(
                        .endRetention, on: "privacy", rowCount: done.rows,
                        body: ["rows": .integer(Int64(done.rows)), "medicalKeys": .integer(Int64(done.medicalKeys))]),
                    as: actor, keys: keys, at: now, in: tx)
            }
        }
        return report
    }
}

extension Action {
    /// Rows went whose time to be kept was over.
    static let endRetention = Action("end.retention")
}
