internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The new customers of a batch, sealed and numbered before the transaction begins.
struct ImportCreation: Sendable {
    private let customers: [NewCustomer]
    private let batch: CustomerBatch
    private let step: ImportStep
    private let now: Instant

    init(_ decided: ImportBatch, for step: ImportStep, at now: Instant) async throws {
        self.step = step
        self.now = now
        let (run, importer) = (step.run, step.rows.importer)
        var number: Int64 = 0
        if !decided.creations.isEmpty {
            let (count, tenant) = (decided.creations.count, run.tenant)
            number = try await run.deployment.database.write(as: run.actor) { tx in
                let statements = ImportQueries.reserveNumbers(count, tenant: tenant)
                tx.enqueue(statements[0])
                return try tx.execute(statements[1])[0][0]
            }
        }
        var customers: [NewCustomer] = []
        for (place, candidate) in decided.creations.enumerated() {
            customers.append(ImportCreation.customer(candidate, number: number + Int64(place), by: importer, at: now))
        }
        self.customers = customers
        batch = try CustomerBatch(customers, keys: step.keys)
    }

    /// Writes them with the next flight, with one event that names each of them.
    func enqueue(into decided: inout ImportBatch, in tx: Transaction) throws {
        for (place, customer) in customers.enumerated() { decided.settle(creation: place, as: customer.id.uuid) }
        if let first = customers.first, let last = customers.last {
            let resource = step.rows.importer.rights.view(of: Customer.resource).resource
            let links = customers.flatMap { customer in
                CustomerRules.links(customer.id.uuid, customer.fields.compactMap { resource.field($0) })
            }
            let event = AuditEvent(
                .createCustomer, on: Customer.resource.name, fields: Set(links.map(\.field)).sorted(), purpose: nil,
                rowCount: customers.count, links: links,
                body: [
                    "import": .string(step.id.description),
                    "numbers": ["from": .number(String(first.number)), "to": .number(String(last.number))],
                ])
            try batch.enqueue(as: step.rows.importer, keys: step.keys, at: now, event: event, in: tx)
        }
        let externals = decided.externals.compactMap { token, creation, customer -> (token: [UInt8], customer: UUID)? in
            (creation.map { customers[$0].id.uuid } ?? customer).map { (token, $0) }
        }
        if !externals.isEmpty {
            tx.enqueue(ImportQueries.insertExternalIDs(externals, source: step.rows.plan.source, of: step.id, tenant: step.run.tenant))
        }
    }

    private static func customer(_ candidate: ImportRows.Candidate, number: Int64, by importer: Actor, at now: Instant) -> NewCustomer {
        let changes = candidate.changes
        var customer = NewCustomer(
            id: .new(at: now), number: number, homeBranch: candidate.branch, name: changes["name"]?.text ?? "", createdAt: now,
            createdEvent: .new(at: now))
        customer.createdBy = importer.user
        if let level = changes["level"]?.text { customer.level = level }
        customer.sourceChannel = changes["sourceChannel"]?.text
        customer.sex = changes["sex"]?.text
        if case .date(let day)? = changes["birthday"] { customer.birthday = day }
        customer.phone = changes["phone"]?.text
        customer.wechat = changes["wechat"]?.text
        customer.idNumber = changes["idNumber"]?.text
        customer.address = changes["address"]?.text
        customer.allergy = changes["allergy"]?.text
        customer.occupation = changes["occupation"]?.text
        customer.skinType = changes["skinType"]?.text
        customer.preferences = changes["preferences"]?.text
        customer.remark = changes["remark"]?.text
        customer.guardianName = changes["guardianName"]?.text
        customer.guardianPhone = changes["guardianPhone"]?.text
        customer.custom = changes.fields.compactMap { index in
            guard let field = changes.resource.fields[index].custom, let value = changes.values[index] else { return nil }
            return NewCustomer.Custom(field: field, value: value)
        }
        if candidate.isMinor, let user = importer.user {
            // As with a form: who takes a minor's file down goes on with it that day.
            customer.care = [
                NewCustomer.Care(user: user, since: now, until: now.advanced(by: CreateCustomer.afterCreation), reason: "import")
            ]
        }
        return customer
    }
}
