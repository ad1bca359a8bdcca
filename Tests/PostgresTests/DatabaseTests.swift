import Foundation
import Glibc
import Postgres
import Synchronization
import Testing

/// Runs a body and returns the `PostgresError` it must throw.
func failure(_ body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

@Suite("Database", .timeLimit(.minutes(10)))
struct DatabaseTests {
    let server = TestDatabase.shared

    @Test("the context holds for its transaction and no longer, on each of the three ways in")
    func context() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.fetchConnections = 1
        }
        let ask: SQL = "select coalesce(current_setting('test.tenant', true), '')"
        let a = TenantContext(tenant: "a")
        #expect(try await database.read(as: a) { try $0.execute(ask)[0].get(0, as: String.self) } == "a")
        #expect(try await database.read(as: NoContext()) { try $0.execute(ask)[0].get(0, as: String.self) } == "")
        #expect(try await database.write(as: a) { try $0.execute(ask)[0].get(0, as: String.self) } == "a")
        #expect(try await database.fetch(as: a, [ask, ask]).map { try $0[0].get(0, as: String.self) } == ["a", "a"])
        #expect(try await database.fetch(as: NoContext(), [ask])[0][0].get(0, as: String.self) == "")
        await database.close()
    }

    @Test("the connections of a database that nobody holds any more are closed")
    func forgotten() async throws {
        let name = "forgotten\(UInt64.random(in: 0...UInt64.max))"
        let connection = try server.connection()
        func open() throws -> Int {
            try connection.execute("select count(*) from pg_stat_activity where application_name = \(name)")[0].get(0)
        }
        func use(_ database: Database) async throws {
            _ = try await database.read(as: NoContext()) { try $0.execute("select 1") }
            _ = try await database.fetch(as: NoContext(), ["select 1"])
            #expect(try open() >= 2)
        }
        // One of each: a further connection may still be on its way when the database goes, and shows up for a moment after.
        try await use(
            server.database {
                $0.applicationName = name; $0.poolSize = 1; $0.fetchConnections = 1
            })
        try await eventually("the connections are closed") { try open() == 0 }
    }

    @Test("a read cannot write")
    func readOnly() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        let error = await failure {
            try await database.read(as: NoContext()) { _ = try $0.execute("create table \(schema).t (a int)") }
        }
        #expect(error?.sqlState == "25006")
        await database.close()
    }

    @Test("an error in the body rolls everything back, and the connection serves on")
    func rollback() async throws {
        let database = server.database { $0.poolSize = 1 }
        let schema = SQL(trustedText: try server.makeSchema())
        struct Stop: Error {}
        try await database.write(as: NoContext()) { _ = try $0.execute("create table \(schema).t (a int)") }
        await #expect(throws: Stop.self) {
            try await database.write(as: NoContext()) { transaction in
                try transaction.execute("insert into \(schema).t values (1)")
                throw Stop()
            }
        }
        let error = await failure {
            try await database.write(as: NoContext()) { transaction in
                _ = try transaction.execute(all: ["insert into \(schema).t values (2)", "select 1 / 0", "select 1"])
            }
        }
        #expect(error?.sqlState == "22012")
        let count = try await database.read(as: NoContext()) {
            try $0.execute("select count(*) from \(schema).t")[0].get(0, as: Int.self)
        }
        #expect(count == 0)
        #expect(database.statistics.totalOpened == 1)
        await database.close()
    }

    @Test("what is enqueued goes with COMMIT, and its failure fails the transaction")
    func enqueued() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        try await database.write(as: NoContext()) { transaction in
            transaction.enqueue("create table \(schema).t (a int constraint t_small check (a < 10))")
            transaction.enqueue("insert into \(schema).t values (1)")
        }
        let error = await failure {
            try await database.write(as: NoContext()) { $0.enqueue("insert into \(schema).t values (\(11))") }
        }
        #expect(error?.constraint == "t_small")
        #expect(error?.commitUnknown == false)
        let swallowed = await failure {
            try await database.write(as: NoContext()) { transaction in
                _ = try? transaction.execute("insert into \(schema).t values (12)")
            }
        }
        #expect(swallowed?.constraint == "t_small", "an error that the body swallowed is no success")
        #expect(try await database.fetch(as: NoContext(), ["select a from \(schema).t"])[0].count == 1)
        await database.close()
    }

    @Test("a savepoint undoes only its own part")
    func savepoints() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        let values = try await database.write(as: NoContext()) { transaction in
            try transaction.execute("create table \(schema).t (a int constraint t_key primary key)")
            try transaction.savepoint { transaction.enqueue("insert into \(schema).t values (1)") }
            do {
                try transaction.savepoint {
                    try transaction.execute("insert into \(schema).t values (2)")
                    transaction.enqueue("insert into \(schema).t values (1)")
                }
                Issue.record("the duplicate passed")
            } catch let error as PostgresError {
                #expect(error.constraint == "t_key")
            }
            struct Stop: Error {}
            _ = try? transaction.savepoint {
                transaction.enqueue("insert into \(schema).t values (3)")
                throw Stop()
            }
            return try transaction.execute("select a from \(schema).t order by a").map { try $0.get(0, as: Int.self) }
        }
        #expect(values == [1])
        await database.close()
    }

    @Test("a serialization failure runs the body again")
    func serialization() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        try server.connection().execute("create table \(schema).counter (n bigint)")
        try server.connection().execute("insert into \(schema).counter values (0)")
        // Nobody writes before another has read what he read: one of the two has to fail, however fast the machine is.
        let barrier = Barrier(2)
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<5 {
                        try await retrying {
                            try await database.write(as: NoContext(), isolation: .serializable) { transaction in
                                let rows = try transaction.execute("select n from \(schema).counter")
                                let n = try rows[0].get(0, as: Int.self)
                                barrier.arriveAndWait()
                                try transaction.execute("update \(schema).counter set n = \(n + 1)")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.fetch(as: NoContext(), ["select n from \(schema).counter"])[0][0].get(0) == 20)
        #expect(database.statistics.totalRetries > 0)
        await database.close()
    }

    @Test("a failure that repeats is given up after five more runs")
    func givesUp() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        try server.connection().execute("create sequence \(schema).runs")
        let error = await failure {
            try await database.write(as: NoContext()) { transaction in
                try transaction.execute("select nextval('\(schema).runs')")
                try transaction.execute("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
            }
        }
        #expect(error?.sqlState == "40001")
        let runs = try server.connection().execute("select last_value from \(schema).runs")
        #expect(try runs[0].get(0, as: Int.self) == 6)
        await database.close()
    }

    @Test("two that lock each other both succeed")
    func deadlock() async throws {
        let database = server.database()
        let schema = SQL(trustedText: try server.makeSchema())
        try server.connection().executeScript(
            """
            create table \(schema.text).t (id int primary key, n int);
            insert into \(schema.text).t values (1, 0), (2, 0)
            """)
        let barrier = Barrier(2)
        try await withThrowingTaskGroup { group in
            for (first, second) in [(1, 2), (2, 1)] {
                group.addTask {
                    try await database.write(as: NoContext()) { transaction in
                        try transaction.execute("update \(schema).t set n = n + 1 where id = \(first)")
                        barrier.arriveAndWait()
                        try transaction.execute("update \(schema).t set n = n + 1 where id = \(second)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let sum = try server.connection().execute("select sum(n)::int8 from \(schema).t")
        #expect(try sum[0].get(0, as: Int.self) == 4)
        #expect(database.statistics.totalRetries == 1)
        await database.close()
    }

    @Test("a huge result and a huge pipeline pass through together")
    func huge() async throws {
        let database = server.database()
        let big = String(repeating: "x", count: 100_000)
        let answers = try await database.read(as: NoContext()) { transaction in
            try transaction.execute(all: (0..<400).map { n in "select \(n), \(big)" })
        }
        #expect(answers.count == 400)
        #expect(try answers.enumerated().allSatisfy { try $1[0].get(0, as: Int.self) == $0 })
        #expect(try answers.allSatisfy { try $0[0].get(1, as: String.self).utf8.count == 100_000 })
        let rows = try await database.read(as: NoContext()) {
            try $0.execute("select n, repeat('y', 100) from generate_series(1, 200000) n")
        }
        #expect(rows.count == 200_000)
        #expect(try rows[199_999].get(0, as: Int.self) == 200_000)
        await database.close()
    }

    @Test("a statement that makes room for BEGIN does not come before it", arguments: [1, 2, 3, 5])
    func evictionByBegin(size: Int) async throws {
        let database = server.database {
            $0.poolSize = 1; $0.statementCacheSize = size
        }
        for round in 0..<20 {
            let level = try await database.read(as: NoContext(), isolation: round % 2 == 0 ? .repeatableRead : .serializable) { tx in
                _ = try tx.execute(SQL(trustedText: "select \(round)"))
                return try tx.execute("select current_setting('transaction_isolation')")[0].get(0, as: String.self)
            }
            #expect(level == (round % 2 == 0 ? "repeatable read" : "serializable"))
        }
        await database.close()
    }

    @Test("more statements than the cache holds, again and again")
    func eviction() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.statementCacheSize = 4
        }
        for round in 0..<3 {
            for n in 0..<10 {
                let text = SQL(trustedText: "select \(n) + ")
                let sum = try await database.read(as: NoContext()) { transaction in
                    if n == 5 { _ = try? transaction.savepoint { try transaction.execute("select 1 / 0") } }
                    return try transaction.execute("\(text)\(round)::int")[0].get(0, as: Int.self)
                }
                #expect(sum == n + round)
            }
        }
        let kept = try await database.read(as: NoContext()) {
            try $0.execute("select count(*) from pg_prepared_statements")[0].get(0, as: Int.self)
        }
        #expect(kept <= 6)
        await database.close()
    }

    @Test("a statement whose table changed under it is prepared again")
    func stalePlan() async throws {
        let database = server.database {
            $0.poolSize = 1; $0.fetchConnections = 1
        }
        let schema = SQL(trustedText: try server.makeSchema())
        try server.connection().execute("create table \(schema).t (a int)")
        let all: SQL = "select * from \(schema).t"
        _ = try await database.read(as: NoContext()) { try $0.execute(all) }
        _ = try await database.fetch(as: NoContext(), [all])
        try server.connection().execute("alter table \(schema).t add b int")
        #expect(try await database.read(as: NoContext()) { try $0.execute(all) }.columns == ["a", "b"])
        #expect(try await database.fetch(as: NoContext(), [all])[0].columns == ["a", "b"])
        await database.close()
    }

    @Test("without prepared statements the server keeps none")
    func unprepared() async throws {
        let database = server.database { $0.preparedStatements = false }
        let kept = try await database.read(as: NoContext()) { transaction in
            try transaction.execute("select \(1)")
            return try transaction.execute("select count(*) from pg_prepared_statements")[0].get(0, as: Int.self)
        }
        #expect(kept == 0)
        await database.close()
    }

    @Test("fetch: an error names its constraint and harms nobody after it")
    func fetchErrors() async throws {
        let database = server.database { $0.fetchConnections = 1 }
        let error = await failure {
            _ = try await database.fetch(as: NoContext(), ["select 1", "select 1 / 0", "select 2"])
        }
        #expect(error?.sqlState == "22012")
        let answers = try await database.fetch(as: TenantContext(tenant: "b"), ["select \(1)", "select \("two")"])
        #expect(try answers[0][0].get(0, as: Int.self) == 1)
        #expect(try answers[1][0].get(0, as: String.self) == "two")
        #expect(try await database.fetch(as: NoContext(), []).isEmpty)
        await database.close()
    }

    @Test("fetch: many at once, each gets its own answer")
    func fetchMany() async throws {
        let database = server.database()
        try await withThrowingTaskGroup { group in
            for n in 0..<500 {
                group.addTask {
                    let context = TenantContext(tenant: "t\(n)")
                    if n % 7 == 0 {
                        let error = await failure { _ = try await database.fetch(as: context, ["select 1 / \(n - n)"]) }
                        #expect(error?.sqlState == "22012")
                    }
                    let answers = try await database.fetch(
                        as: context, ["select \(n)", "select current_setting('test.tenant')"])
                    #expect(try answers[0][0].get(0, as: Int.self) == n)
                    #expect(try answers[1][0].get(0, as: String.self) == "t\(n)")
                }
            }
            try await group.waitForAll()
        }
        await database.close()
    }

    @Test("a closed database refuses")
    func closed() async throws {
        let database = server.database()
        _ = try await database.fetch(as: NoContext(), ["select 1"])
        await database.close()
        let read = await failure { try await database.read(as: NoContext()) { _ = try $0.execute("select 1") } }
        let fetch = await failure { _ = try await database.fetch(as: NoContext(), ["select 1"]) }
        #expect(read?.kind == .shutDown)
        #expect(fetch?.kind == .shutDown)
        #expect(database.statistics.open == 0)
    }
}

/// Serializable transactions that conflict more than five times in a row are legitimate under load.
func retrying(_ body: () async throws -> Void) async throws {
    while true {
        do { return try await body() } catch let error as PostgresError where error.isRetryable {}
    }
}

/// Lets threads meet once; later arrivals pass.
final class Barrier: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) {
        left = Atomic(count)
    }

    func arriveAndWait() {
        left.subtract(1, ordering: .sequentiallyConsistent)
        while left.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
    }
}
