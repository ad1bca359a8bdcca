import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Testing

@testable import PeonyServer
@testable import Platform

/// Files brought over a real connection: in pieces, cut short, too large, too slow. What did not come whole leaves nothing behind.
@Suite("Uploads over a real socket", .timeLimit(.minutes(10)))
struct UploadSocketTests {
    /// A server that takes files, with one more place for them that takes little.
    private struct Ground {
        let house: House
        let clinic: Clinic
        let edge: Edge
        let folder: String
        let token: String
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

        init(_ change: (inout EdgeConfiguration) -> Void = { _ in }) async throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "peony-uploads-\(UUID().uuidString)").path
            house = try await House.another(blobs: DirectoryBlobs(at: folder))
            clinic = try await Clinic(in: house)
            token = try #require(clinic.people["branch_admin"]).token
            var configuration = EdgeConfiguration()
            configuration.port = 0
            configuration.adminPort = 0
            configuration.swaggerUIDirectory = "/nonexistent"
            configuration.constraints = Composition.constraints
            configuration.addressRate = nil
            configuration.tenantRate = nil
            change(&configuration)
            let deployment = house.deployment
            let small = Endpoint(
                uploading: "/v1/small", access: .permitted(.uploadFile), tag: "test", summary: LocalizedText("小", "Small"), limit: 64 << 10,
                output: Schema.object("Small", properties: [])
            ) { call in
                guard let upload = call.upload, let actor = call.actor else { throw Failure(.forbidden) }
                let keys = try await deployment.keys.keys(of: actor.tenant)
                _ = try await FileStore(deployment).seal(for: actor.tenant, keys: keys, limit: 1 << 30) { try await upload.next() }
                return .json(JSONValue.object([:]).serialized)
            }
            edge = try Edge(
                configuration, endpoints: Composition.endpoints(deployment) + [small], authenticator: deployment.sessions, logger: logger,
                clock: house.clock
            ) { _, _ in }
        }

        func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await RunningEdge.run(edge, logger: logger) { port, _, _ in try await body(port) }
        }

        func head(_ length: String, to path: String = "/v1/files?name=x.csv") -> String {
            "POST \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/octet-stream\r\n\(length)\r\n\r\n"
        }

        /// Files in the folder, finished or not.
        var left: [String] {
            (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { $0.count > 40 }
        }

        /// Waits until nothing is left.
        func waitUntilEmpty() async throws {
            let deadline = ContinuousClock.now + .seconds(60)
            while !left.isEmpty {
                try #require(ContinuousClock.now < deadline, "\(left)")
                await Task.yield()
            }
        }

        func rows(_ table: String) throws -> Int64 {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute(SQL(trustedText: "select count(*) from app.\(table) where tenant_id = '\(clinic.tenant)'"))[0][0]
        }
    }

    @Test("a file that comes in pieces, with its length or in chunks, is the file that was sent")
    func whole() async throws {
        let ground = try await Ground()
        let line = "姓名,手机\n" + String(repeating: "客户,13800138000\n", count: 20_000)
        let bytes = Array(line.utf8)
        try await ground.run { port in
            for isChunked in [false, true] {
                let id = try await RawConnection.open(port: port) { connection in
                    try await connection.send(ground.head(isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(bytes.count)"))
                    for start in stride(from: 0, to: bytes.count, by: 70_001) {
                        let piece = Array(bytes[start..<min(start + 70_001, bytes.count)])
                        if isChunked { try await connection.send(String(piece.count, radix: 16) + "\r\n") }
                        try await connection.send(piece)
                        if isChunked { try await connection.send("\r\n") }
                    }
                    if isChunked { try await connection.send("0\r\n\r\n") }
                    let answer = await connection.read(until: "\"type\"")
                    #expect(answer.hasPrefix("HTTP/1.1 201 "), "\(answer)")
                    return answer.split(separator: "\"id\":\"").last.map { String($0.prefix(36)) } ?? "?"
                }
                let client = try ground.clinic.call(as: "branch_admin")
                let content = await client.send(.get, "/v1/files/\(id)/content")
                #expect(content.body == bytes)
            }
        }
    }

    @Test("a connection that breaks on its way leaves neither a row nor a byte, and its place is free")
    func dropped() async throws {
        let ground = try await Ground { $0.limits.uploadsInFlight = 2 }
        try await ground.run { port in
            for _ in 0..<5 {
                try await RawConnection.open(port: port) { connection in
                    try await connection.send(ground.head("Content-Length: 5000000"))
                    try await connection.send(Array(repeating: 0x61, count: 300_000))
                    // Some of it lies on the disk when the line goes dead.
                    let deadline = ContinuousClock.now + .seconds(60)
                    while ground.left.isEmpty {
                        try #require(ContinuousClock.now < deadline)
                        await Task.yield()
                    }
                }
                try await ground.waitUntilEmpty()
            }
            #expect(try ground.rows("file") == 0)
            #expect(try ground.rows("file_content") == 0)
            try await RawConnection.open(port: port) { connection in
                try await connection.send(ground.head("Content-Length: 12") + "name\na person")
                let answer = await connection.read(until: "}")
                #expect(answer.hasPrefix("HTTP/1.1 201 "), "\(answer)")
            }
        }
    }

    @Test("more than the limit is refused: at its head where it says so, while it comes where it does not")
    func tooLarge() async throws {
        let ground = try await Ground()
        try await ground.run { port in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(ground.head("Content-Length: \(FileEndpoints.largest + 1)"))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
            }
            try await RawConnection.open(port: port) { connection in
                try await connection.send(ground.head("Transfer-Encoding: chunked", to: "/v1/small"))
                // What is sent after the refusal has come may not arrive any more.
                for _ in 0..<20 { try? await connection.send("4000\r\n" + String(repeating: "a", count: 16 << 10) + "\r\n") }
                let answer = await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer)")
                #expect(answer.components("HTTP/1.1") == 1)
            }
            try await ground.waitUntilEmpty()
            #expect(try ground.rows("file_content") == 0)
        }
    }

    @Test("one that drips is ended, and leaves nothing")
    func slow() async throws {
        let ground = try await Ground { $0.limits.bodyGrace = .milliseconds(300) }
        try await ground.run { port in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(ground.head("Content-Length: 1000000") + "name\n")
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 408 "))
            }
            try await ground.waitUntilEmpty()
        }
    }

    @Test("nobody without the right gets to send a byte")
    func forbidden() async throws {
        let ground = try await Ground()
        let stranger = try #require(ground.clinic.people["cashier"]).token
        try await ground.run { port in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(ground.head("Content-Length: 1000000").replacing(ground.token, with: stranger))
                #expect(await connection.read(until: "access.denied").hasPrefix("HTTP/1.1 403 "))
            }
            #expect(ground.left.isEmpty)
        }
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}
