import Foundation
import HTTPTypes
import PeonyTesting
import Testing

@testable import Platform

@Suite("The web app")
struct WebAppTests {
    /// A built app in a folder of its own, which goes when the body ends.
    private func withApp(_ body: (InProcessClient) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "peony-app-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "assets"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = [
            ("index.html", "<!doctype html>page"), ("public.html", "<!doctype html>open"), ("secret.txt", "not served"),
            ("assets/main-AAAAAAAA.js", "plain"),
            ("assets/main-AAAAAAAA.js.gz", "zipped"), ("assets/main-AAAAAAAA.js.br", "brotli"), ("assets/icons-BBBBBBBB.svg", "<svg/>"),
        ]
        for (name, text) in files { try Data(text.utf8).write(to: directory.appending(path: name)) }
        try await body(EdgeFixture { $0.webAppDirectory = directory.path }.anonymous)
    }

    @Test("its page answers at the root and at every path of its own, under a policy with Trusted Types")
    func page() async throws {
        try await withApp { client in
            for path in ["/", "/customers", "/customers/0190?tab=notes&filter%5Blevel%5D=gold", "/login"] {
                let answer = await client.send(.get, path)
                #expect(answer.status == 200 && answer.text.hasSuffix("page"), "\(path)")
                #expect(answer.headers[.cacheControl] == "no-cache")
                #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
                #expect(answer.headers[HTTPField.Name("Content-Security-Policy")!] == SecurityHeaders.webAppPolicy)
                #expect(answer.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
                #expect(answer.headers[HTTPField.Name("Permissions-Policy")!]?.contains("camera=(self)") == true)
                #expect(answer.headers[fields: HTTPField.Name("Cache-Control")!].count == 1)
            }
            #expect(await client.send(.head, "/customers").status == 200)
        }
    }

    @Test("below /p stands the page for the public, whatever the address, under the same policy")
    func publicPage() async throws {
        try await withApp { client in
            for path in ["/p/yueyan.jingan", "/p/nobody"] {
                let answer = await client.send(.get, path)
                #expect(answer.status == 200 && answer.text.hasSuffix("open"), "\(path)")
                #expect(answer.headers[.cacheControl] == "no-cache")
                #expect(answer.headers[HTTPField.Name("Content-Security-Policy")!] == SecurityHeaders.webAppPolicy)
            }
            #expect(await client.send(.get, "/p").text.hasSuffix("page"))
        }
    }

    @Test("what is not there is not found, and never the page")
    func missing() async throws {
        try await withApp { client in
            for path in [
                "/assets/gone-CCCCCCCC.js", "/assets/", "/assets", "/v1/nothing", "/v1", "/docs/nothing", "/print/x", "/favicon.ico",
                "/secret.txt", "/assets/..%2Fsecret.txt", "/assets/../secret.txt", "/..%2f..%2fetc/passwd.", "/assets/main-AAAAAAAA.js.gz",
            ] {
                let answer = await client.send(.get, path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.headers[.contentType] == "application/problem+json", "\(path)")
            }
            #expect(await client.send(.post, "/customers", text: "{}").status == 404)
            #expect(await client.send(.post, "/", text: "{}").status == 405)
        }
    }

    @Test("a file is sent in the best coding that the browser takes, and is kept for good")
    func coding() async throws {
        try await withApp { client in
            let path = "/assets/main-AAAAAAAA.js"
            for (accepted, text, coding) in [
                ("gzip, deflate, br", "brotli", "br"), ("gzip", "zipped", "gzip"), ("br;q=0, gzip;q=0.5", "zipped", "gzip"),
                ("br;q=0.0, GZIP", "zipped", "gzip"), ("identity", "plain", nil), ("brx", "plain", nil),
            ] as [(String, String, String?)] {
                let answer = await client.send(.get, path, headers: [("Accept-Encoding", accepted)])
                #expect(answer.text == text, "\(accepted)")
                #expect(answer.headers[.contentEncoding] == coding)
                #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
                #expect(answer.headers[.vary] == "Accept-Encoding")
                #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
            }
            #expect(await client.send(.get, "/assets/icons-BBBBBBBB.svg").headers[.contentType] == "image/svg+xml")
        }
    }

    @Test("the page that a browser has already is not sent again")
    func notModified() async throws {
        try await withApp { client in
            let tag = try #require(await client.send(.get, "/").headers[.eTag])
            for header in [tag, "W/" + tag, "\"other\", " + tag] {
                let again = await client.send(.get, "/customers", headers: [("If-None-Match", header)])
                #expect(again.status == 304 && again.body.isEmpty)
                #expect(again.headers[.contentLength] == "19" && again.headers[.eTag] == tag)
            }
            #expect(await client.send(.get, "/", headers: [("If-None-Match", "\"other\"")]).status == 200)
        }
    }

    @Test("a folder without a page is refused at the start, and without a folder there is no page")
    func absent() async throws {
        #expect(throws: WebAppError.self) { try EdgeFixture { $0.webAppDirectory = "/nonexistent" } }
        let client = try EdgeFixture().anonymous
        #expect(await client.send(.get, "/").status == 404)
        #expect(await client.send(.get, "/customers").status == 404)
    }
}
