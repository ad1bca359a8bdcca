internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// Does what ``BeginRotation`` began: a batch a transaction, which notes in itself how far it came, so that a killed run loses nothing and
/// does nothing twice. Between batches it waits as long as the pace asks for.
public enum RotationJob {
    /// The kind of job.
    public static func kind(_ plan: RotationPlan) -> JobKind {
        // Each server that ends on the way is an attempt.
        JobKind(KeyRotation.job, maximumAttempts: 100) { run in try await RotationRun(run: run, plan: plan).go() }
    }
}

private struct RotationRun: Sendable {
    let run: JobRun
    let plan: RotationPlan

    /// What a step came to.
    private enum Outcome: Sendable {
        /// So many customers or tokens; there may be more.
        case went(Int)
        case wait(until: Instant)
        case finished
    }

    private static let batch = 100
    /// Customers whose cells are sealed anew take more time each.
    private static let smallBatch = 25
    /// How long to wait for what ends by itself.
    private static let patience: Duration = .seconds(3600)

    func go() async throws {
        guard let id = run.subject else { throw JobFailure(permanent: "no_rotation") }
        while true {
            let started = ContinuousClock.now
            let keys = try await run.deployment.keys.keys(of: run.tenant)
            let rotation = try await run.write { [run] tx in try KeyRotation.find(id, of: run.tenant, in: tx) }
            if rotation.isDone { return }
            switch try await step(rotation, keys) {
            case .finished:
                run.deployment.keys.forget(run.tenant)
                return
            case .wait(let until):
                throw JobPostponement(until: until)
            case .went(let count):
                try await run.progress(done: rotation.done + Int64(count), total: max(rotation.total, rotation.done + Int64(count)))
                guard rotation.perSecond > 0, count > 0 else { continue }
                let pace = Duration.seconds(1) * count / Int(rotation.perSecond)
                let rest = pace - started.duration(to: .now)
                if rest > .zero { try await Task.sleep(for: rest) }
            }
        }
    }

    private func step(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        switch rotation.phase {
        case .settle: return try await settle(rotation, before: .walk)
        case .drain: return try await settle(rotation, before: .sweep)
        case .walk: return try await walk(rotation, keys)
        case .sweep: return try await sweep(rotation, keys)
        case .done: return .finished
        }
    }

    private func settle(_ rotation: KeyRotation, before next: KeyRotation.Phase) async throws -> Outcome {
        let end = rotation.phaseSince.advanced(by: KeyRotation.settling)
        guard run.now() >= end else { return .wait(until: end) }
        try await enter(next, rotation)
        // What this server keeps may be as old as anybody's.
        run.deployment.keys.forget(run.tenant)
        return .went(0)
    }

    private func enter(_ phase: KeyRotation.Phase, _ rotation: KeyRotation) async throws {
        try await run.write { [run] tx in rotation.enter(phase, at: run.now(), of: run.tenant, in: tx) }
    }

    // MARK: Walking

    private func walk(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        let limit = limit(rotation, rotation.kind == .customer ? RotationRun.smallBatch : RotationRun.batch)
        let filling = keys.indexes.first { $0.version == rotation.to }
        if rotation.kind == .index, filling == nil { throw JobFailure(permanent: "no_index_key") }
        let batch = try await run.write { [run, plan] tx in
            let batch: WalkedBatch
            switch rotation.kind {
            case .data: batch = try RotateDataKey.walk(after: rotation.position, limit: limit, keys: keys, in: tx)
            case .customer:
                batch = try RotateCustomerKeys(keys: keys, columns: plan.cells).walk(after: rotation.position, limit: limit, in: tx)
            case .index:
                guard let filling else { return WalkedBatch(count: 0, last: nil) }
                batch = WalkedBatch(
                    joining: try plan.indexes.map { try $0.fill(rotation.position, limit, filling, keys, tx) }, limit: limit)
            }
            guard batch.count > 0 else { return batch }
            rotation.advance(to: batch.last, by: batch.count, at: run.now(), of: run.tenant, in: tx)
            return batch
        }
        guard batch.count == 0 || isNew(batch.last, since: rotation.phaseSince) else { return .went(batch.count) }
        switch rotation.kind {
        case .data: try await enter(.sweep, rotation)
        case .customer: try await enter(.drain, rotation)
        case .index: try await decide(rotation)
        }
        return .went(0)
    }

    /// Whether a walk has come to what was made since its phase began, and a minute more for servers whose clocks go ahead: that is under the
    /// newest keys from the start. Otherwise a walk that is slower than customers come would never end.
    private func isNew(_ last: UUID?, since phase: Instant) -> Bool {
        last.map { ID<Job>($0).millisecond > phase.advanced(by: KeyRotation.settling) } ?? false
    }

    /// The new index key has every customer's tokens: it decides from now on, and the old one is only looked up.
    private func decide(_ rotation: KeyRotation) async throws {
        guard let from = rotation.from, let to = rotation.to else { throw JobFailure(permanent: "no_version") }
        try await run.write { [run] tx in
            StoredKeys.set(.retiring, .index, version: from, of: run.tenant, in: tx)
            StoredKeys.set(.active, .index, version: to, of: run.tenant, in: tx)
            rotation.enter(.drain, at: run.now(), of: run.tenant, in: tx)
            KeyNews.publish(run.tenant, in: tx)
        }
        run.deployment.keys.forget(run.tenant)
    }

