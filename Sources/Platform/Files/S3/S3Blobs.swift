internal import Courier
internal import FoundationEssentials

/// Blobs in a bucket of an S3-compatible store, under the names that they have in a folder (`TENANT/ab/ID`): what lies in a folder can be
/// copied there. What leaves is sealed already. Larger blobs go and come in parts, so no more than one part is held.
public final class S3Blobs: BlobStore {
    private let client: S3Client
    private let partBytes: Int

    /// - Parameters:
    ///   - authorities: a file (PEM) of those who may vouch for the store; the system's without.
    ///   - partBytes: the store takes no smaller part than 5 MiB but the last.
    public init(_ configuration: S3Configuration, authorities: String? = nil, partBytes: Int = 8 << 20) throws {
        client = try S3Client(configuration, authorities: authorities)
        self.partBytes = partBytes
    }

    public func create(_ name: BlobName) throws -> any BlobSink { Sink(key(of: name), client, partBytes) }

    public func open(_ name: BlobName) throws -> (any BlobSource)? { try Source(key(of: name), client, partBytes) }

    public func remove(_ name: BlobName) throws { _ = try client.call("DELETE", key(of: name), accepting: [404]) }

    public func names(of tenant: ID<Tenant>, before: Instant) throws -> [BlobName] {
        var names: [BlobName] = []
        var next: String?
        repeat {
            var query = [("list-type", "2"), ("prefix", client.configuration.prefix + tenant.description + "/")]
            if let next { query.append(("continuation-token", next)) }
            let body = try client.call("GET", nil, query: query).body
            for (key, written) in S3Listing.objects(in: body) where written < before {
                if let id = key.split(separator: "/").last.flatMap({ ID<Never>(String($0)) }) {
                    names.append(BlobName(tenant: tenant, id: id.uuid))
                }
            }
            let following = S3Listing.text(of: "NextContinuationToken", in: body)
            // A store that says the same place again would be asked for ever.
            next = following == next ? nil : following
        } while next != nil
        return names
    }

    /// Writes, reads and removes something small: what a boot check asks.
    ///
    /// - Throws: what the store answered.
    public func probe() throws {
        let key = "probe/" + UUID().uuidString.lowercased()
        let text = Array("peony".utf8)
        _ = try client.call("PUT", key, body: text)
        let answer = try client.call("GET", key)
        _ = try client.call("DELETE", key)
        guard answer.body == text else { throw S3Error(status: answer.status, word: "what was written is not what was read") }
    }

    private func key(of name: BlobName) -> String {
        // The end of an id is random, its beginning is the time.
        let id = ID<Never>(name.id).description
        return "\(name.tenant)/\(id.suffix(2))/\(id)"
    }

    /// Gathers a part, sends it, gathers the next. A blob of one part is one request; a larger one is there when it was completed.
    private final class Sink: BlobSink {
        private let key: String
        private let client: S3Client
        private let partBytes: Int
        private var waiting: [UInt8] = []
        private var upload: String?
        private var tags: [String] = []

        init(_ key: String, _ client: S3Client, _ partBytes: Int) {
            (self.key, self.client, self.partBytes) = (key, client, partBytes)
        }

        deinit {
            guard let upload else { return }
            // Parts that nobody completes cost room until somebody ends them; where this fails, the bucket's own rule does.
            let (key, client) = (key, client)
            Task { try? await BlobQueue.run { _ = try client.call("DELETE", key, query: [("uploadId", upload)], accepting: [404]) } }
        }

        func append(_ bytes: [UInt8]) throws {
            waiting += bytes
            while waiting.count > partBytes {
                try send(Array(waiting.prefix(partBytes)))
                waiting.removeFirst(partBytes)
            }
        }

        func finish() throws {
            guard upload != nil else {
                _ = try client.call("PUT", key, body: waiting)
                waiting = []
                return
            }
            try send(waiting)
            waiting = []
            try complete()
        }

        private func send(_ part: [UInt8]) throws {
            if upload == nil {
                let begun = try client.call("POST", key, query: [("uploads", "")])
                guard let id = S3Listing.text(of: "UploadId", in: begun.body) else {
                    throw S3Error(status: begun.status, word: "no upload was begun")
                }
                upload = id
            }
            let query = [("partNumber", "\(tags.count + 1)"), ("uploadId", upload ?? "")]
            let answer = try client.call("PUT", key, query: query, body: part)
            guard let tag = answer.header("etag") else { throw S3Error(status: answer.status, word: "a part has no tag") }
            tags.append(tag)
        }

        private func complete() throws {
            let parts = tags.enumerated().map { "<Part><PartNumber>\($0.offset + 1)</PartNumber><ETag>\($0.element)</ETag></Part>" }
                .joined()
            let text = "<CompleteMultipartUpload>\(parts)</CompleteMultipartUpload>"
            let answer = try client.call(
                "POST", key, query: [("uploadId", upload ?? "")], body: Array(text.utf8), accepting: [404])
            // Asked twice because the first answer was lost: the upload is gone because the object is there.
            if answer.status == 404 { _ = try client.call("HEAD", key) }
            // The status is sent before the work is done.
            if let word = S3Listing.code(in: answer.body), answer.status == 200 { throw S3Error(status: 200, word: word) }
            upload = nil
        }
    }

    /// Fetches a part, hands it out, fetches the next.
    private final class Source: BlobSource {
        private let key: String
        private let client: S3Client
        private let partBytes: Int
        private var part: [UInt8] = []
        private var place = 0
        private var offset = 0
        private let size: Int

        /// Nil where there is no such object.
        init?(_ key: String, _ client: S3Client, _ partBytes: Int) throws {
            let head = try client.call("HEAD", key, accepting: [404])
            guard head.status != 404 else { return nil }
            guard let size = head.header("content-length").flatMap({ Int($0) }), size >= 0 else {
                throw S3Error(status: head.status, word: "an object without a length")
            }
            (self.key, self.client, self.partBytes, self.size) = (key, client, partBytes, size)
        }

        func read(_ count: Int) throws -> [UInt8] {
            var bytes: [UInt8] = []
            while bytes.count < count {
                if place == part.count {
                    guard offset < size else { break }
                    try fetch()
                }
                let piece = part[place..<min(part.count, place + count - bytes.count)]
                bytes += piece
                place += piece.count
            }
            return bytes
        }

        private func fetch() throws {
            let end = min(size, offset + partBytes)
            let answer = try client.call("GET", key, headers: [("range", "bytes=\(offset)-\(end - 1)")])
            guard answer.body.count == end - offset else { throw S3Error(status: answer.status, word: "a part of another length") }
            (part, place, offset) = (answer.body, 0, end)
        }
    }
}
