internal import Dispatch
internal import Glibc
internal import Synchronization
public import Vault

/// Where scrypt runs: a few threads of the operating system with a bounded queue, never Swift's own pool, which a few
/// hundred milliseconds of work would starve.
public final class PasswordWorkers: Sendable {
    /// What new hashes cost.
    public let cost: PasswordHash.Cost
    /// Verified for whoever does not exist: the same work, never right.
    let dummy: String
    private let bench: Bench
    private let places: Int
    private let admitted = Mutex(0)

    /// Each running hash takes 32 MiB at the standard cost; `queue` more may wait.
    public init(threads: Int = 2, queue: Int = 32, cost: PasswordHash.Cost = .standard) {
        self.cost = cost
        places = max(1, threads) + max(0, queue)
        dummy =
            "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$" + "cGVvbnkgZHVtbXkgc2FsdA$"
            + String(repeating: "A", count: 43)
        bench = Bench()
        for _ in 0..<max(1, threads) { bench.hire() }
    }

    deinit {
        bench.close()
    }

    /// Takes a place for as long as the body runs, before any work; `server.busy` when all are taken.
    func admit<Value>(_ body: (Place) async throws -> Value) async throws -> Value {
        let isAdmitted = admitted.withLock { count in
            guard count < places else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw Failure(.busy, retryAfter: .seconds(2)) }
        defer { admitted.withLock { $0 -= 1 } }
        return try await body(Place(workers: self))
    }

    /// A hash of the standard cost of this deployment, or of another.
    public func hash(_ password: String, cost: PasswordHash.Cost? = nil) async throws -> String {
        try await admit { try await $0.hash(password, cost: cost) }
    }

    /// The right to have something worked out.
    struct Place {
        fileprivate let workers: PasswordWorkers

        /// Whether the password is right; without a hash the same work, then no.
        func verify(_ password: String, against hash: String?) async -> Bool {
            let phc = hash ?? workers.dummy
            return await workers.work { PasswordHash.verify(password, against: phc) } && hash != nil
        }

        /// A new hash.
        func hash(_ password: String, cost: PasswordHash.Cost? = nil) async throws -> String {
            let cost = cost ?? workers.cost
            return try await workers.work { Result { try PasswordHash.hash(password, cost: cost) } }.get()
        }
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        let handOver = HandOver()
        defer { handOver.pass() }
        return await withCheckedContinuation { continuation in
            bench.add {
                let value = body()
                handOver.pass()
                continuation.resume(returning: value)
            }
        }
    }
}

/// The threads' queue. Apart from ``PasswordWorkers``, so that letting go of those ends the threads.
private final class Bench: Sendable {
    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let ready = DispatchSemaphore(value: 0)
    private let hired = Mutex(0)

    func add(_ job: @escaping @Sendable () -> Void) {
        jobs.withLock { $0.append(job) }
        ready.signal()
    }

    /// A signal without a job means the end.
    func close() {
        for _ in 0..<hired.withLock({ $0 }) { ready.signal() }
    }

    func hire() {
        let body = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Bench>.fromOpaque(argument).takeRetainedValue().serve() }
                return nil
            }, body.toOpaque())
        guard result == 0 else {
            body.release()
            return
        }
        pthread_detach(thread)
        hired.withLock { $0 += 1 }
    }

    private func serve() {
        while true {
            ready.wait()
            guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return }
            job()
        }
    }
}
