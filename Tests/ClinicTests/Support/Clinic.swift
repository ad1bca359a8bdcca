import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

/// Foundation has a `Unit` too.
typealias Unit = Platform.Unit

/// A tenant of its own: a chain with three branches, and for each built-in role a person, in branch A or, where the role says
/// something about the whole chain, on the chain.
struct Clinic: Sendable {
    typealias Answer = InProcessClient.Answer

    /// Somebody who has signed in.
    struct Person: Sendable {
        let id: ID<User>
        let name: String
        let token: String
    }

    let house: House
    let tenant: ID<Tenant>
    let slug: String
    let chain: ID<Unit>
    /// The branches A, B and C.
    let branches: [ID<Unit>]
    /// By the code of the role.
    let people: [String: Person]

    var a: ID<Unit> { branches[0] }
    var b: ID<Unit> { branches[1] }
    var c: ID<Unit> { branches[2] }

    /// The built-in roles of a tenant.
    static var roles: [RoleTemplate] { Composition.catalog.templates }

    init(in given: House? = nil) async throws {
        let house = if let given { given } else { try await House.shared() }
        self.house = house
        let slug = "c" + UUID().uuidString.lowercased().replacing("-", with: "").prefix(20)
        self.slug = slug
        let created = try await CreateTenant.run(
            CreateTenant.Input(
                slug: slug, name: "丽人连锁", locale: .chinese, timeZone: "Asia/Shanghai",
                admins: ["admin.one", "admin.two"].map { InviteUser.Input(userName: $0, displayName: "管理员") }),
            on: house.deployment, at: house.now)
        let tenant = created.tenant
        self.tenant = tenant
        let system = house.system(of: tenant)
        let (chain, branches) = try await house.deployment.database.write(as: system) { tx -> (ID<Unit>, [ID<Unit>]) in
            let chain: ID<Unit> = try tx.execute(
                "select id from app.unit where tenant_id = \(tenant) and kind = 'chain'")[0][0]
            let branches = ["浦东院", "静安院", "徐汇院"].map { name -> ID<Unit> in
                let branch = ID<Unit>.new(at: house.now)
                tx.enqueue(
                    """
                    insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
                    values (\(tenant), \(branch), \(chain), 'branch', \(name), \(house.now))
                    """)
                return branch
            }
            return (chain, branches)
        }
        self.chain = chain
        self.branches = branches
        var people: [String: Person] = [:]
        for role in Clinic.roles {
            people[role.code] = try await Clinic.person(
                role.code.replacing("_", with: "."), [(role.code, role.isChainWide ? chain : branches[0])], of: tenant,
                slug, in: house)
        }
        self.people = people
    }

    // MARK: - People

    /// A further person, who holds these roles.
    func person(_ grants: (role: String, unit: ID<Unit>)...) async throws -> Person {
        try await Clinic.person(
            "p" + UUID().uuidString.lowercased().prefix(8), grants.map { ($0.role, $0.unit) }, of: tenant, slug,
            in: house)
    }

    /// Invited by the use case; that the invitation was accepted, the grants and the session, which has proved itself just now, are
    /// the system's own doing.
    private static func person(
        _ name: String, _ grants: [(String, ID<Unit>)], of tenant: ID<Tenant>, _ slug: String, in house: House
    ) async throws -> Person {
        let actor = house.system(of: tenant)
        let keys = try await house.deployment.keys.keys(of: tenant)
        let now = house.now
        let token = SessionToken.new(slug: slug)
        let user = try await house.deployment.database.write(as: actor) { tx in
            let invitation = try InviteUser.run(
                InviteUser.Input(userName: name, displayName: "员工"), as: actor, keys: keys, at: now, in: tx)
            let user = invitation.user
            tx.enqueue("update app.user_account set state = 'active' where tenant_id = \(tenant) and id = \(user)")
            for (role, unit) in grants {
                tx.enqueue(
                    """
                    insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, state, created_at)
                    select \(tenant), \(ID<Grant>.new(at: now)), \(user), r.id, \(unit), \(now), 'active', \(now)
                    from app.role r where r.tenant_id = \(tenant) and r.code = \(role)
                    """)
            }
            tx.enqueue(
                """
                insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at, stepped_up_at)
                values (\(tenant), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                  \(now.advanced(by: .seconds(3600))), \(now))
                """)
            return user
        }
        return Person(id: user, name: name, token: token.text)
    }

