import Dispatch
import Postgres
import Synchronization
import Testing

@Suite("When things go wrong", .timeLimit(.minutes(10)))
struct FailureTests {
    let server = TestDatabase.shared

    @Test("a full pool refuses fast, and a wait ends at its timeout")
    func exhaustion() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.queueLimit = 1; $0.acquireTimeout = .seconds(5)
        }
        let gate = Gate()
        let holder = Task { try await database.read(as: NoContext()) { _ in gate.wait() } }
        try await eventually("somebody holds the connection") { database.statistics.busy == 1 }
        async let late = failure { try await database.read(as: NoContext()) { _ in } }
        try await eventually("somebody waits") { database.statistics.waiting == 1 }
        #expect(await failure { try await database.read(as: NoContext()) { _ in } }?.kind == .poolExhausted)
        #expect(database.statistics.waiting == 1, "refused before the other one's time was over")
        #expect(await late?.kind == .poolExhausted)
        gate.open()
        try await holder.value
        await database.close()
    }

    @Test("a task cancelled while it waits leaves the queue")
    func cancelledWaiting() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.acquireTimeout = .seconds(30)
        }
        let gate = Gate()
        let holder = Task { try await database.read(as: NoContext()) { _ in gate.wait() } }
        try await eventually("somebody holds the connection") { database.statistics.busy == 1 }
        let waiter = Task { await failure { try await database.read(as: NoContext()) { _ in } } }
        try await eventually("somebody waits") { database.statistics.waiting == 1 }
        waiter.cancel()
        #expect(await waiter.value?.kind == .cancelled)
        #expect(database.statistics.waiting == 0)
        gate.open()
        try await holder.value
        await database.close()
    }

    @Test("a task cancelled while its statement runs ends within moments, and the pool serves on")
    func cancelledRunning() async throws {
        let database = server.database { $0.poolSize = 1 }
        let runner = Task {
            await failure { try await database.write(as: NoContext()) { _ = try $0.execute("select pg_sleep(60)") } }
        }
        try await eventually("the statement runs") { try isRunning("select pg_sleep(60)%") }
        runner.cancel()
        #expect(await runner.value?.kind == .cancelled)
        try await eventually("the backend stopped") { try !isRunning("select pg_sleep(60)%") }
        #expect(try await database.read(as: NoContext()) { try $0.execute("select 1")[0].get(0, as: Int.self) } == 1)
        await database.close()
    }

    @Test("a deadline ends a statement")
    func deadline() async throws {
        let database = server.database { $0.poolSize = 1 }
        // The deadline is the statement's alone: the connection is there before.
        _ = try await database.read(as: NoContext()) { try $0.execute("select 1") }
        let error = await failure {
            try await database.write(as: NoContext(), deadline: .milliseconds(100)) { transaction in
                // Even a body that swallows the error gets no further.
                _ = try? transaction.execute("select pg_sleep(61)")
                _ = try transaction.execute("select 1")
            }
        }
        #expect(error?.kind == .deadlineExceeded)
        #expect(try await database.read(as: NoContext()) { try $0.execute("select 1")[0].get(0, as: Int.self) } == 1)
        await database.close()
    }

    @Test("the server's statement timeout is a deadline too, also for fetch")
    func statementTimeout() async throws {
        let database = server.database {
            $0.statementTimeout = .seconds(1)
            $0.fetchTimeout = .seconds(1)
        }
        let read = await failure {
            try await database.read(as: NoContext()) { _ = try $0.execute("select pg_sleep(62)") }
        }
        #expect(read?.kind == .deadlineExceeded)
        let fetch = await failure { _ = try await database.fetch(as: NoContext(), ["select pg_sleep(63)"]) }
        #expect(fetch?.kind == .deadlineExceeded)
        #expect(try await database.fetch(as: NoContext(), ["select 1"])[0].count == 1)
        await database.close()
    }

    @Test("a backend that was terminated while idle: the next request works")
    func terminatedIdle() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.fetchConnections = 1
        }
        let ask: SQL = "select pg_backend_pid()"
        for _ in 0..<5 {
            let first = try await database.write(as: NoContext()) { try $0.execute(ask)[0].get(0, as: Int32.self) }
            let fetched = try await database.fetch(as: NoContext(), [ask])[0][0].get(0, as: Int32.self)
            try server.connection().execute("select pg_terminate_backend(\(first)), pg_terminate_backend(\(fetched))")
            let second = try await database.write(as: NoContext()) { try $0.execute(ask)[0].get(0, as: Int32.self) }
            #expect(first != second)
            try await eventually("fetch works again") {
                await failure { _ = try await database.fetch(as: NoContext(), [ask]) } == nil
            }
        }
        await database.close()
    }

    @Test("a backend that was terminated inside a transaction: the body runs once more")
    func terminatedInside() async throws {
        let database = server.database { $0.poolSize = 1 }
        let server = server
        let runs = Counter()
        let value = try await database.write(as: NoContext()) { transaction in
            let backend = try transaction.execute("select pg_backend_pid()")[0].get(0, as: Int32.self)
            if runs.increment() == 1 { try server.connection().execute("select pg_terminate_backend(\(backend))") }
            return try transaction.execute("select 7")[0].get(0, as: Int.self)
        }
        #expect(value == 7)
        #expect(runs.value == 2)
        let error = await failure {
            try await database.write(as: NoContext()) { transaction in
                let backend = try transaction.execute("select pg_backend_pid()")[0].get(0, as: Int32.self)
                try server.connection().execute("select pg_terminate_backend(\(backend))")
                _ = try transaction.execute("select 7")
            }
        }
        #expect(error?.kind == .connectionLost)
        await database.close()
    }

    @Test("a connection lost while COMMIT is under way leaves the outcome open, and says so")
    func commitUnknown() async throws {
        let database = server.database { $0.poolSize = 1 }
        let schema = SQL(trustedText: try server.makeSchema())
        try server.connection().executeScript(
            """
            create table \(schema.text).t (a int);
            create function \(schema.text).die() returns trigger language plpgsql as
              $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
            create constraint trigger t_die after insert on \(schema.text).t
              deferrable initially deferred for each row execute function \(schema.text).die();
            """)
        let runs = Counter()
        let error = await failure {
            try await database.write(as: NoContext()) { transaction in
                _ = runs.increment()
                try transaction.execute("insert into \(schema).t values (1)")
            }
        }
        #expect(error?.kind == .connectionLost)
        #expect(error?.commitUnknown == true)
        #expect(runs.value == 1)
        await database.close()
    }

    @Test("fetch: an answer that nobody waits for is dropped, and its neighbours get theirs")
    func abandonedFetch() async throws {
        let database = server.database {
            $0.fetchConnections = 1; $0.fetchTimeout = .seconds(20)
        }
        let lock: Int64 = .random(in: 0...Int64.max)
        let holder = try server.connection()
        try holder.execute("select pg_advisory_lock(\(lock))")
        let abandoned = Task {
            await failure { _ = try await database.fetch(as: NoContext(), ["select pg_advisory_lock(\(lock))"]) }
        }
        let waiting: SQL = """
            select 1 from pg_locks where locktype = 'advisory' and not granted
              and (classid::int8 << 32 | objid::int8) = \(lock)
            """
        try await eventually("the unit waits for the lock") { try !holder.execute(waiting).isEmpty }
        async let neighbour = database.fetch(as: NoContext(), ["select \(42)"])
        abandoned.cancel()
        #expect(await abandoned.value?.kind == .cancelled)
        try holder.execute("select pg_advisory_unlock(\(lock))")
        #expect(try await neighbour[0][0].get(0, as: Int.self) == 42)
        await database.close()
    }

    @Test("fetch: a full queue refuses at once")
    func fullFetchQueue() async throws {
        let database = server.database {
            $0.fetchConnections = 1
            $0.fetchDepth = 1
            $0.fetchQueueLimit = 1
            $0.fetchTimeout = .seconds(20)
            $0.acquireTimeout = .seconds(20)
        }
        let lock: Int64 = .random(in: 0...Int64.max)
        let holder = try server.connection()
        try holder.execute("select pg_advisory_lock(\(lock))")
        // One on the connection, one in the queue, one refused: whichever of the three it is.
        let kinds = await withTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    await failure {
                        _ = try await database.fetch(as: NoContext(), ["select pg_advisory_xact_lock(\(lock))"])
                    }
                }
            }
            var kinds: [PostgresError.Kind?] = []
            for await error in group {
                kinds.append(error?.kind)
                if kinds.count == 1 { _ = try? holder.execute("select pg_advisory_unlock(\(lock))") }
            }
            return kinds
        }
        #expect(kinds.first == .poolExhausted)
        #expect(kinds.last == .some(nil))
        await database.close()
    }

    @Test("after a restart of the server requests work again")
    func restart() async throws {
        let own = TestDatabase.own()
        let cluster = try #require(own.cluster)
        let database = own.database { $0.acquireTimeout = .seconds(5) }
        _ = try await database.write(as: NoContext()) { _ = try $0.execute("select 1") }
        _ = try await database.fetch(as: NoContext(), ["select 1"])
        try cluster.stop()
        let away = await failure { try await database.write(as: NoContext()) { _ = try $0.execute("select 1") } }
        #expect(away?.kind == .cannotConnect || away?.kind == .connectionLost)
        try cluster.start()
        try await eventually("the pool connects again") {
            await failure { try await database.write(as: NoContext()) { _ = try $0.execute("select 1") } } == nil
        }
        try await eventually("fetch connects again") {
            await failure { _ = try await database.fetch(as: NoContext(), ["select 1"]) } == nil
        }
        await database.close()
        try cluster.stop()
    }

    @Test("a listener hears, connects again after a loss, and says so")
    func listener() async throws {
        let listener = Listener(url: server.url, channels: ["peony_test"], applicationName: "peony-listener-test")
        var events = listener.events.makeAsyncIterator()
        let connection = try server.connection()
        #expect(await events.next() == .reconnected)
        try connection.execute("select pg_notify('peony_test', \("一"))")
        #expect(await events.next() == .notification(channel: "peony_test", payload: "一"))
        try connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'peony-listener-test'")
        #expect(await events.next() == .reconnected)
        try connection.execute("select pg_notify('peony_test', \("二"))")
        #expect(await events.next() == .notification(channel: "peony_test", payload: "二"))
        listener.close()
        #expect(await events.next() == nil)
    }

    private func isRunning(_ pattern: String) throws -> Bool {
        let rows = try server.connection().execute(
            "select 1 from pg_stat_activity where state = 'active' and query like \(pattern)")
        return !rows.isEmpty
    }
}

/// Holds a database thread until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func wait() { semaphore.wait() }
}

final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func increment() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }
}
