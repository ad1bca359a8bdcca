import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Every endpoint of the table against everybody who must not get through. A new endpoint is tested by being there.
@Suite struct EndpointTests {
    /// The path of an endpoint with ids in place of its parameters.
    static func path(_ endpoint: Endpoint, _ id: (String) -> String) -> String {
        endpoint.path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.first == "{" ? id(String(segment.dropFirst().dropLast())) : String(segment)
        }.joined(separator: "/")
    }

    private static func send(
        _ client: InProcessClient, _ endpoint: Endpoint, _ path: String, _ body: [UInt8]? = nil,
        contentType: String? = nil
    ) async -> Clinic.Answer {
        var headers: [(String, String)] = []
        if endpoint.requiresVersion { headers.append(("If-Match", "\"1\"")) }
        if endpoint.idempotency == .required { headers.append(("Idempotency-Key", "key-of-endpoints")) }
        if let contentType { headers.append(("Content-Type", contentType)) }
        return await client.send(endpoint.method, path, headers: headers, body: body)
    }

    private static func random(_ name: String) -> String {
        // A word that every customer knows; what is unknown is the customer.
        name == "lane" ? "assistant" : UUID().uuidString.lowercased()
    }

    private static func name(_ endpoint: Endpoint) -> Comment { "\(endpoint.method) \(endpoint.path)" }

    /// Somebody who may call the endpoint; nil where only the platform's operator may.
    static func holder(of endpoint: Endpoint, in clinic: Clinic) throws -> InProcessClient? {
        switch endpoint.access {
        case .anonymous: return InProcessClient(clinic.house.edge)
        case .signedIn: return try clinic.call(as: "front_desk")
        case .permitted(let action):
            // An administrator of everything first: he sees the most.
            let holders = Clinic.roles.filter { $0.actions.contains(action) }.map(\.code)
            let order = ["branch_admin", "chain_director", "system_admin", "compliance_officer"]
            guard let role = order.first(where: holders.contains) ?? holders.first else { return nil }
            return try clinic.call(as: role)
        }
    }

    private static func endpoints(_ house: House) -> [Endpoint] { Composition.endpoints(house.deployment) }

    @Test("every endpoint but the open ones refuses the anonymous, and a token that is none")
    func anonymous() async throws {
        let house = try await House.shared()
        var refused = 0
        for endpoint in Self.endpoints(house) where endpoint.access != .anonymous {
            let path = Self.path(endpoint, Self.random)
            for token in [nil, "nobody.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", ""] {
                let answer = await Self.send(
                    InProcessClient(house.edge, token: token), endpoint, path, Array("{}".utf8))
                #expect(answer.status == 401, Self.name(endpoint))
                #expect(answer.code == "session.required" || answer.status != 401, Self.name(endpoint))
            }
            refused += 1
        }
        #expect(refused > 40)
        let open = Self.endpoints(house).filter { $0.access == .anonymous }.map { "\($0.method) \($0.path)" }
        let page = "/v1/public/pages/{address}"
        #expect(
            Set(open) == [
                "POST /v1/sessions", "POST /v1/invitations/acceptance", "POST /v1/data-exports/download", "GET " + page,
                "GET \(page)/times", "POST \(page)/requests",
            ])
    }

    @Test("every role without the permission is refused, before anything of the request is looked at")
    func forbidden() async throws {
        let clinic = try await Clinic()
        for endpoint in Self.endpoints(clinic.house) {
            guard case .permitted(let action) = endpoint.access else { continue }
            let path = Self.path(endpoint, Self.random)
            for role in Clinic.roles where !role.actions.contains(action) {
                for body in [Array("{}".utf8), Array("{".utf8)] {
                    let answer = await Self.send(try clinic.call(as: role.code), endpoint, path, body)
                    #expect(answer.status == 403, "\(endpoint.method) \(endpoint.path) as \(role.code)")
                    #expect(answer.code == "access.denied")
                    #expect(answer.json["permission"]?.string == action.name)
                    let name = Composition.catalog.actionNames[action]?.chinese ?? action.name
                    #expect(answer.json["detail"]?.string?.contains(name) == true, "\(action) by its name")
                }
            }
        }
        // And each refusal stands in the audit trail.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let denied: Int64 = try connection.execute(
            "select count(distinct action) from audit.event where tenant_id = \(clinic.tenant) and outcome = 'denied'")[
                0][0]
        let actions = Set(
            Self.endpoints(clinic.house).compactMap {
                if case .permitted(let action) = $0.access { action } else { nil }
            })
        let refusable = actions.filter { action in !Clinic.roles.allSatisfy { $0.actions.contains(action) } }
        #expect(Int(denied) == refusable.count)
    }

    @Test("a body that is no JSON is 400, and one of another type 415")
    func malformed() async throws {
        let clinic = try await Clinic()
        var asked = 0
        for endpoint in Self.endpoints(clinic.house) where endpoint.input != nil {
            guard let client = try Self.holder(of: endpoint, in: clinic) else { continue }
            let path = Self.path(endpoint, Self.random)
            let silence = endpoint.requiresInput ? [""] : []
            for text in silence + ["{", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "[1] 2", "\u{feff}{}", "{\"a\": NaN}"] {
                let answer = await Self.send(client, endpoint, path, Array(text.utf8))
                #expect(answer.status == 400, "\(endpoint.method) \(endpoint.path): \(text)")
                #expect(answer.code == "request.malformed_json", "\(endpoint.method) \(endpoint.path): \(text)")
            }
            let invalid = await Self.send(client, endpoint, path, [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
            #expect(invalid.status == 400, Self.name(endpoint))
            for type in [
                "text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=gbk",
            ] {
                let answer = await Self.send(client, endpoint, path, Array("{}".utf8), contentType: type)
                #expect(answer.status == 415, "\(endpoint.method) \(endpoint.path): \(type)")
            }
            asked += 1
        }
        #expect(asked > 10)
    }

    /// Ids of things in a clinic, by the endpoint's path and parameter.
    struct Things {
        let customer: String
        let note: String
        let user: String
        let branch: String
        let role: String
        let proposal: String
        let grant: String
        let session: String
        let event: String
        let share: String
        let careRequest: String
        let emergency: String
        let support: String
        let alert: String
        let key: String
        let notice: String
        let consent: String
        let disclosure: String
        let job: String
        let webhook: String
        let delivery: String
        let request: String
        let erasure: String
        let rotation: String
        let pair: String
        let merge: String
        let action: String
        let file: String
        let importing: String
        let export: String
        let attachment: String
        /// What belongs to a customer, by its path.
        let parts: [String: String]
        let tagGroup: String
        let tag: String
        let view: String
        let segment: String
        let customField: String
        let visit: String
        /// What the catalogue and the schedules have, by its path.
        let desk: [String: String]

        init(_ clinic: Clinic) async throws {
            customer = try await clinic.customer("要找的人")
            note = try await clinic.note("要找的话", about: customer)
            user = try #require(clinic.people["cashier"]).id.description
            branch = clinic.b.description
            (tagGroup, tag) = try await clinic.tag("要找的标签")
            let made = await (try clinic.call(as: "branch_admin")).send(
                .post, "/v1/saved-views", text: #"{"list": "customer", "name": "要找的视图", "content": {}}"#)
            view = try #require(made.json["id"]?.string, "\(made.text)")
            let kept = await (try clinic.call(as: "chain_director")).send(
                .post, "/v1/segments", text: #"{"name": "要找的分群", "condition": {"field": "level", "in": ["gold"]}}"#)
            segment = try #require(kept.json["id"]?.string, "\(kept.text)")
            (notice, consent) = try await clinic.consent(to: .treatment, of: customer)
            disclosure = try await clinic.disclose(customer)
            request = try await clinic.request(.access, about: customer)
            erasure = try await clinic.erase(try await clinic.customer("删去的人"))
            visit = try await clinic.visit(customer)
            let connection = try clinic.superuser()
            defer { connection.close() }
            func one(_ table: String, _ condition: String = "true") throws -> String {
                try connection.execute(
                    SQL(
                        trustedText:
                            "select id::text from \(table) where tenant_id = '\(clinic.tenant)' and \(condition) order by id limit 1"
                    ))[0][0]
            }
            role = try one("app.role", "code = 'cashier'")
            grant = try one("app.access_grant", "user_id = '\(user)'")
            session = try one("app.session", "user_id = '\(user)'")
            event = try one("audit.event")
            parts = try await clinic.parts(of: customer)
            desk = try clinic.frontDeskGround()
                .merging(try clinic.leadGround()) { first, _ in first }
                .merging(try clinic.onlineGround()) { first, _ in first }
                .merging(try clinic.consultationGround(of: customer)) { _, new in new }
            customField = try await clinic.customField("paperOfSomebodyElseThatNobodyMaySeeX", "file")
            let access = try await clinic.access(to: customer)
            (share, careRequest, emergency) = (access.share, access.request, access.emergency)
            support = access.support
            key = UUID().uuidString.lowercased()
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.api_key (tenant_id, id, name, token_hash, created_by, unit_id, scope, addresses, created_at,
                          expires_at)
                        values ('\(clinic.tenant)', '\(key)', 'sync', sha256('x'), '\(user)', '\(branch)', '{}', '{}', now(),
                          now() + interval '1 day')
                        """))
            rotation = UUID().uuidString.lowercased()
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.key_rotation (tenant_id, id, kind, state, phase, phase_since, done_count, total_count, per_second,
                          created_at, updated_at)
                        values ('\(clinic.tenant)', '\(rotation)', 'customer', 'running', 'settle', now(), 0, 0, 1, now(), now())
                        """))
            pair = UUID().uuidString.lowercased()
            merge = UUID().uuidString.lowercased()
            let twin = try await clinic.customer("要找的人")
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.duplicate_pair (tenant_id, id, customer_id, other_id, evidence, score, found_at)
                        values ('\(clinic.tenant)', '\(pair)', least('\(customer)'::uuid, '\(twin)'), greatest('\(customer)'::uuid, '\(twin)'), 8,
                          80, now())
                        """))
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.customer_merge (tenant_id, id, source_id, source_number, target_id, branch_id, state, taken, joined,
                          before_sealed, merged_at, merged_by, undone_at)
                        values ('\(clinic.tenant)', '\(merge)', '\(twin)', 1, '\(customer)', '\(clinic.a)', 'undone', '{}', '{}', '',
                          now(), '\(user)', now())
                        """))
            action = UUID().uuidString.lowercased()
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.bulk_action (tenant_id, id, kind, parameters, state, total, created_at, created_by, finished_at)
                        values ('\(clinic.tenant)', '\(action)', 'set_level', '{}', 'done', 0, now(), '\(user)', now())
                        """))
            attachment = try await clinic.attachment(of: customer)
            (file, importing) = try await clinic.importing("姓名\n要导入的人\n")
            export = try #require(try await clinic.exported()["id"]?.string)
            proposal = UUID().uuidString.lowercased()
            alert = UUID().uuidString.lowercased()
            try connection.execute(
                """
                insert into app.alert (tenant_id, id, kind, severity, occasion, at)
                values (\(clinic.tenant), \(UUID(uuidString: alert)), 'canary', 'critical', 'x', now())
                """)
            job = UUID().uuidString.lowercased()
            webhook = UUID().uuidString.lowercased()
            delivery = UUID().uuidString.lowercased()
            try Things.subscribe(webhook, delivery, of: clinic, connection)
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.job (tenant_id, id, ordinal, kind, payload, state, due_at, created_at, request_id)
                        values ('\(clinic.tenant)', '\(job)', 1, 'test.foreign', '{}', 'waiting', now(), now(), '\(job)')
                        """))
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.role_proposal (tenant_id, id, role_id, base_version, content, state, proposed_by, created_at)
                        values ('\(clinic.tenant)', '\(proposal)', '\(role)', 1, '{}', 'proposed', '\(user)', now())
                        """))
        }

        private static func subscribe(_ webhook: String, _ delivery: String, of clinic: Clinic, _ connection: Connection) throws {
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.webhook (tenant_id, id, name, url, event_types, secret_sealed, state, created_at, updated_at)
                        values ('\(clinic.tenant)', '\(webhook)', 'x', 'https://example.com/', '{customer.created}', '', 'active', now(), now())
                        """))
            try connection.execute(
                SQL(
                    trustedText: """
                        insert into app.webhook_delivery (tenant_id, id, webhook_id, event_id, event_type, object_type, object_id, fields,
                          occurred_at, state, created_at)
                        values ('\(clinic.tenant)', '\(delivery)', '\(webhook)', '\(delivery)', 'customer.created', 'customer', '\(delivery)', '{}',
                          now(), 'failed', now())
                        """))
        }

        /// The thing that a parameter of a path means; nil for one that no test knows yet.
        func id(_ parameter: String, of path: String) -> String? {
            switch (path.split(separator: "/").dropFirst().first.map(String.init), parameter) {
            case ("customers", "id"): customer
            case ("notes", "id"): note
            case (_, "userId"), ("users", "id"): user
            case ("branches", "id"): branch
            case ("roles", "id"): role
            case (_, "proposal"): proposal
            case ("grants", "id"): grant
            case ("sessions", "id"): session
            case ("audit", "id"): event
            // Questions are the program's and no tenant's: a name as long as an id.
            case ("audit", "name"): "no-such-question-has-ever-been-asked"
            case ("customers", "shareId"): share
            case ("care-requests", "id"): careRequest
            case ("break-glass", "id"): emergency
            case ("support-grants", "id"): support
            case ("alerts", "id"): alert
            case ("api-keys", "id"): key
            case ("consent-notices", "id"): notice
            case ("consents", "id"): consent
            case ("disclosures", "id"): disclosure
            case ("jobs", "id"): job
            case ("webhooks", "id"): webhook
            case ("webhooks", "deliveryId"): delivery
            case ("data-requests", "id"): request
            case ("erasures", "id"): erasure
            case ("keys", "id"): rotation
            case ("customer-duplicates", "id"): pair
            case ("customer-merges", "id"): merge
            case ("bulk-actions", "id"): action
            case ("files", "id"): file
            case ("imports", "id"): importing
            case ("exports", "id"): export
            case ("customer-attachments", "id"): attachment
            // As long as an id.
            case ("attachment-links", "token"): "linkOfSomebodyElseThatNobodyMayUseXX"
            case ("customer-phones", "id"): parts["phones"]
            case ("customer-addresses", "id"): parts["addresses"]
            case ("customer-warnings", "id"): parts["warnings"]
            case ("customer-relations", "id"): parts["relations"]
            case (_, "lane"): "assistant"
            case ("tag-groups", "id"): tagGroup
            case ("saved-views", "id"): view
            case ("segments", "id"): segment
            case ("tags", "id"), (_, "tagId"): tag
            case ("custom-fields", "id"): customField
            case ("visits", "id"): visit
            // As long as an id.
            case ("customers", "code"): "paperOfSomebodyElseThatNobodyMaySeeX"
            // A page that is on is everybody's; what no tenant has is as long as an id.
            case ("public", "address"): "no-such-tenant.no-such-page-anywhere"
            case (_, "customerId"): customer
            case (let path?, "id"): desk[path]
            default: nil
            }
        }
    }

    /// A body that would be good if the thing were there.
    static let bodies: [String: String] = [
        "PATCH /v1/customers/{id}": #"{"level": "gold"}"#,
        "POST /v1/customers/{id}/reveal": #"{"fields": ["phone"], "purpose": "call back"}"#,
        "PUT /v1/customers/{id}/care-relations/{userId}":
            #"{"until": "2026-12-31T00:00:00Z", "reason": "today's visit"}"#,
        "POST /v1/audit/questions/{name}/exports": #"{"from": "2026-01-01T00:00:00Z"}"#,
        "POST /v1/alerts/{id}/acknowledgement": #"{"note": "looking"}"#,
        "POST /v1/alerts/{id}/closing": #"{"note": "nothing", "verdict": "harmless"}"#,
        "POST /v1/customers/{id}/visits": #"{"kind": "arrival"}"#,
        "POST /v1/customers/{id}/check-in-codes": #"{"seconds": 600}"#,
        "POST /v1/visits/{id}/moves": #"{"step": "consultation"}"#,
        "POST /v1/visits/{id}/hand-over": #"{"type": "review"}"#,
        "POST /v1/visits/{id}/leaving": "{}",
        "PUT /v1/branches/{id}/triage-rule": #"{"strategy": "least_busy", "ownerFirst": true}"#,
        "POST /v1/customers/{id}/consultations": #"{"remark": "一句话"}"#,
        "PATCH /v1/consultations/{id}": #"{"remark": "一句话"}"#,
        "PUT /v1/consultations/{id}/photos": #"{"attachmentIds": []}"#,
        "PUT /v1/consultations/{id}/marks": #"{"marks": []}"#,
        "POST /v1/consultations/{id}/closing": #"{"noDealReason": "price"}"#,
        "POST /v1/consultations/{id}/plans": #"{"options": []}"#,
        "PUT /v1/treatment-plans/{id}/content": #"{"options": []}"#,
        "POST /v1/treatment-plans/{id}/invitations": #"{"userIds": ["00000000-0000-7000-8000-000000000000"]}"#,
        "PUT /v1/treatment-plans/{id}/opinion": #"{"verdict": "agree"}"#,
        "POST /v1/treatment-plans/{id}/acceptance": #"{"option": "A"}"#,
        "POST /v1/treatment-plans/{id}/refusal": #"{"reason": "price"}"#,
        "POST /v1/customers/{id}/notes": #"{"body": "新备注"}"#,
        "POST /v1/customers/{id}/shares":
            #"{"branchId": "00000000-0000-7000-8000-000000000000", "scope": "contact", "reason": "visits there", "until": "2027-01-31T00:00:00Z"}"#,
        "PUT /v1/customers/{id}/restriction": #"{"kind": "vip", "reason": "well known"}"#,
        "POST /v1/customers/{id}/break-glass": #"{"reason": "collapsed in the lobby"}"#,
        "POST /v1/break-glass/reviews/{id}": #"{"verdict": "justified", "remark": "it was one"}"#,
        "POST /v1/care-requests/{id}/decision": #"{"approved": true}"#,
        "POST /v1/customers/{id}/phones": #"{"relation": "spouse", "phone": "13800001111"}"#,
        "PATCH /v1/customer-phones/{id}": #"{"relation": "own"}"#,
        "POST /v1/customer-phones/{id}/reveal": #"{"fields": ["phone"], "purpose": "call back"}"#,
        "POST /v1/customers/{id}/addresses": #"{"kind": "home", "address": "某路 1 号"}"#,
        "PATCH /v1/customer-addresses/{id}": #"{"kind": "work"}"#,
        "POST /v1/customer-addresses/{id}/reveal": #"{"fields": ["address"], "purpose": "a parcel"}"#,
        "POST /v1/customers/{id}/warnings": #"{"kind": "allergy", "severity": "stop", "since": "2026-01-01"}"#,
        "PATCH /v1/customer-warnings/{id}": #"{"severity": "note"}"#,
        "POST /v1/customers/{id}/relations":
            #"{"otherId": "00000000-0000-7000-8000-000000000000", "kind": "friend"}"#,
        "PATCH /v1/customer-relations/{id}": #"{"kind": "spouse"}"#,
        "PATCH /v1/custom-fields/{id}": #"{"nameZh": "新名"}"#,
        "PUT /v1/customers/{id}/lanes/{lane}": #"{"userId": null}"#,
        "PATCH /v1/customer-attachments/{id}": #"{"name": "新名"}"#,
        "POST /v1/customer-attachments/{id}/content": #"{"purpose": "to look at it"}"#,
        "POST /v1/customer-attachments/{id}/links": #"{"purpose": "to look at it"}"#,
        "PATCH /v1/notes/{id}": #"{"body": "新备注"}"#,
        "PUT /v1/customer-duplicates/{id}/dismissal": #"{"reason": "two people"}"#,
        "POST /v1/customers/{id}/merges":
            #"{"sourceId": "00000000-0000-7000-8000-000000000002", "sourceVersion": 1}"#,
        "POST /v1/customer-merges/{id}/reversal": #"{"reason": "two people"}"#,
        "POST /v1/customers/{id}/consents":
            #"{"noticeId": "00000000-0000-7000-8000-000000000001", "channel": "counter", "evidenceKind": "witness"}"#,
        "POST /v1/customers/{id}/consent-withdrawals": #"{"purposes": ["marketing"], "channel": "phone"}"#,
        "POST /v1/customers/{id}/disclosures": Clinic.disclosure,
        "PATCH /v1/webhooks/{id}": #"{"name": "新名"}"#,
        "POST /v1/customers/{id}/data-requests": #"{"kind": "access", "channel": "counter"}"#,
        "POST /v1/data-requests/{id}/identity-check": #"{"method": "id_card"}"#,
        "POST /v1/data-requests/{id}/completion": "{}",
        "POST /v1/data-requests/{id}/refusal": #"{"reason": "other", "answer": "不受理"}"#,
        "POST /v1/imports/{id}/check": #"{"columns": [{"column": 0, "field": "name"}], "policy": "skip"}"#,
        "POST /v1/exports/{id}/decision": #"{"approved": true}"#,
        "PATCH /v1/tag-groups/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/saved-views/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/segments/{id}": #"{"name": "新名"}"#,
        "PUT /v1/tags/{id}/rule": #"{"condition": {"field": "level", "in": ["gold"]}}"#,
        "PATCH /v1/tags/{id}": #"{"name": "新名"}"#,
        "PUT /v1/customers/{id}/tags/{tagId}": "{}",
        "PATCH /v1/service-categories/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/services/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/service-packages/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/prices/{id}": #"{"priceFen": 1}"#,
        "PATCH /v1/resources/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/licences/{id}": #"{"state": "suspended"}"#,
        "PUT /v1/services/{id}/plan": #"{"segments": []}"#,
        "PUT /v1/services/{id}/safety": #"{"rules": []}"#,
        "PUT /v1/services/{id}/deposit": #"{"rules": []}"#,
        "PUT /v1/service-packages/{id}/lines": #"{"lines": []}"#,
        "PUT /v1/licences/{id}/places": #"{"branchIds": []}"#,
        "POST /v1/branches/{id}/catalogue-copies":
            #"{"fromBranchId": "00000000-0000-7000-8000-000000000000", "kinds": ["rooms"]}"#,
        "POST /v1/branches/{id}/catalogue-copies/checks":
            #"{"fromBranchId": "00000000-0000-7000-8000-000000000000", "kinds": ["rooms"]}"#,
        "PATCH /v1/shift-templates/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/calendar-days/{id}": #"{"name": "新名"}"#,
        "PUT /v1/branches/{id}/roster": #"{"week": "2026-11-23", "shifts": []}"#,
        "POST /v1/branches/{id}/roster/copies": #"{"from": "2026-11-16", "to": "2026-11-23"}"#,
        "POST /v1/branches/{id}/roster/publications": #"{"week": "2026-11-23"}"#,
        "PUT /v1/branches/{id}/opening-hours": #"{"hours": []}"#,
        "POST /v1/leave-requests/{id}/decision": #"{"approved": true}"#,
        "POST /v1/shift-swaps/{id}/decision": #"{"approved": true}"#,
        "PATCH /v1/leads/{id}": #"{"name": "新名"}"#,
        "POST /v1/leads/{id}/steps": #"{"step": "contacted"}"#,
        "POST /v1/leads/{id}/assignment": #"{"userId": null}"#,
        "POST /v1/leads/{id}/conversion": #"{"name": "新名"}"#,
        "POST /v1/leads/{id}/reveal": #"{"fields": ["phone"], "purpose": "call back"}"#,
        "PATCH /v1/lead-rules/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/online-pages/{id}": #"{"title": "新名"}"#,
        "PUT /v1/online-pages/{id}/services": #"{"services": []}"#,
        "PUT /v1/online-pages/{id}/questions": #"{"questions": []}"#,
        "POST /v1/online-requests/{id}/reveal": #"{"fields": ["phone"], "purpose": "call back"}"#,
        "POST /v1/online-requests/{id}/review": #"{"decision": "approve"}"#,
        "POST /v1/online-requests/{id}/steps": #"{"step": "withdrawn"}"#,
        "POST /v1/online-requests/{id}/booking": "{}",
        "POST /v1/public/pages/{address}/requests":
            #"{"form": "x", "name": "某人", "phone": "13800001111", "serviceId": "00000000-0000-7000-8000-000000000000", "wishes": [{"day": "2026-12-01", "half": "morning"}], "consent": true}"#,
        "PUT /v1/lead-rules/{id}/members": #"{"members": []}"#,
        "POST /v1/tasks/{id}/completion": "{}",
        "POST /v1/tasks/{id}/postponement": #"{"dueAt": "2099-12-31T00:00:00Z", "reason": "later"}"#,
        "POST /v1/tasks/{id}/cancellation": #"{"reason": "not needed"}"#,
        "PUT /v1/tasks/{id}/assignee": #"{"userId": "00000000-0000-7000-8000-000000000000"}"#,
        "PATCH /v1/appointments/{id}": #"{"startsAt": "2026-11-23T02:00:00Z"}"#,
        "POST /v1/appointments/{id}/booking": "{}",
        "PATCH /v1/waitlist-entries/{id}": #"{"after": 540}"#,
        "POST /v1/waitlist-entries/{id}/offer": "{}",
        "POST /v1/appointments/{id}/arrival": "{}",
        "POST /v1/appointments/{id}/cancellation": #"{"reason": "临时有事"}"#,
        "POST /v1/appointments/{id}/no-show": #"{"reason": "未到店"}"#,
        "POST /v1/appointments/{id}/deposit-waiver": #"{"reason": "老客户"}"#,
        "PATCH /v1/users/{id}": #"{"displayName": "新名"}"#,
        "PATCH /v1/branches/{id}": #"{"name": "新名"}"#,
        "PATCH /v1/roles/{id}": #"{"nameZh": "新名"}"#,
        "POST /v1/roles/{id}/proposals":
            #"{"baseVersion": 1, "content": {"rowScope": "unit", "actions": [], "fields": []}}"#,
    ]

    @Test("another tenant's object is not there, in the same bytes as an object that never was")
    func foreign() async throws {
        let (clinic, stranger) = (try await Clinic(), try await Clinic(in: House.shared()))
        let theirs = try await Things(stranger)
        var asked = 0
        for endpoint in Self.endpoints(clinic.house) where endpoint.path.contains("{") {
            guard let client = try Self.holder(of: endpoint, in: clinic) else {
                // The platform's operator acts on tenants, and nobody else can.
                #expect(endpoint.path.hasPrefix("/v1/tenants/"), Self.name(endpoint))
                continue
            }
            let label = "\(endpoint.method) \(endpoint.path)"
            let body =
                endpoint.input == nil ? nil : Array(try #require(Self.bodies[label], "\(label) needs a body here").utf8)
            var unknown: String?
            let foreign = Self.path(endpoint) { parameter in
                let id = theirs.id(parameter, of: endpoint.path)
                if id == nil { unknown = parameter }
                return id ?? ""
            }
            #expect(unknown == nil, "\(label) needs an id here")
            let (never, malformed) = (Self.path(endpoint, Self.random), Self.path(endpoint) { _ in "1" })
            let answers = [
                await Self.send(client, endpoint, foreign, body), await Self.send(client, endpoint, never, body),
                await Self.send(client, endpoint, malformed, body),
            ]
            for answer in answers {
                #expect(answer.status == 404, "\(label): \(answer.text)")
                #expect(answer.withoutRequest == answers[0].withoutRequest, "\(label)")
                #expect(
                    Set(answer.headers.map { "\($0.name)" }) == Set(answers[0].headers.map { "\($0.name)" }),
                    "\(label): headers differ")
            }
            // No byte more than the paths differ by.
            #expect(answers[0].body.count == answers[1].body.count, "\(label)")
            asked += 1
        }
        #expect(asked > 20)
        // And nothing of the stranger's has changed.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let untouched: Int64 = try connection.execute(
            """
            select count(*) from app.session s join app.user_account u on u.tenant_id = s.tenant_id and u.id = s.user_id
            join app.customer c on c.tenant_id = s.tenant_id and c.version = 1
            join app.access_grant g on g.tenant_id = s.tenant_id and g.user_id = u.id and g.state = 'active'
            where s.tenant_id = \(stranger.tenant) and s.revoked_at is null and u.state = 'active'
            and u.id = \(try #require(stranger.people["cashier"]).id)
            """)[0][0]
        // Three customers who are as they were made.
        #expect(untouched == 3)
    }

    @Test("another branch's customer is not there for whoever works in one branch")
    func otherBranch() async throws {
        let clinic = try await Clinic()
        let far = try await clinic.customer("远方客", in: clinic.b)
        let user = try #require(clinic.people["doctor"]).id.description
        for endpoint in Self.endpoints(clinic.house) where endpoint.path.hasPrefix("/v1/customers/{") {
            let label = "\(endpoint.method) \(endpoint.path)"
            let body = endpoint.input == nil ? nil : Array(try #require(Self.bodies[label]).utf8)
            let path = Self.path(endpoint) { $0 == "id" ? far : user }
            guard case .permitted(let action) = endpoint.access else { continue }
            for role in ["front_desk", "branch_admin", "consultant"] {
                let mayCall = Composition.catalog.template(role)?.actions.contains(action) == true
                let answer = await Self.send(try clinic.call(as: role), endpoint, path, body)
                #expect(answer.status == (mayCall ? 404 : 403), "\(label) as \(role)")
            }
        }
    }

    @Test("the OpenAPI document shows each role the endpoints and fields that it may use, and no other")
    func description() async throws {
        let clinic = try await Clinic()
        let endpoints = Self.endpoints(clinic.house)
        for role in Clinic.roles {
            let document = try await clinic.call(as: role.code).send(.get, "/v1/openapi.json").json
            for endpoint in endpoints {
                let isShown = document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()] != nil
                let mayCall =
                    switch endpoint.access {
                    case .permitted(let action): role.actions.contains(action)
                    case .anonymous, .signedIn: true
                    }
                #expect(isShown == mayCall, "\(endpoint.method) \(endpoint.path) to \(role.code)")
            }
        }
        // Nor a word of a field that one does not hold: not as a field, a filter or an order.
        for role in Clinic.roles {
            let text = try await clinic.call(as: role.code).send(.get, "/v1/openapi.json").json["paths"]?[
                "/v1/customers"]?["get"]
            let parameters = text?["parameters"]?.array ?? []
            for field in Customer.resource.fields where text != nil {
                let right = field.possible(
                    role.fields.right(on: Customer.resource.qualified(field), of: field.classification))
                let isFilter = parameters.contains { $0["name"]?.string == "filter[\(field.name)]" }
                #expect(
                    isFilter == (right.uses.contains(.filter) && field.sealing == nil), "\(field.name) to \(role.code)")
                let orders = parameters.first { $0["name"]?.string == "sort" }?["schema"]?["examples"]?.array ?? []
                #expect(
                    orders.contains(.string(field.name)) == right.uses.contains(.sort), "\(field.name) to \(role.code)")
            }
        }
        let anonymous = await InProcessClient(clinic.house.edge).send(.get, "/v1/openapi.json").json
        #expect(
            anonymous["paths"]?.names == [
                "/v1/sessions", "/v1/invitations/acceptance", "/v1/data-exports/download", "/v1/public/pages/{address}",
                "/v1/public/pages/{address}/times", "/v1/public/pages/{address}/requests",
            ])
        // `GET /v1/me` tells the same story of actions.
        for role in Clinic.roles {
            let me = try await clinic.call(as: role.code).send(.get, "/v1/me")
            #expect(me.status == 200)
            let actions = (me.json["permissions"]?.array ?? []).compactMap { $0["action"]?.string }
            #expect(Set(actions) == Set(role.actions.map(\.name)), "\(role.code)")
        }
    }
}
