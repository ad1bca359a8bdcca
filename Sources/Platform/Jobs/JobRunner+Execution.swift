internal import Logging
internal import Postgres
internal import Synchronization

extension JobRunner {
    /// Runs a claimed job to its end, whatever that is, and writes down what became of it.
    func execute(_ job: ClaimedJob) async {
        let began = ContinuousClock.now
        let lease = JobLease(job, length: configuration.lease)
        state.withLock { $0.leases[job.id] = lease }
        let actor = Actor.system(of: job.tenant, request: .new(at: deployment.clock.now()))
        let database = deployment.database
        let heart = Task { await lease.keepAlive(on: database, as: actor) }
        let failure = await attempt(job, lease)
        heart.cancel()
        let settlement = settlement(of: job, failure, ending: lease.ending)
        var outcome = settlement?.outcome ?? "lost"
        if let settlement, await !settle(job, settlement, as: actor) { outcome = "lost" }
        metrics.ran(outcome, for: began.duration(to: .now))
        state.withLock { $0.leases[job.id] = nil }
        release(job.tenant)
    }

    /// The error with which the attempt ended; nil when it did its work.
    private func attempt(_ job: ClaimedJob, _ lease: JobLease) async -> (any Error)? {
        // A server of a newer version may know the kind: so it is tried as often as any other before it is given up.
        guard let kind = kinds[job.kind] else { return UnknownJobKind() }
        // Claimed once more than it may be tried: the attempts before ended with their servers.
        guard job.attempt <= kind.maximumAttempts else { return JobFailure(permanent: "attempts_exhausted") }
        let run = JobRun(job, lease: lease, on: deployment)
        let work = Task { try await kind.run(run) }
        lease.onEnd { work.cancel() }
        let result = await withTaskCancellationHandler {
            await work.result
        } onCancel: {
            lease.end(.stopping)
        }
        if case .failure(let error) = result { return error }
        return nil
    }

    /// What becomes of the job; nil when that is no longer this runner's business.
    private func settlement(of job: ClaimedJob, _ error: (any Error)?, ending: JobInterruption?) -> JobSettlement? {
        let now = deployment.clock.now()
        guard let error else { return ending == .leaseLost ? nil : .done }
        switch ending {
        case .leaseLost: return nil
        case .cancelled: return .cancelled
        case .stopping: return .givenBack(at: now)
        case nil: break
        }
        // A frozen tenant's work waits for the thaw.
        if let failure = error as? Failure, failure.code == .tenantFrozen {
            return .givenBack(at: now.advanced(by: .seconds(600)))
        }
        if let postponement = error as? JobPostponement { return .givenBack(at: max(postponement.until, now)) }
        let word = JobErrorWord.of(error)
        let kind = kinds[job.kind]
        logger.warning("a job failed", metadata: ["job": "\(job.kind)", "attempt": "\(job.attempt)", "error": "\(word)"])
        if error is JobFailure || job.attempt >= kind?.maximumAttempts ?? JobRunner.attemptsOfUnknownKinds { return .dead(error: word) }
        let delay = (kind?.backoff ?? .standard).delay(after: job.attempt, chance: .random(in: 0...1))
        return .retried(at: now.advanced(by: delay), error: word)
    }

    static let attemptsOfUnknownKinds = 12

    /// Writes it down; false when the lease was lost. A database that is away is tried again a few times: otherwise the job would run
    /// once more for nothing.
    private func settle(_ job: ClaimedJob, _ settlement: JobSettlement, as actor: Actor) async -> Bool {
        for pause in [Duration.milliseconds(200), .seconds(1), .seconds(3), .zero] {
            do {
                let now = deployment.clock.now()
                return try await deployment.database.write(as: actor) { tx in
                    if try tx.execute(JobQueries.settle(job, settlement, at: now)).affected == 1 { return true }
                    guard settlement.waitsAgain else { return false }
                    return try tx.execute(JobQueries.supersede(job, at: now)).affected == 1
                }
            } catch {
                logger.error(
                    "the end of a job could not be written", metadata: ["job": "\(job.kind)", "error": "\(JobErrorWord.of(error))"])
                if pause > .zero { try? await Task.sleep(for: pause) }
            }
        }
        return false
    }

    // MARK: - By hand

    /// Runs what is due, one job after the other, until nothing is; for tests and tools. Of one tenant, or of all.
    ///
    /// - Returns: how many jobs were claimed.
    @discardableResult
    public func runDue(of tenant: ID<Tenant>? = nil) async throws -> Int {
        var count = 0
        while true {
            let now = deployment.clock.now()
            var tenants = [tenant].compactMap(\.self)
            if tenant == nil {
                let actor = Actor.system(of: .deployment, request: .new(at: now))
                tenants = try await deployment.database.fetch(as: actor, [JobQueries.horizon(at: now)])[0]
                    .map { try $0.get(0, as: ID<Tenant>.self) }
            }
            var claimed = 0
            for tenant in tenants {
                while let job = try await claim(of: tenant, at: deployment.clock.now()) {
                    await execute(job)
                    claimed += 1
                }
            }
            count += claimed
            if claimed == 0 { return count }
        }
    }
}

/// A stored code that this program has no kind for.
private struct UnknownJobKind: Error {}

extension JobSettlement {
    fileprivate var waitsAgain: Bool {
        switch self {
        case .retried, .givenBack: true
        case .done, .cancelled, .dead: false
        }
    }

    fileprivate var outcome: String {
        switch self {
        case .done: "done"
        case .cancelled: "cancelled"
        case .dead: "dead"
        case .retried: "retried"
        case .givenBack: "given_back"
        }
    }
}
