internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Takes in what somebody sends from a public page: weighs it, keeps a time, writes it down. Whether the person is known is not asked here
/// at all, so that neither the answer nor how long it takes tells: ``MeetRequester`` finds out afterwards.
struct ReceiveOnlineRequest: Sendable {
    /// What the public is told.
    struct Answer: Sendable, Equatable {
        enum Outcome: String, Sendable, CaseIterable {
            /// A time is kept.
            case held
            /// None is; the clinic proposes one.
            case received
            /// The clinic calls first.
            case call
        }

        let receipt: String
        let outcome: Outcome
        let startsAt: Instant?

        init(receipt: String, triage: OnlineTriage.Result, startsAt: Instant?) {
            self.receipt = receipt
            self.startsAt = startsAt
            outcome = triage == .contraindicated ? .call : startsAt == nil ? .received : .held
        }

        var json: JSONValue {
            [
                "receipt": .string(receipt), "outcome": .string(outcome.rawValue),
                "startsAt": startsAt.map { .string($0.description) } ?? .null,
            ]
        }

        static let schema = Schema.object(
            "PublicReceipt", required: ["receipt", "outcome", "startsAt"],
            properties: [
                ("receipt", ["type": "string"]),
                ("outcome", ["type": "string", "enum": .array(Outcome.allCases.map { .string($0.rawValue) })]),
                ("startsAt", ["type": ["string", "null"], "format": "date-time"]),
            ])
    }

    let id: UUID
    let form: OnlineForm
    let page: OnlinePageContent
    let number: Int64
    let appointment: Int64
    /// SHA-256 of page and key, and of the body: what a repeat is known by.
    let repeatKey: [UInt8]
    let bodyHash: [UInt8]
    /// The version of the page that the form was shown with.
    let noticeVersion: Int64

    /// Sixteen characters that nobody guesses; they open nothing.
    static func receipt() -> String { Base32.encode(Random.bytes(10)) }

    /// What was answered to a request that came with this key before.
    ///
    /// - Throws: `idempotency.reused` where its body was another.
    static func repeated(_ key: [UInt8], _ body: [UInt8], tenant: ID<Tenant>, in tx: Transaction) throws -> Answer? {
        guard let row = try tx.execute(OnlineRequestQueries.repeated(key, tenant: tenant)).first else { return nil }
        guard Digest.constantTimeEqual(try row[0], body) else { throw Failure(.idempotencyKeyReused) }
        let triage = OnlineTriage.Result(rawValue: try row[2]) ?? .needReview
        return Answer(receipt: try row[1], triage: triage, startsAt: try row.getOptional(3))
    }

    /// In the system's context.
    ///
    /// - Throws: `idempotency.reused`; `online_request.full` where as many of the page wait as it has room for, whoever asks and whatever for.
    func run(as system: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Answer {
        let tenant = system.tenant
        // One after the other for each page: how many wait, and what they keep, is counted.
        let place: String = "online/\(tenant)/\(page.id)"
        try tx.execute("select pg_advisory_xact_lock(hashtextextended(\(place), 0))")
        if let answer = try Self.repeated(repeatKey, bodyHash, tenant: tenant, in: tx) { return answer }
        let waiting: Int64 = try tx.execute(OnlineRequestQueries.waiting(of: page.id, tenant: tenant))[0][0]
        guard waiting < page.mostWaiting else { throw Failure(.onlineFull) }
        let triage = try OnlineTriage(of: form.service, tenant: tenant, in: tx).result(form.weighed(page), age: form.age)
        let due = try WorkingClock.due(after: page.reviewMinutes, in: page.branch, from: now, tenant: tenant, in: tx)
        let held = ID<Appointment>.new(at: now).uuid
        var start: Instant?
        if triage != .contraindicated {
            start = try OnlineHold(appointment: held, number: appointment, page: page, service: form.service)
                .run(form.wishes, until: due, as: system, keys: keys, at: now, in: tx)
        }
        let answer = Answer(receipt: Self.receipt(), triage: triage, startsAt: start)
        try write(answer, triage, hold: start == nil ? nil : held, due: due, as: system, keys: keys, at: now, in: tx)
        try Outbox.enqueue(OnlineRequestJobs.meet, subject: id, at: now, as: system, in: tx)
        WebhookEvent(.onlineRequestReceived, of: OnlineRequest.resource.name, id, fields: ["state"]).tell(as: system, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .receiveOnlineRequest, on: OnlineRequest.resource.name, id, branch: page.branch, customer: id,
                fields: ["name", "phone", "age", "answers", "remark"].map { "online_request." + $0 }, purpose: triage.rawValue),
            as: system, keys: keys, at: now, in: tx)
        return answer
    }

    private func write(
        _ answer: Answer, _ triage: OnlineTriage.Result, hold: UUID?, due: Instant, as system: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let resource = OnlineRequest.resource
        let (crm, medical) = (try keys.newCustomerKey(.crm, customer: id), try keys.newCustomerKey(.medical, customer: id))
        let writer = ResourceWriter(resource, keys: keys)
        let values: [(String, String?)] = [
            ("name", form.name), ("phone", form.phone), ("age", form.age.map { String($0) }), ("answers", form.record(page)),
            ("remark", form.remark),
        ]
        let cells = try values.compactMap { name, text -> (SQLIdentifier, SQL)? in
            guard let field = resource.field(name) else { return nil }
            let value = text.map { FieldValue.text($0) } ?? .null
            return (field.column, try writer.parameter(value, for: field, row: id, crm: crm.key, medical: medical.key))
        }
        let names = cells.map { SQL($0.0) }.joined(separator: ", ")
        let bound = cells.map(\.1).joined(separator: ", ")
        tx.enqueue(
            """
            insert into app.online_request (tenant_id, id, branch_id, page_id, number, receipt, service_id, triage, state, crm_key, medical_key,
              wishes, appointment_id, held_from, due_at, notice_version, repeat_key, body_hash, created_at, updated_at, \(names))
            values (\(system.tenant), \(id), \(page.branch), \(page.id), \(number), \(answer.receipt), \(form.service), \(triage.rawValue),
              \(triage.rawValue), \(crm.wrapped), \(medical.wrapped), \(form.wishes.map(\.text)), \(value: hold), \(value: answer.startsAt),
              \(due), \(noticeVersion), \(repeatKey), \(bodyHash), \(now), \(now), \(bound))
            """)
    }
}
