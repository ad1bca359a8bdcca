import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

extension Clinic {
    /// Defines a field and gives its id.
    @discardableResult
    func customField(
        _ code: String, _ kind: String, class classification: String = "C2", sealed: Bool = false, required: Bool = false,
        inLists: Bool = false, choices: [String] = []
    ) async throws -> String {
        var body: JSONObject = [
            "code": .string(code), "kind": .string(kind), "class": .string(classification), "nameZh": "字段", "nameEn": "Field",
            "required": .boolean(required), "inLists": .boolean(inLists),
        ]
        if sealed { body["sealed"] = true }
        if !choices.isEmpty { body["choices"] = .array(choices.map { .string($0) }) }
        let answer = try await call(as: "system_admin").send(.post, "/v1/custom-fields", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// The id of a field by its code.
    func customFieldID(_ code: String) async -> String {
        let rows = try? await call(as: "system_admin").send(.get, "/v1/custom-fields").rows
        return rows?.first { $0["code"]?.string == code }?["id"]?.string ?? ""
    }

    /// Changes a definition, whatever its version.
    func changeCustomField(_ id: String, _ body: String) async throws {
        let admin = try call(as: "system_admin")
        let row = await admin.send(.get, "/v1/custom-fields").rows.first { $0["id"]?.string == id }
        let version = row?["version"]?.integer ?? 0
        let answer = await admin.send(.patch, "/v1/custom-fields/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// Somebody brings a file.
    func upload(_ content: String, as client: InProcessClient) async throws -> String {
        let answer = await client.send(
            .post, "/v1/files?name=paper.pdf", headers: [("Content-Type", "application/pdf")], body: Array(content.utf8))
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Puts a file into a field of a customer of branch A as its branch's administrator, with all rights on that field for a moment.
    func fileValue(_ code: String, of customer: String) async throws -> (id: String, content: String) {
        let content = "%PDF-1.7 " + UUID().uuidString
        let uploader = call(as: try await person(("branch_admin", a)))
        let file = try await upload(content, as: uploader)
        try await house.deployment.database.write(as: house.system(of: tenant)) { [self] tx in
            tx.enqueue(
                """
                update app.file set use = 'customer', expires_at = '9999-01-01' where tenant_id = \(tenant) and id = \(file)::text::uuid
                """)
        }
        try await setCustom(customer, [(code, file)])
        return (file, content)
    }

    /// Sets values of one's own fields as somebody who may write all of them.
    func setCustom(_ customer: String, _ values: [(String, String)]) async throws {
        let id = try #require(UUID(uuidString: customer))
        let now = house.now
        let keys = try await house.deployment.keys.keys(of: tenant)
        let actor = house.system(of: tenant)
        try await house.deployment.database.write(as: actor) { [self] tx in
            let custom = try CustomField.current(of: tenant, at: now, in: tx)
            let rights = Rights.everything(in: Composition.catalog, custom: custom)
            let resource = rights.extended(Customer.resource)
            let writer = ResourceWriter(resource, keys: keys)
            let row = try #require(
                try writer.lock(id, fields: [], action: .updateCustomer, view: rights.view(of: resource), for: actor, at: now, in: tx))
            var changes: [Int: FieldValue] = [:]
            for (code, value) in values {
                let index = try #require(resource.position(of: "custom." + code))
                changes[index] = FieldValue(text: value, of: resource.fields[index])
            }
            try CustomValues.enqueue(
                changes, of: id, branch: #require(row.branch).uuid, writer: writer, crm: row.crm, medical: row.medical, in: tx)
            tx.enqueue("update app.customer set version = version + 1 where tenant_id = \(tenant) and id = \(id)")
        }
    }

    /// Gives a built-in role a right on one field, as a published proposal does.
    func grant(_ target: String, _ level: FieldLevel, uses: FieldUses = [], to role: String) async throws {
        try await house.deployment.database.write(as: house.system(of: tenant)) { [self] tx in
            tx.enqueue(
                """
                insert into app.role_field (tenant_id, role_id, target, level, uses)
                select \(tenant), r.id, \(target), \(level.rawValue), \(uses.rawValue)::smallint from app.role r where r.tenant_id = \(tenant) and r.code = \(role)
                """)
            AccessNews.publish(tenant, in: tx)
        }
        house.deployment.forget(tenant)
    }
}
