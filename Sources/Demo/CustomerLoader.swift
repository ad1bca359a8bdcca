internal import Clinic
internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Writes a chain's customers in batches: while some are sealed, others are written.
struct CustomerLoader: Sendable {
    /// Batches under way at a time; three keep two processors busy, more get in each other's way.
    static let width = 3

    let plan: CustomerPlan
    let deployment: Deployment

    private var tenant: ID<Tenant> { plan.chain.tenant }
    private var system: Actor { .system(of: tenant, request: .new(at: deployment.clock.now())) }

    /// Writes the batches that are missing; false when none is. A chain that has other customers already keeps those alone.
    func run(progress: (String, Int, Int) -> Void) async throws -> Bool {
        let missing = try await missingBatches()
        guard !missing.isEmpty else { return false }
        let total = missing.reduce(0) { $0 + plan.batch($1).count }
        let keys = try await deployment.keys.keys(of: tenant)
        if missing.count == plan.batches {
            let (tenant, now) = (tenant, deployment.clock.now())
            try await deployment.database.write(as: system) { tx in ReindexCustomers.settle(tenant, at: now, in: tx) }
        }
        let archive = ArchivePlan(plan: plan, fields: try await ArchiveLoader(plan: ArchivePlan(plan: plan), deployment: deployment).run())
        var number = try await reserve(Int64(total))
        let label = "\(plan.chain.slug): customers"
        var done = 0
        progress(label, done, total)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for (position, batch) in missing.enumerated() {
                if position >= CustomerLoader.width, let count = try await group.next() {
                    done += count
                    progress(label, done, total)
                }
                let (range, first) = (plan.batch(batch), number)
                number += Int64(range.count)
                group.addTask { try await write(range, first: first, archive, keys: keys) }
            }
            for try await count in group {
                done += count
                progress(label, done, total)
            }
        }
        // What rules give, a job gives.
        let (actor, now) = (system, deployment.clock.now())
        try await deployment.database.write(as: actor) { tx in try CustomerChanges.tellEverybody(as: actor, at: now, in: tx) }
        return true
    }

    private func write(_ range: Range<Int>, first: Int64, _ archive: ArchivePlan, keys: TenantKeys) async throws -> Int {
        var customers = range.map { plan.customer($0, number: first + Int64($0 - range.lowerBound)) }
        var parts: [any CustomerBatchPart] = []
        if ArchivePlan.keepers(of: plan.chain) != nil {
            var extras: [ID<Customer>: ArchivePlan.Extras] = [:]
            for place in customers.indices { extras[customers[place].id] = archive.extend(&customers[place], at: range.lowerBound + place) }
            parts = [
                ArchiveBatch(extras.mapValues(\.archive)), TagBatch(extras.mapValues(\.tags)), ConsentBatch(extras.mapValues(\.consents)),
                NoteBatch(extras.compactMapValues(\.note)),
            ]
        }
        let batch = try CustomerBatch(customers, keys: keys, with: parts)
        let (actor, now) = (system, deployment.clock.now())
        try await deployment.database.write(as: actor, deadline: .seconds(60)) { tx in
            try batch.enqueue(as: actor, keys: keys, at: now, in: tx)
        }
        return range.count
    }

    /// A batch is written whole, so its first customer speaks for it.
    private func missingBatches() async throws -> [Int] {
        let (tenant, firsts) = (tenant, (0..<plan.batches).map { plan.id(plan.batch($0).lowerBound).uuid })
        let (present, hasAny) = try await deployment.database.read(as: system) { tx in
            let rows = try tx.execute(all: [
                "select id from app.customer where tenant_id = \(tenant) and id = any (\(firsts))",
                "select 1 from app.customer where tenant_id = \(tenant) limit 1",
            ])
            return (Set(try rows[0].map { try $0.get(0, as: UUID.self) }), !rows[1].isEmpty)
        }
        if hasAny, present.isEmpty { return [] }
        return firsts.indices.filter { !present.contains(firsts[$0]) }
    }

    /// Takes a block of numbers and says where it begins.
    private func reserve(_ count: Int64) async throws -> Int64 {
        let tenant = tenant
        return try await deployment.database.write(as: system) { tx in
            let rows = try tx.execute(
                """
                update app.number_sequence set next = next + \(count) where tenant_id = \(tenant) and kind = 'customer'
                returning next - \(count)
                """)
            guard let row = rows.first else { throw Failure(.notFound) }
            return try row[0]
        }
    }
}
