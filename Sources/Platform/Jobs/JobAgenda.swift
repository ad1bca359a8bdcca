/// Which tenants have work, and whose turn it is: a tenant with a million jobs waits for its turn like one with a single job.
struct JobAgenda {
    /// How many of the runner's places one tenant may hold while another one waits.
    let share: Int
    private var due: [ID<Tenant>: Instant] = [:]
    private var running: [ID<Tenant>: Int] = [:]
    /// When a tenant was served last, counted in turns.
    private var served: [ID<Tenant>: UInt64] = [:]
    private var turn: UInt64 = 0

    init(places: Int) {
        share = max(1, (places + 1) / 2)
    }

    /// How many jobs run.
    var runningCount: Int { running.values.reduce(0, +) }

    /// Something of a tenant is due at a time, or sooner.
    mutating func note(_ tenant: ID<Tenant>, dueAt instant: Instant) {
        due[tenant] = min(due[tenant] ?? instant, instant)
    }

    /// All that is known of a tenant is that nothing is due before a time; nil for nothing at all.
    mutating func reset(_ tenant: ID<Tenant>, dueAt instant: Instant?) {
        due[tenant] = instant
    }

    /// When the next tenant has something to do.
    var nextDue: Instant? { due.values.min() }

    /// Whose turn it is: of those with something to do, the one served longest ago. One that holds its share of the places is passed
    /// over as long as another one waits.
    mutating func next(at now: Instant) -> ID<Tenant>? {
        let waiting = due.filter { $0.value <= now }.keys
        let modest = waiting.filter { (running[$0] ?? 0) < share }
        let candidates = modest.isEmpty ? Array(waiting) : modest
        let chosen = candidates.min { (served[$0] ?? 0, $0) < (served[$1] ?? 0, $1) }
        guard let chosen else { return nil }
        turn += 1
        served[chosen] = turn
        return chosen
    }

    mutating func began(_ tenant: ID<Tenant>) { running[tenant, default: 0] += 1 }

    mutating func ended(_ tenant: ID<Tenant>) {
        let left = (running[tenant] ?? 1) - 1
        running[tenant] = left > 0 ? left : nil
    }
}
