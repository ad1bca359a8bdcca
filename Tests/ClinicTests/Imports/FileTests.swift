import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Files are sealed outside the database, each content once in a tenant, and gone when their time is over.
@Suite struct FileTests {
    /// A house whose blobs lie in a folder of this test.
    private func house() async throws -> (House, String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peony-files-\(UUID().uuidString)").path
        return (try await House.another(blobs: DirectoryBlobs(at: folder)), folder)
    }

    private func blobs(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter {
            !((try? FileManager.default.attributesOfItem(atPath: folder + "/" + $0)[.type] as? FileAttributeType) == .typeDirectory)
        }
    }

    @Test("what lies on the disk shows nothing, comes back byte by byte, and no other byte is taken for it")
    func sealed() async throws {
        let (house, folder) = try await house()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clinic = try await Clinic(in: house)
        let admin = try clinic.call(as: "branch_admin")
        // More than two pieces, and one byte.
        let line = "林小雨,13800138000\n"
        let text = String(repeating: line, count: 9_000) + "x"
        let (file, _) = try await clinic.importing(text)
        let names = blobs(folder)
        try #require(names.count == 1)
        let stored = try Data(contentsOf: URL(filePath: folder + "/" + names[0]))
        #expect(stored.count > text.utf8.count)
        #expect(stored.range(of: Data("13800138000".utf8)) == nil)
        #expect(stored.range(of: Data("林小雨".utf8)) == nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + names[0])
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let answer = await admin.send(.get, "/v1/files/\(file)/content")
        #expect(answer.body == Array(text.utf8))
        #expect(answer.headers.contains { $0.name.rawName.lowercased() == "x-content-type-options" && $0.value == "nosniff" })
        // A bit turned, the end cut off: it does not open, and says nothing.
        for damage in [
            Data(stored.enumerated().map { $0.offset == 70_000 ? $0.element ^ 1 : $0.element }), stored.prefix(stored.count - 70_000),
        ] {
            try damage.write(to: URL(filePath: folder + "/" + names[0]))
            let broken = await admin.send(.get, "/v1/files/\(file)/content")
            #expect(broken.status == 500)
            #expect(!broken.text.contains("林小雨"))
        }
        try FileManager.default.removeItem(atPath: folder + "/" + names[0])
        #expect(await admin.send(.get, "/v1/files/\(file)/content").code == "file.lost")
    }

    @Test("the same content is kept once in a tenant and never shared with another; it goes with the last file")
    func once() async throws {
        let (house, folder) = try await house()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (clinic, other) = (try await Clinic(in: house), try await Clinic(in: house))
        let (first, _) = try await clinic.importing("name\n同一个\n")
        let (second, _) = try await clinic.importing("name\n同一个\n")
        _ = try await other.importing("name\n同一个\n")
        #expect(first != second)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            "select tenant_id, address from app.file_content where tenant_id = any (\([clinic.tenant.uuid, other.tenant.uuid]))")
        #expect(rows.count == 2)
        #expect(try rows[0].get(1, as: [UInt8].self) != rows[1].get(1, as: [UInt8].self))
        while blobs(folder).count > 2 { await Task.yield() }
        house.clock.advance(by: .seconds(8 * 86_400))
        let admin = try clinic.call(as: "branch_admin")
        try await house.deployment.database.write(as: house.system(of: clinic.tenant)) { tx in
            try FileJobs.sweepSoon(as: house.system(of: clinic.tenant), at: house.now, in: tx)
        }
        try await clinic.importRunner.runDue(of: clinic.tenant)
        _ = admin
        #expect(blobs(folder).count == 1, "the other chain's is not ours to sweep")
        let left: Int64 = try connection.execute("select count(*) from app.file where tenant_id = \(clinic.tenant)")[0][0]
        #expect(left == 0)
    }

    @Test("a large file leaves piece by piece, whole or short of its length; brought again with its key it is one file")
    func pieces() async throws {
        let (house, folder) = try await house()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clinic = try await Clinic(in: house)
        let admin = try clinic.call(as: "branch_admin")
        let text = String(repeating: "林小雨,13800138000\n", count: 40_000)
        func bring(_ text: String, name: String = "x.csv") async -> Clinic.Answer {
            await admin.send(
                .post, "/v1/files?name=\(name)", headers: [("Content-Type", "text/csv"), ("Idempotency-Key", "key-of-a-table")],
                body: Array(text.utf8))
        }
        let first = await bring(text)
        let file = try #require(first.json["id"]?.string, "\(first.text)")
        #expect(await bring(text).body == first.body)
        #expect(await bring(text + "x").code == "idempotency.reused")
        #expect(await bring(text, name: "y.csv").code == "idempotency.reused")
        while blobs(folder).count > 1 { await Task.yield() }

        let whole = await admin.send(.get, "/v1/files/\(file)/content")
        #expect(whole.body == Array(text.utf8))
        #expect(whole.headers[.contentLength] == "\(text.utf8.count)")
        #expect(await admin.send(.head, "/v1/files/\(file)/content").body.isEmpty)
        let name = try #require(blobs(folder).first)
        let path = URL(filePath: folder + "/" + name)
        var stored = try Data(contentsOf: path)
        stored[stored.count / 2] ^= 1
        try stored.write(to: path)
        let broken = await admin.send(.get, "/v1/files/\(file)/content")
        #expect(broken.headers[.contentLength] == "\(text.utf8.count)")
        #expect(broken.body.count < text.utf8.count / 2 + 65_536, "nothing behind what was changed")
        #expect(Array(text.utf8).starts(with: broken.body))
    }

    @Test("the type is what is in the file; what nothing can be done with is refused, and so is nothing and too much")
    func types() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        func upload(_ bytes: [UInt8], name: String = "x.csv") async -> InProcessClient.Answer {
            await admin.send(.post, "/v1/files?name=\(name)", headers: [("Content-Type", "text/csv")], body: bytes)
        }
        #expect(await upload(Array("name\n甲\n".utf8), name: "x.exe").json["type"] == "text/plain")
        #expect(await upload([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]).code == "file.type_not_allowed")
        #expect(await upload(Array("%PDF-1.7".utf8)).json["type"] == "application/pdf")
        #expect(await upload([0x50, 0x4b, 0x03, 0x04] + Array(repeating: 0, count: 60)).code == "file.type_not_allowed")
        #expect(await upload([0, 1, 2, 3, 4, 5, 6, 7]).code == "file.type_not_allowed")
        #expect(await upload([]).code == "file.empty")
        #expect(await upload(Array("a".utf8), name: "x&zzz=1").status == 422)
        let huge = await admin.send(
            .post, "/v1/files", headers: [("Content-Type", "text/csv"), ("Content-Length", "104857601")], body: [0x61])
        #expect(huge.status == 413)
    }
}
