import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Every personal field × every built-in role × every channel that there is: whoever does not read a field never learns its
/// value. Values are canaries, and every byte that a role receives is searched for them.
@Suite struct LeakTests {
    /// The personal fields of a customer.
    private static let fields = Customer.resource.fields.filter {
        $0.classification > .internal && $0.classification < .secret
    }

    private static func right(_ role: RoleTemplate, _ field: Field) -> FieldRight {
        field.possible(role.fields.right(on: Customer.resource.qualified(field), of: field.classification))
    }

    private static let comparisons = ["", "[eq]", "[lt]", "[lte]", "[gt]", "[gte]"]

    /// One customer, and everything that a role may try to learn about him.
    private struct Attempt {
        let clinic: Clinic
        let canary: Canary
        let id: String
        let role: RoleTemplate
        let client: InProcessClient
        /// Every byte received, by channel.
        var received: [(channel: String, bytes: [UInt8])] = []

        mutating func send(
            _ channel: String, _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [],
            _ body: JSONValue? = nil
        ) async -> Clinic.Answer {
            let answer = await client.send(method, path, headers: headers, body: body?.serialized)
            received.append((channel, answer.everything))
            return answer
        }
    }

    @Test(
        "no channel gives a value to a role that does not read the field",
        arguments: Composition.catalog.templates.map(\.code))
    func matrix(code: String) async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let spoken = Canary().remark
        let note = try await clinic.note(spoken, about: id)
        let second = try await clinic.customer("次要人", ["birthday": "1985-05-05"])
        try await clinic.assignCare(second, to: "doctor", "nurse")
        let role = try #require(Composition.catalog.template(code))
        var attempt = Attempt(clinic: clinic, canary: canary, id: id, role: role, client: try clinic.call(as: code))

