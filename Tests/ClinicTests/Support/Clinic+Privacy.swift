import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

extension House {
    /// A house whose customers' keys have their other halves in files of a folder.
    static func withShares(_ database: TestDatabase, in folder: URL? = nil) async throws -> House {
        let folder = try folder ?? House.folder()
        let pool = database.database()
        let shares = try await CustomerShares.open(
            at: folder.appending(path: "shares.key").path, ledger: folder.appending(path: "erasures.log").path, in: pool,
            at: SystemClock().now())
        await pool.close()
        return try await House(database, shares: shares)
    }

    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peony-shares-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        return folder
    }
}

extension Clinic {
    /// Takes a request down at the front desk; its id.
    func request(_ kind: DataRequestKind, about customer: String, _ more: JSONObject = [:]) async throws -> String {
        var body: JSONObject = ["kind": .string(kind.rawValue), "channel": "counter"]
        for member in more.members { body[member.name] = member.value }
        let answer = try await call(as: "front_desk").send(
            .post, "/v1/customers/\(customer)/data-requests", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// One step of the compliance officer's.
    func handle(_ request: String, _ step: String, _ body: String? = nil) async throws -> Answer {
        try await call(as: "compliance_officer").send(
            .post, "/v1/data-requests/\(request)/\(step)", body: body.map { Array($0.utf8) })
    }

    /// A request whose sender is known to be who he says.
    func verified(_ kind: DataRequestKind, about customer: String) async throws -> String {
        let id = try await request(kind, about: customer)
        let answer = try await handle(id, "identity-check", #"{"method": "id_card"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        return id
    }

    /// Takes an export by its link, as anybody with the link does.
    func take(_ token: String) async -> Answer {
        await InProcessClient(house.edge).send(
            .post, "/v1/data-exports/download", body: JSONValue.object(["token": .string(token)]).serialized)
    }

    /// What a person gets of himself: asked for, checked, made and taken.
    func copy(of customer: String, _ kind: DataRequestKind = .copy) async throws -> PersonalCopy {
        let issued = try await handle(try await verified(kind, about: customer), "exports")
        try #require(issued.status == 201, "\(issued.text)")
        return try PersonalCopy(await take(try #require(issued.json["token"]?.string)))
    }

    /// The compliance officer has just proved again who he is.
    func stepUp(_ role: String = "compliance_officer") throws { try prove(#require(people[role]), at: house.now) }

    /// When somebody last proved who he is; nil when that is forgotten.
    func prove(_ person: Person, at instant: Instant?) throws {
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.session set stepped_up_at = \(instant) where tenant_id = \(tenant) and user_id = \(person.id)")
        house.deployment.forget(tenant)
    }

    /// Erases a customer at his request; the certificate's id.
    @discardableResult
    func erase(_ customer: String) async throws -> String {
        let id = try await verified(.erase, about: customer)
        try stepUp()
        let answer = try await handle(id, "completion", "{}")
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["erasureId"]?.string)
    }
}

/// A ZIP archive of stored entries, read by its directory at the end.
struct PersonalCopy {
    let archive: [UInt8]
    let entries: [String: [UInt8]]

    init(_ answer: Clinic.Answer) throws {
        try #require(answer.status == 200, "\(answer.text)")
        try self.init(answer.body)
    }

    init(_ archive: [UInt8]) throws {
        self.archive = archive
        func number(_ place: Int, _ bytes: Int) throws -> Int {
            try #require(place >= 0 && place + bytes <= archive.count)
            return archive[place..<(place + bytes)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let end = archive.count - 22
        try #require(try number(end, 4) == 0x0605_4b50)
        var place = try number(end + 16, 4)
        var entries: [String: [UInt8]] = [:]
        for _ in 0..<(try number(end + 10, 2)) {
            try #require(try number(place, 4) == 0x0201_4b50)
            let (size, name) = (try number(place + 24, 4), try number(place + 28, 2))
            let local = try number(place + 42, 4)
            let start = local + 30 + (try number(local + 26, 2)) + (try number(local + 28, 2))
            entries[String(decoding: archive[(place + 46)..<(place + 46 + name)], as: UTF8.self)] = Array(archive[start..<(start + size)])
            place += 46 + name + (try number(place + 30, 2))
        }
        self.entries = entries
    }

    /// Everything but the files.
    var json: JSONValue { parsed("personal-data.json") }
    /// What there is of files.
    var files: [JSONValue] { parsed("files.json").array ?? [] }

    private func parsed(_ name: String) -> JSONValue {
        entries[name].flatMap { try? JSONParser.parse($0, limits: JSONLimits(values: 200_000)) } ?? .null
    }
}
