internal import FoundationEssentials
internal import HTTPTypes
internal import Vault

/// A file of the web app in every encoding that it was built in, with the headers of its answers.
struct WebAppFile: Sendable {
    private struct Form: Sendable {
        /// As in Content-Encoding; nil for the bytes themselves.
        let encoding: String?
        let bytes: [UInt8]
        let tag: String
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
        "webmanifest": "application/manifest+json",
    ]
    /// Compressed twins lie beside their file; the first that the browser takes is sent.
    private static let twins = [(ending: ".br", encoding: "br"), (ending: ".gz", encoding: "gzip")]

    private let type: String
    private let isImmutable: Bool
    /// Smallest first, the plain bytes last.
    private let forms: [Form]

    /// Reads a file and its twins; nil when there is none. Throws `WebAppError.unknownType`.
    init?(path: String, isImmutable: Bool) throws {
        guard let plain = FileManager.default.contents(atPath: path) else { return nil }
        guard let type = path.split(separator: ".").last.flatMap({ WebAppFile.types[String($0)] }) else {
            throw WebAppError.unknownType(path)
        }
        self.type = type
        self.isImmutable = isImmutable
        let digest = Digest.sha256(Array(plain)).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        forms =
            WebAppFile.twins.compactMap { twin in
                FileManager.default.contents(atPath: path + twin.ending).map {
                    Form(encoding: twin.encoding, bytes: Array($0), tag: "\"\(digest)-\(twin.encoding)\"")
                }
            } + [Form(encoding: nil, bytes: Array(plain), tag: "\"\(digest)\"")]
    }

    /// Whether a name is that of a compressed twin.
    static func isTwin(_ name: String) -> Bool { twins.contains { name.hasSuffix($0.ending) } }

    /// Bytes in memory.
    var byteCount: Int { forms.reduce(0) { $0 + $1.bytes.count } }

    /// The file as this browser takes it, or 304 where it has it already.
    func reply(to request: HTTPFields) -> Reply {
        let accepted = request[.acceptEncoding] ?? ""
        let form = forms.first { $0.encoding.map { WebAppFile.accepts(accepted, $0) } ?? true } ?? forms[forms.count - 1]
        var headers = SecurityHeaders.webApp
        headers[.cacheControl] = isImmutable ? "public, max-age=31536000, immutable" : "no-cache"
        headers[.vary] = "Accept-Encoding"
        headers[.eTag] = form.tag
        if WebAppFile.names(request[.ifNoneMatch], form.tag) {
            // What the whole answer would have been long (RFC 9110 §8.6).
            headers[.contentLength] = String(form.bytes.count)
            return Reply(status: .notModified, headers: headers)
        }
        headers[.contentEncoding] = form.encoding
        return Reply(headers: headers, body: form.bytes, contentType: type)
    }

    /// Whether Accept-Encoding takes a coding: named, and not with a weight of zero.
    static func accepts(_ header: String, _ encoding: String) -> Bool {
        header.split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard parts.first == encoding else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { $0 == "." || $0 == "0" } }
        }
    }

    /// Whether If-None-Match names a tag; a proxy may have made it weak on the way.
    private static func names(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { item in
            let candidate = item.drop { $0 == " " }
            return candidate == tag || candidate == "W/" + tag
        }
    }
}