        // Projections.
        _ = await attempt.send("projection", .get, "/v1/customers/\(id)")
        let list = await attempt.send("default projection", .get, "/v1/customers")
        let tag = "\"2\""
        let isReader = role.actions.contains(.readCustomer)
        for field in Self.fields {
            let right = Self.right(role, field)
            let name = field.name
            let chosen = await attempt.send("fields=", .get, "/v1/customers?fields=id,\(name)")
            let unknown = await attempt.send("fields=", .get, "/v1/customers?fields=id,zzz")
            if isReader, right.level == .none {
                #expect(chosen.body.same(as: unknown.body), "\(code) asks for \(name)")
            }

            // An order or a filter tells as much as the value does.
            for direction in ["", "-"] {
                let sorted = await attempt.send(
                    "sort", .get, "/v1/customers?fields=id&limit=1&sort=\(direction)\(name)")
                let unknown = await attempt.send("sort", .get, "/v1/customers?fields=id&limit=1&sort=\(direction)zzz")
                if !right.uses.contains(.sort) {
                    #expect(sorted.body.same(as: unknown.body), "\(code) sorts by \(name)")
                }
            }
            let value = canary.values[name] ?? "female"
            let escaped = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for comparison in Self.comparisons {
                for guess in [escaped, "x", ""] {
                    let filtered = await attempt.send(
                        "filter", .get, "/v1/customers?fields=id&filter[\(name)]\(comparison)=\(guess)")
                    let unknown = await attempt.send(
                        "filter", .get, "/v1/customers?fields=id&filter[zzz]\(comparison)=\(guess)")
                    if isReader, !right.uses.contains(.filter) {
                        #expect(filtered.body.same(as: unknown.body), "\(code) filters by \(name)\(comparison)")
                    }
                    if field.sealing != nil { #expect(filtered.status != 200, "\(code) filters by \(name)") }
                }
            }

            // So do the group that he stands in, and how many there are.
            for path in ["groups?by=", "groups/members?key=\(escaped)&by="] {
                let grouped = await attempt.send("group", .get, "/v1/customers/\(path)\(name)")
                let unknown = await attempt.send("group", .get, "/v1/customers/\(path)zzz")
                if isReader, !right.uses.contains(.group) || right.level < .read {
                    #expect(grouped.body.same(as: unknown.body), "\(code) groups by \(name)")
                }
            }
            let counted = await attempt.send(
                "selection", .get, "/v1/customers/bulk-actions/selection?filter[\(name)]=\(escaped)")
            let uncounted = await attempt.send("selection", .get, "/v1/customers/bulk-actions/selection?filter[zzz]=\(escaped)")
            if isReader, !right.uses.contains(.filter) {
                #expect(counted.body.same(as: uncounted.body), "\(code) counts by \(name)")
            }
            func view(_ word: String) async -> InProcessClient.Answer {
                await attempt.send(
                    "saved view", .post, "/v1/saved-views",
                    [
                        "list": "customer", "name": "看",
                        "content": ["filters": [["field": .string(word), "value": "x"]], "group": .string(word)],
                    ])
            }
            let (kept, never) = (await view(name), await view("zzz"))
            if isReader, right.level == .none { #expect(kept.body.same(as: never.body), "\(code) keeps a view by \(name)") }

            // Searches, reveals and changes that mention the field.
            _ = await attempt.send("search", .post, "/v1/customers/search", [name: .string(value)])
            let reveal = await attempt.send(
                "reveal", .post, "/v1/customers/\(id)/reveal", ["fields": [.string(name)], "purpose": "to look around"])
            if right.uses.contains(.reveal), role.actions.contains(.revealCustomer) {
                #expect(reveal.status == 200, "\(code) reveals \(name)")
                // The one channel that is meant to show it, with a trace.
                attempt.received.removeLast()
            } else {
                let unknown = await attempt.send(
                    "reveal", .post, "/v1/customers/\(id)/reveal", ["fields": ["zzz"], "purpose": "to look around"])
                #expect(reveal.body.same(as: unknown.body), "\(code) reveals \(name)")
                #expect(reveal.status != 200)
            }
            if !right.allowsWriting {
                let change = await attempt.send(
                    "patch", .patch, "/v1/customers/\(id)", headers: [("If-Match", tag)], [name: .string(value)])
                let unknown = await attempt.send(
                    "patch", .patch, "/v1/customers/\(id)", headers: [("If-Match", tag)], ["zzz": .string(value)])
                #expect(change.status == 422 || change.status == 403, "\(code) writes \(name)")
                #expect(change.body.replacing(name).same(as: unknown.body.replacing("zzz")), "\(code) writes \(name)")
            }
            // What is wrong is said without the value.
            _ = await attempt.send(
                "validation", .post, "/v1/customers",
                name == "name" ? ["name": .string(value + "*")] : ["name": "", name: .string(value + "*")])
            _ = await attempt.send(
                "validation", .patch, "/v1/customers/\(id)", headers: [("If-Match", tag)],
                [name: .string(value + "\u{202e}")])
        }
        _ = await attempt.send(
            "patch answer", .patch, "/v1/customers/\(id)", headers: [("If-Match", tag)], ["level": "gold"])
        _ = await attempt.send(
            "stale", .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"77\"")], ["level": "gold"])
        _ = await attempt.send("duplicate", .post, "/v1/customers", ["name": "别人家", "phone": .string(canary.phone)])

