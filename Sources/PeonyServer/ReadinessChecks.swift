internal import Foundation
internal import Platform
internal import Postgres
internal import Schema

/// What must hold before a server takes requests.
enum ReadinessChecks {
    /// A server whose clock is further from the database's than this is not ready: times it writes would lie.
    static let clockTolerance: Duration = .seconds(2)

    static func all(_ deployment: Deployment) -> [ReadinessCheck] {
        let schema = Schema.migrations.map(\.number).max() ?? 0
        @Sendable func ask(_ statement: SQL) async -> Row? {
            let actor = Actor.system(of: .deployment, request: .new(at: deployment.clock.now()))
            return try? await deployment.database.fetch(as: actor, [statement])[0].first
        }
        return [
            ReadinessCheck("database") { await ask("select 1") != nil },
            ReadinessCheck("clock") {
                guard let row = await ask("select clock_timestamp()"), let theirs = try? row.get(0, as: Instant.self) else { return false }
                let skew = deployment.clock.now().since(theirs)
                return skew < clockTolerance && skew > .zero - clockTolerance
            },
            ReadinessCheck("schema") {
                guard let row = await ask("select app.schema_version()"), let version = try? row.get(0, as: Int32.self) else {
                    return false
                }
                return Int(version) == schema
            },
            ReadinessCheck("audit_partition") {
                let next = "to_char(date_trunc('month', clock_timestamp()) + interval '1 month', 'YYYYMM')"
                let row = await ask(SQL(trustedText: "select to_regclass('audit.event_' || \(next)) is not null"))
                return (try? row?.get(0, as: Bool.self)) ?? false
            },
        ]
    }
}

/// Numbers of the database pool for Prometheus.
enum ServerMetrics {
    static func register(_ deployment: Deployment, in metrics: Metrics) {
        metrics.gauge("peony_canary_alarms", help: "Openings of canary customers since the start.") {
            Double(deployment.keys.alarm.count)
        }
        for (pool, database) in [("app", deployment.database), ("auth", deployment.signIn)] {
            func gauge(_ name: String, _ help: String, _ value: @escaping @Sendable (PoolStatistics) -> Int) {
                metrics.gauge(name, help: help, labels: [("pool", pool)]) { Double(value(database.statistics)) }
            }
            gauge("peony_database_connections_open", "Open connections.") { $0.open }
            gauge("peony_database_connections_busy", "Connections at work.") { $0.busy }
            gauge("peony_database_waiting", "Transactions that wait for a connection.") { $0.waiting }
            gauge("peony_database_transactions_served", "Transactions served since the start.") { $0.totalServed }
            gauge("peony_database_transactions_refused", "Transactions refused since the start.") { $0.totalRefused }
            gauge("peony_database_retries", "Transactions run again since the start.") { $0.totalRetries }
        }
    }
}
