internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Finds out whose a request is, after it was answered: a lead is made or touched, or whoever looks after a customer is told, as with a sheet
/// that a landing page sends.
struct MeetRequester: Sendable {
    let job: JobRun
    let numbers: NumberBlocks

    func run() async throws {
        guard let id = job.subject else { throw JobFailure(permanent: "no_subject") }
        let (tenant, actor, now) = (job.tenant, job.actor, job.now())
        let keys = try await job.deployment.keys.keys(of: tenant)
        let number = try await numbers.next("lead", of: tenant, request: actor.request)
        try await job.write { tx in try MeetRequester.meet(id, number: number, as: actor, keys: keys, at: now, in: tx) }
    }

    static func meet(_ id: UUID, number: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = OnlineRequest.resource
        let rows = try tx.execute(
            """
            select r.branch_id, r.service_id, r.crm_key, r.name_sealed, r.phone_sealed, p.source_channel from app.online_request r
            join app.online_page p on p.tenant_id = r.tenant_id and p.id = r.page_id
            where r.tenant_id = \(actor.tenant) and r.id = \(id) and r.met_at is null for update of r
            """)
        // Met already, or erased before anybody looked.
        guard let row = rows.first, !row.isNull(2) else { return }
        let key = try row.withBytes(2) { try $0.map { try keys.customerKey(.crm, wrapped: $0, customer: id) } }
        func text(_ column: Int, _ name: String) throws -> String? {
            guard let key, let sealed = try row.getOptional(column, as: [UInt8].self) else { return nil }
            let place = AssociatedData(tenant: actor.tenant.uuid, table: resource.table, column: name, row: id)
            return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
        }
        let branch: UUID = try row[0]
        var sheet = FieldChanges(Lead.resource)
        sheet["branchId"] = .id(branch)
        sheet["sourceChannel"] = .text(try row[5])
        sheet["medium"] = .text("online")
        sheet["serviceId"] = .id(try row[1])
        if let name = try text(3, "name_sealed") { sheet["name"] = .text(name) }
        guard let phone = try text(4, "phone_sealed") else { return }
        sheet["phone"] = .text(phone)
        let receive = ReceiveLead(sheet, keeping: .rules, number: number, at: now)
        let result: ReceiveLead.Result
        do {
            result = try tx.savepoint { try receive.run(as: actor, keys: keys, at: now, in: tx) }
        } catch let failure as Failure where failure.code == .invalid {
            // The branch was closed, or the service archived, in between: the desk has the request all the same.
            tx.enqueue("update app.online_request set met_at = \(now) where tenant_id = \(actor.tenant) and id = \(id)")
            return
        }
        // Another branch's customer is not this branch's to know. Whom it was booked for meanwhile stays: his erasure finds it by him.
        tx.enqueue(
            """
            update app.online_request r set lead_id = \(value: result.lead)::uuid, met_at = \(now), version = r.version + 1, updated_at = \(now),
              customer_id = coalesce(r.customer_id, (select c.id from app.customer c where c.tenant_id = \(actor.tenant)
                and c.id = \(value: result.customer)::uuid and c.home_branch_id = \(branch)))
            where r.tenant_id = \(actor.tenant) and r.id = \(id)
            """)
        Change.tell(resource.name, at: ID(branch), of: actor.tenant, in: tx)
    }
}