        // Searches by what one is told, cursors, the timeline, the audit, the description.
        _ = await attempt.send(
            "search hits", .post, "/v1/customers/search", ["name": .string(String(canary.name.prefix(2)))])
        _ = await attempt.send(
            "search hits", .post, "/v1/customers/search", ["phoneLast4": .string(String(canary.phone.suffix(4)))])
        for sort in ["birthday", "-birthday", "number"] {
            let page = await attempt.send("cursor", .get, "/v1/customers?fields=id&limit=1&sort=\(sort)")
            guard let cursor = page.json["page"]?["next"]?.string else { continue }
            let bytes = try #require(Data(base64Encoded: cursor.standardBase64))
            attempt.received.append(("cursor", Array(bytes)))
        }
        _ = await attempt.send("merge preview", .get, "/v1/customers/\(id)/merge-preview?source=\(second)")
        _ = await attempt.send("merge preview", .get, "/v1/customers/\(second)/merge-preview?source=\(id)")
        _ = await attempt.send(
            "duplicates at entry", .post, "/v1/customers/duplicate-checks", ["name": .string(canary.name), "phone": "13800138000"])
        _ = await attempt.send("duplicates", .get, "/v1/customer-duplicates")
        _ = await attempt.send("saved views", .get, "/v1/saved-views?list=customer")
        _ = await attempt.send("timeline", .get, "/v1/customers/\(id)/timeline")
        _ = await attempt.send("notes", .get, "/v1/customers/\(id)/notes")
        _ = await attempt.send("notes fields=", .get, "/v1/customers/\(id)/notes?fields=id,body")
        _ = await attempt.send("note", .get, "/v1/notes/\(note)")
        _ = await attempt.send("note", .patch, "/v1/notes/\(note)", headers: [("If-Match", "\"1\"")], ["body": "***"])
        // A file has what the list shows and may leave.
        if role.actions.contains(.init("export.customer")) {
            try await clinic.setApproval(above: 1_000_000)
            for format in ["csv", "xlsx"] {
                let named = Customer.resource.fields.map(\.name).filter {
                    guard let field = Customer.resource.field($0) else { return false }
                    return Self.right(role, field).level >= .masked && Self.right(role, field).uses.contains(.export)
                }
                let asked = await attempt.send(
                    "export", .post, "/v1/customers/exports",
                    ["reason": "to look around", "format": .string(format), "columns": .array(named.map { .string($0) })])
                let export = try #require(asked.json["id"]?.string, "\(asked.text)")
                if asked.json["state"] == "waiting" {
                    _ = await (try clinic.call(as: "chain_director")).send(
                        .post, "/v1/exports/\(export)/decision", text: #"{"approved": true}"#)
                }
                try await clinic.exportRunner.runDue(of: clinic.tenant)
                let file = await attempt.send("export", .get, "/v1/exports/\(export)/content")
                try #require(file.status == 200, "\(file.text)")
                // A workbook is packed: what is in it is looked at unpacked.
                if format == "xlsx" {
                    let text = try clinic.sheet(file.body).map { $0.joined(separator: "\n") }.joined(separator: "\n")
                    attempt.received.append(("export", Array(text.utf8)))
                }
            }
            _ = await attempt.send("exports", .get, "/v1/exports")
        }
        for field in Self.fields {
            let exported = await attempt.send(
                "export", .post, "/v1/customers/exports", ["reason": "to look around", "columns": [.string(field.name)]])
            let unknown = await attempt.send(
                "export", .post, "/v1/customers/exports", ["reason": "to look around", "columns": ["zzz"]])
            let right = Self.right(role, field)
            if right.level == .none || !right.uses.contains(.export) || !role.actions.contains(.init("export.customer")) {
                #expect(exported.body.same(as: unknown.body), "\(code) exports \(field.name)")
            }
        }
        let events = await attempt.send("audit", .get, "/v1/audit/events?limit=200")
        for event in events.rows {
            guard let id = event["id"]?.string else { continue }
            _ = await attempt.send("audit detail", .get, "/v1/audit/events/\(id)")
        }
        _ = await attempt.send("openapi", .get, "/v1/openapi.json")
        _ = await attempt.send("me", .get, "/v1/me")
        _ = await attempt.send("permissions", .get, "/v1/permissions")

        for field in Self.fields where canary.values[field.name] != nil {
            let level = Self.right(role, field).level
            // Roles that may not read customers at all read no field of theirs.
            let mayRead = isReader && level >= .read
            let leaks = attempt.received.filter { canary.isReadable(field.name, in: $0.bytes) }.map(\.channel)
            if !mayRead { #expect(leaks.isEmpty, "\(code) learns \(field.name) from \(Set(leaks).sorted())") }
            // That the search for leaks finds what is there is seen in what one may read.
            if mayRead { #expect(leaks.contains("projection"), "\(code) reads \(field.name)") }
        }
        let body = try #require(Note.resource.field("body"))
        let level = role.fields.right(on: Note.resource.qualified(body), of: body.classification).level
        let heard = attempt.received.filter { Canary.contains($0.bytes, Array(spoken.utf8)) }.map(\.channel)
        #expect(
            heard.isEmpty == !(role.actions.contains(.readNote) && level >= .read), "\(code) reads the note in \(heard)"
        )
        #expect(!isReader || list.rows.count >= 2)
    }

    @Test("a role without the field does not even see the list of whom it would fit")
    func orders() async throws {
        let clinic = try await Clinic()
        // In an order that no birthday follows: numbers ascend, birthdays do not.
        var ids: [String] = []
        for birthday in ["1980-01-01", "1999-01-01", "1990-01-01"] {
            ids.append(try await clinic.customer("生日客", ["birthday": .string(birthday)]))
        }
        let marketing = try clinic.call(as: "marketing")
        #expect(await marketing.send(.get, "/v1/customers?sort=birthday").status == 422)
        let rows = await marketing.send(.get, "/v1/customers").rows
        #expect(Set(rows.compactMap { $0["birthday"]?.string }) == ["****-**-**"])
        let desk = await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers?sort=birthday&fields=id").rows
        #expect(desk.compactMap { $0["id"]?.string } == [ids[0], ids[2], ids[1]])
    }

    @Test("the server's log and metrics carry no value of a customer")
    func logs() async throws {
        // A house of its own: its log is this test's alone.
        let house = try await House(TestDatabase.fresh())
        let clinic = try await Clinic(in: house)
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let other = try await Clinic(in: house)
        for role in Clinic.roles {
            let client = try clinic.call(as: role.code)
            _ = await client.send(.get, "/v1/customers/\(id)")
            for (name, value) in canary.values {
                let escaped = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                _ = await client.send(.get, "/v1/customers?filter[\(name)]=\(escaped)")
                _ = await client.send(.get, "/v1/customers/\(escaped)")
                _ = await client.send(
                    .get, "/\(escaped)", headers: [("User-Agent", value), ("X-Request-Id", value), ("Referer", value)])
                _ = await client.send(.post, "/v1/customers", body: JSONValue.object([name: .string(value)]).serialized)
                _ = await client.send(.post, "/v1/customers", text: value)
            }
            _ = await client.send(.post, "/v1/customers", body: JSONValue.object(canary.fields).serialized)
            _ = await client.send(
                .post, "/v1/customers/search", body: JSONValue.object(["phone": .string(canary.phone)]).serialized)
        }
        // A failure of the server's own making, while it holds the values: the cell of another does not open.
        let swapped = try await other.canary(canary)
        let connection = try house.database.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.customer set name_sealed = phone_sealed where tenant_id = \(other.tenant) and id = \(swapped)::text::uuid
            """)
        #expect(try await other.call(as: "front_desk").send(.get, "/v1/customers/\(swapped)").status == 500)

        let log = try house.logged()
        #expect(log.count > 10_000)
        #expect(String(decoding: log, as: UTF8.self).contains("server.internal"))
        #expect(canary.found(in: log).isEmpty)
        let metrics = await InProcessClient(house.edge).administer(.get, "/metrics")
        #expect(metrics.text.contains("/v1/customers/{id}"))
        #expect(canary.found(in: metrics.everything).isEmpty)
    }
}

extension [UInt8] {
    /// Equal but for the request's id and address, in a problem document.
    fileprivate func same(as other: [UInt8]) -> Bool { neutral == other.neutral }

    private var neutral: JSONValue {
        guard let json = try? JSONParser.parse(self), var object = json.object else {
            return .string(String(decoding: self, as: UTF8.self))
        }
        object["requestId"] = nil
        object["instance"] = nil
        return .object(object)
    }

    /// With a field's name taken out of the pointers.
    fileprivate func replacing(_ name: String) -> [UInt8] {
        Array(String(decoding: self, as: UTF8.self).replacing("\"/\(name)\"", with: "\"/\"").utf8)
    }
}

extension String {
    /// Base64 of the URL alphabet in the usual one.
    fileprivate var standardBase64: String {
        let text = replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