    // MARK: Sweeping

    private func sweep(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        switch rotation.kind {
        case .data: return try await retireDataKey(rotation, keys)
        case .index: return try await sweepTokens(rotation, keys)
        case .customer: return try await sweepCustomers(rotation, keys)
        }
    }

    private func retireDataKey(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        guard let from = rotation.from else { throw JobFailure(permanent: "no_version") }
        let version = UInt32(bitPattern: from)
        var counts: [Int] = []
        for secret in plan.secrets { counts.append(try await secret.renew(version, keys, run.deployment)) }
        let left = counts.reduce(0, +)
        let isDone = try await run.write { [run, plan] tx -> Bool in
            tx.enqueue(MergedRows.reach)
            // Every customer is looked at: of a million that takes longer than a statement has elsewhere.
            tx.enqueue("set local statement_timeout = '5min'")
            // Whoever is writing under it holds its row: he is waited for, and counted; whoever comes later is refused.
            try RotateDataKey.lock(from, of: run.tenant, in: tx)
            let customers: Int64 = try tx.execute(CustomerKeyQueries.count(under: version, of: run.tenant))[0][0]
            guard customers == 0 else {
                rotation.enter(.walk, at: run.now(), of: run.tenant, in: tx)
                return false
            }
            guard left == 0 else { return false }
            for counted in try tx.execute(all: plan.secrets.map { $0.count(version, run.tenant) }) {
                guard try counted[0].get(0, as: Int64.self) == 0 else { return false }
            }
            try RotateDataKey.destroy(from, keys: keys, roots: run.deployment.keys.roots, at: run.now(), in: tx)
            try finish(rotation, keys, in: tx)
            return true
        }
        if isDone { return .finished }
        return left > 0 ? .wait(until: run.now().advanced(by: RotationRun.patience)) : .went(0)
    }

    private func sweepTokens(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        guard let from = rotation.from, let newer = keys.indexes.first(where: { $0.version == rotation.to }) else {
            throw JobFailure(permanent: "no_version")
        }
        let limit = limit(rotation, RotationRun.batch)
        return try await run.write { [run, plan] tx -> Outcome in
            tx.enqueue(MergedRows.reach)
            let customers: [UUID] = try tx.execute(CustomerKeyQueries.ids(after: rotation.position, limit: limit, of: run.tenant))
                .map { try $0[0] }
            guard customers.isEmpty || isNew(rotation.position, since: rotation.phaseSince) else {
                // Of whom somebody wrote with the old key alone is filled once more, by the walk's own step, which locks whom it looks
                // at: nothing of theirs comes in between. Rows are locked before tokens are, as in every other write.
                var filled: Set<Int> = []
                for (place, index) in plan.indexes.enumerated() {
                    guard try index.isLacking(newer.version, beside: from, of: customers, in: run.tenant, tx) else { continue }
                    // Merged files are found by no token.
                    tx.enqueue(MergedRows.leave)
                    _ = try index.fill(rotation.position, limit, newer, keys, tx)
                    tx.enqueue(MergedRows.reach)
                    filled.insert(place)
                }
                for (place, index) in plan.indexes.enumerated() {
                    index.sweep(from, for: filled.contains(place) ? nil : newer.version, of: customers, in: run.tenant, tx)
                }
                rotation.advance(to: customers.last, by: customers.count, at: run.now(), of: run.tenant, in: tx)
                return .went(customers.count)
            }
            // Nobody writes with a retiring key: what is left came too late. Another round finds it, once whoever wrote it has had the time
            // to hear of the new one.
            guard try plan.indexes.allSatisfy({ try $0.count(from, in: run.tenant, tx) == 0 }) else {
                rotation.enter(.sweep, at: run.now(), of: run.tenant, in: tx)
                return .wait(until: run.now().advanced(by: KeyRotation.settling))
            }
            StoredKeys.destroy(.index, version: from, of: run.tenant, in: tx)
            try finish(rotation, keys, in: tx)
            return .finished
        }
    }

    private func sweepCustomers(_ rotation: KeyRotation, _ keys: TenantKeys) async throws -> Outcome {
        let limit = limit(rotation, RotationRun.smallBatch)
        return try await run.write { [run, plan] tx -> Outcome in
            let batch = try RotateCustomerKeys(keys: keys, columns: plan.cells).sweep(after: rotation.position, limit: limit, in: tx)
            guard batch.count > 0, !isNew(rotation.position, since: rotation.phaseSince) else {
                try finish(rotation, keys, in: tx)
                return .finished
            }
            rotation.advance(to: batch.last, by: batch.count, at: run.now(), of: run.tenant, in: tx)
            return .went(batch.count)
        }
    }

    private func finish(_ rotation: KeyRotation, _ keys: TenantKeys, in tx: Transaction) throws {
        rotation.enter(.done, at: run.now(), of: run.tenant, in: tx)
        let body: JSONValue = ["kind": .string(rotation.kind.rawValue)]
        try AuditTrail.record(
            AuditEvent(.finishRotation, on: "key", rotation.id, rowCount: Int(rotation.done), body: body), as: run.actor, keys: keys,
            at: run.now(), in: tx)
        KeyNews.publish(run.tenant, in: tx)
    }

    private func limit(_ rotation: KeyRotation, _ most: Int) -> Int {
        rotation.perSecond == 0 ? most : max(1, min(most, Int(rotation.perSecond)))
    }
}
