internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// Whoever ordered an import, with the rights that he has now.
struct Importer: Sendable {
    let run: JobRun
    let user: ID<User>

    /// The rules by which rows are read for him.
    ///
    /// - Throws: ``ImportEnd`` where he may not import any more.
    func rows(_ plan: ImportPlan, keys: TenantKeys, externalKey: SecretKey) async throws -> ImportRows {
        let (tenant, now) = (run.tenant, run.now())
        // What others shared with him is not his to import into.
        guard let actor = try await run.person(user, reachingShared: false), actor.rights.allows(.importCustomer) else {
            throw ImportEnd(.failed, "access_denied")
        }
        let (branches, day) = try await run.deployment.database.read(as: run.actor) { tx -> ([(id: ID<Unit>, name: String)], LocalDate) in
            let branches = try tx.execute(ImportQueries.branches(of: tenant)).map {
                (id: try $0.get(0, as: ID<Unit>.self), name: try $0.get(1, as: String.self))
            }
            let day: LocalDate = try tx.execute("select \(Minority.newestAdult(in: actor.rights.timeZone, at: now))")[0][0]
            return (branches, day)
        }
        // What was mapped may be written no longer.
        let writable = Set(ImportField.all(in: actor.rights.view(of: Customer.resource)).map(\.name))
        guard plan.columns.values.allSatisfy(writable.contains) else { throw ImportEnd(.failed, "access_denied") }
        return ImportRows(plan, for: actor, keys: keys, externalKey: externalKey, branches: branches, newestAdult: day)
    }
}
