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
        let (user, tenant, now, run) = (user, run.tenant, run.now(), run)
        let found = try await run.deployment.database.read(as: run.actor) { tx -> (Actor, [(ID<Unit>, String)], LocalDate)? in
            guard let actor = try Importer.actor(user, run: run, at: now, in: tx) else { return nil }
            let branches = try tx.execute(ImportQueries.branches(of: tenant)).map {
                (try $0.get(0, as: ID<Unit>.self), try $0.get(1, as: String.self))
            }
            let day: LocalDate = try tx.execute("select \(Minority.newestAdult(in: actor.rights.timeZone, at: now))")[0][0]
            return (actor, branches, day)
        }
        guard let found, found.0.rights.allows(.importCustomer) else { throw ImportEnd(.failed, "access_denied") }
        // What was mapped may be written no longer.
        let writable = Set(ImportField.all(in: found.0.rights.view(of: Customer.resource)).map(\.name))
        guard plan.columns.values.allSatisfy(writable.contains) else { throw ImportEnd(.failed, "access_denied") }
        return ImportRows(
            plan, for: found.0, keys: keys, externalKey: externalKey, branches: found.1.map { (id: $0.0, name: $0.1) }, newestAdult: found.2
        )
    }

    /// A person in whose name a job acts; nil where he no longer works here. What others shared with him is not his to import into.
    static func actor(_ user: ID<User>, run: JobRun, at now: Instant, in tx: Transaction) throws -> Actor? {
        let tenant = run.tenant
        let rows = try tx.execute(
            "select user_name from app.user_account where tenant_id = \(tenant) and id = \(user) and state = 'active'")
        guard let row = rows.first else { return nil }
        let rights = try RightsLoader.load(user, of: tenant, at: now, in: tx).rights
        // The job stands for the session that is long over.
        return Actor(
            person: user, named: try row[0], of: tenant, session: ID(run.id.uuid), rights: rights, request: run.actor.request, address: nil)
    }
}