    /// A client signed in as the person with a built-in role.
    func call(as role: String) throws -> InProcessClient { call(as: try #require(people[role])) }

    /// A client signed in as somebody.
    func call(as person: Person) -> InProcessClient { InProcessClient(house.edge, token: person.token) }

    // MARK: - Customers

    /// Makes a customer; everything is sent that is given.
    func create(_ fields: JSONObject, as client: InProcessClient, key: String? = nil) async -> Answer {
        await client.send(
            .post, "/v1/customers", headers: key.map { [("Idempotency-Key", $0)] } ?? [],
            body: JSONValue.object(fields).serialized)
    }

    /// Makes a customer in a branch, as its front desk would.
    @discardableResult
    func customer(
        _ name: String, phone: String? = nil, in branch: ID<Unit>? = nil, _ more: JSONObject = [:]
    ) async throws -> String {
        var fields: JSONObject = ["name": .string(name), "homeBranchId": .string((branch ?? a).description)]
        if let phone { fields["phone"] = .string(phone) }
        for member in more.members { fields[member.name] = member.value }
        let desk =
            branch == nil || branch == a
            ? try call(as: "front_desk") : call(as: try await person(("front_desk", branch ?? a)))
        let answer = await create(fields, as: desk)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Writes a note about a customer, as the front desk of a branch.
    func note(_ body: String, about customer: String, as client: InProcessClient? = nil) async throws -> String {
        let desk = if let client { client } else { try call(as: "front_desk") }
        let answer = await desk.send(
            .post, "/v1/customers/\(customer)/notes", body: JSONValue.object(["body": .string(body)]).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Opens a customer to the care of the people with these roles.
    func assignCare(_ customer: String, to roles: String...) async throws {
        let until = house.now.advanced(by: .seconds(86_400))
        for role in roles {
            let user = try #require(people[role]).id
            let answer = try await call(as: "front_desk").send(
                .put, "/v1/customers/\(customer)/care-relations/\(user)",
                text: #"{"until": "\#(until)", "reason": "today's visit"}"#)
            try #require(answer.status == 204, "\(answer.text)")
        }
    }

    /// A share, a request and an emergency about a customer of branch A, or of another, as if made by their use cases.
    @discardableResult
    func access(to customer: String, of branch: ID<Unit>? = nil) async throws -> (
        share: String, request: String, emergency: String, support: String
    ) {
        let (now, tenant) = (house.now, tenant)
        let (share, request, emergency, support) = (UUID(), UUID(), UUID(), UUID())
        let user = try #require(people["cashier"]).id
        let until = now.advanced(by: .seconds(600))
        let id = try #require(UUID(uuidString: customer))
        let (home, other) = (branch ?? a, branch == nil ? b : a)
        try await house.deployment.database.write(as: house.system(of: tenant)) { tx in
            tx.enqueue(
                """
                insert into app.customer_share (tenant_id, id, customer_id, branch_id, to_branch_id, scope, reason, since, until, shared_by)
                values (\(tenant), \(share), \(id), \(home), \(other), 'directory', 'a test', \(now), \(until), \(user))
                """)
            tx.enqueue(
                """
                insert into app.care_request (tenant_id, id, customer_id, branch_id, user_id, reason, until, created_at)
                values (\(tenant), \(request), \(id), \(home), \(user), 'a test', \(until), \(now))
                """)
            tx.enqueue(
                """
                insert into app.break_glass (tenant_id, id, user_id, customer_id, branch_id, reason, opened_at, until)
                values (\(tenant), \(emergency), \(user), \(id), \(home), 'a test', \(now), \(until))
                """)
            tx.enqueue(
                """
                insert into app.support_grant (tenant_id, id, operator_id, operator_name, scope, reason, granted_by, created_at, until)
                values (\(tenant), \(support), \(UUID()), 'nobody', 'customers', 'a test', \(user), \(now), \(until))
                """)
        }
        func text(_ id: UUID) -> String { id.uuidString.lowercased() }
        return (text(share), text(request), text(emergency), text(support))
    }

    /// A connection past every wall.
    func superuser() throws -> Connection { try house.database.superuser() }
}

extension InProcessClient.Answer {
    /// The body without what differs between any two requests.
    var withoutRequest: JSONValue {
        guard var object = json.object else { return json }
        object["requestId"] = nil
        object["instance"] = nil
        return .object(object)
    }

    /// `pointer code` of every violation.
    var violations: [String] {
        (json["errors"]?.array ?? []).map { "\($0["pointer"]?.string ?? "?") \($0["code"]?.string ?? "?")" }
    }

    /// The members of a page.
    var rows: [JSONValue] { json["data"]?.array ?? [] }

    /// Head and body as the caller got them.
    var everything: [UInt8] {
        Array(headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n").utf8) + [0x0a] + body
    }
}

extension JSONValue {
    /// The names of an object's members.
    var names: Set<String> { Set((object?.members ?? []).map(\.name)) }
}
