public import FoundationEssentials
internal import JSON
public import Postgres

/// What servers logged as acknowledged, held against the trail: an event that a server told its caller of and that the trail
/// does not have was lost, or taken out before it was sealed.
public struct AuditReconciliation: Sendable {
    /// An acknowledged event that is not there.
    public struct Missing: Sendable, Hashable {
        public let tenant: ID<Tenant>
        public let event: UUID
        /// When it was written; the id tells.
        public let at: Instant
    }

    /// Tenant → acknowledged events, each once.
    private var events: [ID<Tenant>: Set<UUID>] = [:]
    /// Run → numbers of its lines.
    private var lines: [String: Set<Int64>] = [:]

    public init() {}

    /// Adds a log; lines that tell of something else are passed over.
    public mutating func add(log text: String) {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? JSONParser.parse(Array(line)), value["message"]?.string == AuditJournalWriter.message,
                let tenant = value["tenant"]?.string.flatMap({ ID<Tenant>($0) }), let run = value["run"]?.string,
                let sequence = value["sequence"]?.integer
            else { continue }
            lines[run, default: []].insert(sequence)
            events[tenant, default: []].formUnion(
                (value["events"]?.array ?? []).compactMap { $0.string.flatMap { ID<AuditEvent>($0) }?.uuid })
        }
    }

    /// How many events were acknowledged.
    public var acknowledged: Int { events.values.reduce(0) { $0 + $1.count } }

    /// Lines that the log must have had: every run counts its own.
    public var missingLines: [String] {
        lines.sorted { $0.key < $1.key }.flatMap { run, numbers -> [String] in
            guard let last = numbers.max(), last < 10_000_000 else { return ["run \(run): no line can be right"] }
            let gaps = (1...max(last, 1)).filter { !numbers.contains($0) }
            return gaps.isEmpty ? [] : ["run \(run): \(gaps.count) lines are missing, the first is number \(gaps[0])"]
        }
    }

    /// The acknowledged events that the trail does not have. Those of months that were archived are not looked for.
    public func missing(in database: Database) async throws -> [Missing] {
        var missing: [Missing] = []
        for (tenant, ids) in events.sorted(by: { $0.key < $1.key }) {
            let reader = AuditReader(database, tenant)
            let all = ids.sorted()
            for start in stride(from: 0, to: all.count, by: 1_000) {
                let part = Array(all[start..<min(start + 1_000, all.count)])
                let times = part.map { ID<AuditEvent>($0).millisecond }
                missing += try await reader.read(
                    """
                    select u.id, u.at from unnest(\(part), \(times)) u (id, at)
                    where to_regclass('audit.event_' || to_char(u.at at time zone 'UTC', 'YYYYMM')) is not null
                    and not exists (select 1 from audit.event e where e.tenant_id = \(tenant) and e.at >= u.at
                      and e.at < u.at + interval '1 millisecond' and e.id = u.id) order by u.at
                    """
                ).map { Missing(tenant: tenant, event: try $0.get(0), at: try $0.get(1)) }
            }
        }
        return missing
    }
}
