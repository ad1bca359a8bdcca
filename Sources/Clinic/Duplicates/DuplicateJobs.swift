public import Platform

/// The job that keeps the queue of duplicates.
public enum DuplicateJobs {
    static let code = "customer.duplicates"
    /// Customers of one run: after an import of many the rest waits for the next, so that the server stays with whoever uses it.
    private static let most: Int64 = 10_000

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(code) { run in
                let keys = try await run.deployment.keys.keys(of: run.tenant)
                let find = FindDuplicates(keys: keys)
                var done: Int64 = 0
                while done < most {
                    let now = run.now()
                    let count = try await run.write { tx in try find.run(at: now, in: tx) }
                    if count == 0 { break }
                    done += Int64(count)
                    try await run.progress(done: done)
                }
            }
        ]
    }

    /// Whoever was made or changed, also by an import, is looked at within a minute or two.
    public static let schedules = [Schedule(code, every: .seconds(60))]
}
