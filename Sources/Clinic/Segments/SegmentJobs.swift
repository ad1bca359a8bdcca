public import Platform
internal import Postgres

/// The nightly count of every segment.
public enum SegmentJobs {
    static let snapshots = "segments.snapshot"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(snapshots) { run in
                let tenant = run.tenant
                let now = run.now()
                let (segments, zone) = try await run.deployment.database.read(as: run.actor) { tx in
                    let found = try tx.execute(all: [SegmentQueries.segments(tenant: tenant), Moment.timeZone(of: tenant)])
                    let criteria = try Criteria(of: tenant, in: tx)
                    return (try found[0].map { try Segment($0, by: criteria) }, try found[1].first?.get(0, as: String.self) ?? "UTC")
                }
                let moment = Moment(now, in: zone)
                var done: Int64 = 0
                for segment in segments where !segment.isArchived {
                    guard let condition = segment.condition?.sql(at: moment) else { continue }
                    try await run.write { tx in
                        tx.enqueue(SegmentQueries.snapshot(segment.id, condition, at: moment, tenant: tenant))
                    }
                    done += 1
                    try await run.progress(done: done, total: Int64(segments.count))
                }
            }
        ]
    }

    /// After the tags of the night.
    public static let schedules = [Schedule(snapshots, dailyAt: LocalTime(hour: 4, minute: 10))]
}
