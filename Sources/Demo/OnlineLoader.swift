internal import Clinic
internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Opens public pages of a chain's first branches and fills their queue: what came in during the last day, before a doctor, at the desk and
/// done with, with the times that are kept. After leads and bookings, since requests are of people whom the demo has.
struct OnlineLoader: Sendable {
    let plan: CustomerPlan
    let deployment: Deployment

    private var chain: ChainPlan { plan.chain }
    private var tenant: ID<Tenant> { chain.tenant }

    /// Who sent a request.
    private struct Sender {
        var lead: UUID?
        var customer: Int?
        let name: String
        let phone: String
    }

    /// Writes them, for chains with a director whose catalogue is the demo's.
    ///
    /// - Returns: false where a page is there, or nothing was done.
    func run() async throws -> Bool {
        guard ArchivePlan.keepers(of: chain) != nil else { return false }
        let (loader, now) = (self, deployment.clock.now())
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: .new(at: now))
        return try await deployment.database.write(as: system, deadline: .seconds(60)) { tx in
            let tenant = loader.tenant
            guard try tx.execute("select 1 from app.online_page where tenant_id = \(tenant) limit 1").isEmpty else { return false }
            let desk = FrontDeskPlan(loader.plan, now: now)
            let services = HousePlan.services.indices.map { loader.service($0) }
            let known: Int64 = try tx.execute(
                """
                select (select count(*) from app.service where tenant_id = \(tenant) and id = any (\(services)))
                  + (select count(*) from app.resource where tenant_id = \(tenant) and id = any (\(desk.resources.map(\.id))))
                """)[0][0]
            guard known == Int64(services.count + desk.resources.count) else { return false }
            loader.catalogue(at: now, in: tx)
            var count = 0
            for place in loader.chain.branches.indices.prefix(OnlinePlan.pages.count) {
                loader.page(place, in: tx)
                count += try loader.requests(place, desk, from: count, keys: keys, at: now, in: tx)
            }
            tx.enqueue(
                """
                insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'online_request', \(Int64(count) + 1))
                on conflict (tenant_id, kind) do update set next = greatest(app.number_sequence.next, excluded.next)
                """)
            let pages = min(loader.chain.branches.count, OnlinePlan.pages.count)
            let written: [(Action, String, Int)] = [
                (.manageOnlinePage, "online_page", pages), (.receiveOnlineRequest, "online_request", count),
            ]
            for (action, object, rows) in written {
                try AuditTrail.record(
                    AuditEvent(action, on: object, purpose: "demo", rowCount: rows), as: system, keys: keys, at: now, in: tx)
            }
            return true
        }
    }

    private func service(_ place: Int) -> UUID { FrontDeskPlan.id(chain, 3, place) }
    private func pageID(_ place: Int) -> UUID { FrontDeskPlan.id(chain, 7, place) }

    /// What is booked online, and what its rules say of answers. The rules stand behind those that the catalogue came with.
    private func catalogue(at now: Instant, in tx: Transaction) {
        tx.enqueue(
            """
            update app.service set booking = 'online', version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = any (\(OnlinePlan.services.map { service($0.service) })) and booking <> 'online'
            """)
        for place in OnlinePlan.medical {
            var rules = OnlinePlan.questions.filter { $0.services.contains(place) }.map { question in
                (kind: "answer", effect: question.effect, subject: Optional(question.word), measure: Int32?.none)
            }
            rules.append((kind: "age_below", effect: "contraindicated", subject: nil, measure: OnlinePlan.leastAge))
            for rule in rules {
                tx.enqueue(
                    """
                    insert into app.service_rule (tenant_id, service_id, position, kind, effect, subject, measure)
                    select \(tenant), \(service(place)), coalesce(max(r.position), 0) + 1, \(rule.kind), \(rule.effect), \(value: rule.subject)::text,
                      \(value: rule.measure)::int4
                    from app.service_rule r where r.tenant_id = \(tenant) and r.service_id = \(service(place))
                    """)
            }
        }
    }

    private func page(_ place: Int, in tx: Transaction) {
        let (branch, page, at) = (chain.branches[place], OnlinePlan.pages[place], Calendar.opening)
        tx.enqueue(
            """
            insert into app.online_page (tenant_id, id, branch_id, slug, state, title, welcome, accent, notice, wishes, source_channel,
              review_minutes, created_at, updated_at)
            values (\(tenant), \(pageID(place)), \(branch.id), \(branch.code), 'on', \(branch.name + "在线预约"), \(page.welcome), \(page.accent),
              \(OnlinePlan.notice), \(page.wishes), 'wechat', \(page.reviewMinutes), \(at), \(at))
            """)
        for (index, line) in OnlinePlan.services.enumerated() {
            tx.enqueue(
                """
                insert into app.online_page_service (tenant_id, page_id, branch_id, position, service_id, note)
                values (\(tenant), \(pageID(place)), \(branch.id), \(Int32(clamping: index + 1)), \(service(line.service)), \(value: line.note))
                """)
        }
        for (index, question) in OnlinePlan.questions.enumerated() {
            tx.enqueue(
                """
                insert into app.online_page_question (tenant_id, page_id, branch_id, position, word, question, question_en, service_ids)
                values (\(tenant), \(pageID(place)), \(branch.id), \(Int32(clamping: index + 1)), \(question.word), \(question.chinese),
                  \(question.english), \(question.services.map { service($0) }))
                """)
        }
    }

    /// The requests of one branch's page.
    ///
    /// - Parameter first: how many there are before them.
    /// - Returns: how many were written.
    private func requests(
        _ place: Int, _ desk: FrontDeskPlan, from first: Int, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Int {
        let leads = try self.leads(place, in: tx)
        let customer = try self.customer(place, in: tx)
        var busy: [String: [Range<Int64>]] = [:]
        for row in try tx.execute(
            """
            select subject_id, place, busy_from, busy_until from app.resource_claim
            where tenant_id = \(tenant) and branch_id = \(chain.branches[place].id) and busy_until > \(now)
            """)
        {
            let (subject, seat, from, until): (UUID, Int32, Instant, Instant) = (try row[0], try row[1], try row[2], try row[3])
            busy["\(subject) \(seat)", default: []].append(from.unixSeconds..<until.unixSeconds)
        }
        var written = 0
        for (index, course) in OnlinePlan.courses.enumerated() {
            var dice = Dice(chain.seed, 15, UInt64(chain.ordinal), UInt64(place), UInt64(index))
            let stranger = Person(6_000_000 + UInt64(chain.ordinal * 100_000 + place * 1_000 + index), seed: chain.seed)
            var sender = Sender(name: stranger.name, phone: stranger.phone)
            if course.time == .booked {
                // Nobody to book for.
                guard let customer else { continue }
                let person = Person(plan.personNumber(customer), seed: chain.seed)
                sender = Sender(customer: customer, name: person.name, phone: person.phone)
            } else if index < leads.count {
                let lead = leads[index]
                sender = Sender(lead: lead.id.uuid, name: lead.name ?? stranger.name, phone: lead.phone ?? stranger.phone)
            }
            let due = OnlinePlan.due(
                OnlinePlan.pages[place].reviewMinutes, after: now.unixSeconds - 60 * (course.since - (course.reviewed ?? 0)))
            let booking = try time(course, of: sender, in: place, due, desk, &busy, &dice, at: now, in: tx)
            if course.time == .booked, booking == nil { continue }
            written += 1
            try write(
                course, index, of: sender, in: place, number: Int64(first + written), due: due, booking, desk, &dice, keys: keys, at: now,
                in: tx)
        }
        return written
    }

    /// The time that a request keeps or was booked: the first day on from tomorrow on which there is one.
    private func time(
        _ course: OnlinePlan.Course, of sender: Sender, in place: Int, _ due: Int64, _ desk: FrontDeskPlan,
        _ busy: inout [String: [Range<Int64>]], _ dice: inout Dice, at now: Instant, in tx: Transaction
    ) throws -> FrontDeskPlan.Booking? {
        guard course.time != .none else { return nil }
        let until = course.time == .held ? max(due, now.unixSeconds + 600) : Int64?.none
        for ahead in 1...7 as ClosedRange<Int32> {
            let day = LocalDate(daysSince1970: desk.today.daysSince1970 + ahead)
            let found = desk.asked(course.service, by: sender.customer, in: place, on: day, heldUntil: until, &busy, &dice)
            guard let found else { continue }
            let number: Int64 = try tx.execute(
                """
                insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'appointment', 2)
                on conflict (tenant_id, kind) do update set next = app.number_sequence.next + 1 returning next - 1
                """)[0][0]
            FrontDeskLoader(plan: plan, deployment: deployment).write(found, number, at: now, in: tx)
            return found
        }
        return nil
    }

    private func write(
        _ course: OnlinePlan.Course, _ index: Int, of sender: Sender, in place: Int, number: Int64, due: Int64,
        _ booking: FrontDeskPlan.Booking?, _ desk: FrontDeskPlan, _ dice: inout Dice, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = OnlineRequest.resource
        func after(_ minutes: Int64) -> Instant { now.advanced(by: .seconds(60 * (minutes - course.since))) }
        let createdAt = after(0)
        let id = FrontDeskPlan.id(chain, 8, place, index)
        let (crm, medical) = (try keys.newCustomerKey(.crm, customer: id), try keys.newCustomerKey(.medical, customer: id))
        let writer = ResourceWriter(resource, keys: keys)
        let age: String? = OnlinePlan.medical.contains(course.service) ? "\(22 + dice.below(24))" : nil
        let values: [(String, String?)] = [
            ("name", sender.name), ("phone", sender.phone), ("age", age), ("answers", OnlinePlan.record(course)), ("remark", course.remark),
            ("reason", course.reason), ("message", course.message),
        ]
        let cells = try values.compactMap { name, text -> (SQLIdentifier, SQL)? in
            guard let field = resource.field(name) else { return nil }
            let value = text.map { FieldValue.text($0) } ?? .null
            return (field.column, try writer.parameter(value, for: field, row: id, crm: crm.key, medical: medical.key))
        }
        let names = cells.map { SQL($0.0) }.joined(separator: ", ")
        let bound = cells.map(\.1).joined(separator: ", ")
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let receipt = String((0..<16).map { _ in dice.pick(letters) })
        let start = booking.map { Instant(unixSeconds: $0.start) }
        let tomorrow = LocalDate(daysSince1970: desk.today.daysSince1970 + 1 + Int32(dice.below(5)))
        let half = dice.chance(50) ? "morning" : "afternoon"
        let wish = start?.description ?? "\(tomorrow) \(half)"
        let doctor = course.reviewed == nil ? nil : plan.staff(in: place).doctors.first
        let until = course.postponed.map { LocalDate(daysSince1970: desk.today.daysSince1970 + $0) }
        let repeatKey = Digest.sha256(Array("demo/\(id)".utf8))
        let changedAt = after(max(course.reviewed ?? 0, course.closed ?? 0))
        tx.enqueue(
            """
            insert into app.online_request (tenant_id, id, branch_id, page_id, number, receipt, service_id, triage, state, crm_key, medical_key,
              wishes, appointment_id, held_from, due_at, postpone_until, reviewed_by, reviewed_at, closed_at, lead_id, customer_id, met_at,
              notice_version, repeat_key, body_hash, created_at, updated_at, \(names))
            values (\(tenant), \(id), \(chain.branches[place].id), \(pageID(place)), \(number), \(receipt), \(service(course.service)),
              \(course.triage), \(course.state), \(crm.wrapped), \(medical.wrapped), \([wish]), \(value: booking?.id), \(value: start),
              \(Instant(unixSeconds: due)), \(value: until), \(value: doctor), \(value: course.reviewed.map(after)),
              \(value: course.closed.map(after)), \(value: sender.lead), \(value: sender.customer.map { plan.id($0) }), \(createdAt), 1,
              \(repeatKey), \(Digest.sha256(repeatKey)), \(createdAt), \(changedAt), \(bound))
            """)
    }

    /// The branch's leads of whom a request may be: those of the demo that somebody works on and that say who they are.
    private func leads(_ place: Int, in tx: Transaction) throws -> [NewLead] {
        let loader = LeadLoader(chain: chain, deployment: deployment)
        let planned = (0..<LeadLoader.each).map { loader.lead($0, in: place, number: 0) }
        let rows = try tx.execute(
            """
            select id from app.lead where tenant_id = \(tenant) and id = any (\(planned.map(\.id.uuid))) and owner_id is not null
            and state in ('assigned', 'contacted', 'added_wecom') and branch_id = \(chain.branches[place].id)
            """)
        let known = Set(try rows.map { try $0.get(0, as: UUID.self) })
        return planned.filter { known.contains($0.id.uuid) && $0.name != nil }
    }

    /// A customer of the branch whom everybody there sees; nil where it has none.
    private func customer(_ place: Int, in tx: Transaction) throws -> Int? {
        let planned = (0..<min(chain.customers, 500)).filter { plan.branch(of: $0) == place }
        let rows = try tx.execute(
            """
            select id from app.customer where tenant_id = \(tenant) and id = any (\(planned.map { plan.id($0).uuid }))
            and home_branch_id = \(chain.branches[place].id) and restriction is null and erased_at is null and merged_into is null
            """)
        let known = Set(try rows.map { try $0.get(0, as: UUID.self) })
        return planned.first { known.contains(plan.id($0).uuid) }
    }
}
