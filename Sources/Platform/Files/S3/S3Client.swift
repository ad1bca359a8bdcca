internal import Courier
internal import FoundationEssentials
internal import Glibc
internal import Vault

/// Why an S3-compatible store did not do what it was asked: its status and its own word for it, never what was sent.
struct S3Error: Error, CustomStringConvertible {
    /// Nil where there was no answer.
    let status: Int?
    let word: String

    var description: String { "object store: \(status.map(String.init) ?? "no answer") \(word)" }
}

/// Asks an S3-compatible store, with the bucket in the path. The operator has named it, so its address may be anywhere. It blocks.
struct S3Client: Sendable {
    let configuration: S3Configuration
    private let courier: Courier

    /// Times that something is asked that came to nothing by the store's or the network's doing.
    private static let tries = 4
    /// Until somebody takes a connection; a name's next address is to have its turn.
    private static let connecting: Duration = .seconds(2)

    init(_ configuration: S3Configuration, authorities: String?) throws {
        self.configuration = configuration
        courier = try Courier(authorities: authorities)
    }

    /// One request, asked again after an answer of 500 and above, 429, or none. Everything that is asked may be asked twice. What looks at
    /// an object, fetches a part of it or removes it has 10 s for all tries, what writes or lists 60 s.
    ///
    /// - Parameters:
    ///   - key: the object's name behind the prefix; nil for the bucket.
    ///   - accepted: statuses besides 200 to 299 that are an answer.
    func call(
        _ method: String, _ key: String?, query: [(String, String)] = [], headers: [(String, String)] = [], body: [UInt8] = [],
        accepting accepted: Set<Int> = []
    ) throws -> CourierAnswer {
        let isQuick = key != nil && ["HEAD", "GET", "DELETE"].contains(method)
        let budget: Duration = isQuick ? .seconds(10) : .seconds(60)
        let deadline = ContinuousClock.now + budget
        var failure = S3Error(status: nil, word: "")
        for attempt in 0..<S3Client.tries {
            if attempt > 0 {
                let pause = S3Client.pause(attempt)
                guard ContinuousClock.now + Duration.microseconds(pause) < deadline else { break }
                usleep(pause)
            }
            do {
                let answer = try once(method, key, query: query, headers: headers, body: body, until: deadline)
                if (200..<300).contains(answer.status) || accepted.contains(answer.status) { return answer }
                failure = S3Error(status: answer.status, word: S3Listing.code(in: answer.body) ?? "")
                guard answer.status >= 500 || answer.status == 429 else { throw failure }
            } catch let error as CourierError {
                failure = S3Error(status: nil, word: error.rawValue)
                // A certificate does not become right by asking again.
                guard error != .certificate else { throw failure }
            }
        }
        throw failure
    }

    private func once(
        _ method: String, _ key: String?, query: [(String, String)], headers: [(String, String)], body: [UInt8],
        until deadline: ContinuousClock.Instant
    ) throws -> CourierAnswer {
        let endpoint = configuration.endpoint
        let path = S3Signature.encoded(
            "/" + configuration.bucket + (key.map { "/" + configuration.prefix + $0 } ?? ""), keepingSlashes: true)
        let hash = Hex.encode(Digest.sha256(body))
        let time = S3Client.time(SystemClock().now())
        let signed = headers + [("host", endpoint.hostHeader), ("x-amz-content-sha256", hash), ("x-amz-date", time)]
        let signature = S3Signature(
            accessKey: configuration.accessKey, secretKey: configuration.secretKey, region: configuration.region, time: time)
        let authorization = signature.authorization(method, path: path, query: query, headers: signed, bodyHash: hash)
        let target = query.isEmpty ? path : path + "?" + S3Signature.query(query)
        var head = "\(method) \(target) HTTP/1.1\r\n"
        for (name, value) in signed + [("authorization", authorization), ("content-length", "\(body.count)"), ("connection", "close")] {
            head += "\(name): \(value)\r\n"
        }
        var limits = Courier.Limits()
        limits.answerBytes = 16 << 20
        var failure = CourierError.unreachable
        for address in addresses().prefix(3) {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw CourierError.timeout }
            limits.connecting = min(S3Client.connecting, left / 3)
            limits.answering = left - limits.connecting
            do {
                return try courier.fetch(
                    Array((head + "\r\n").utf8) + body, to: address.description, port: endpoint.port,
                    proof: endpoint.isSecure ? (endpoint.literalAddress == nil ? .name(endpoint.host) : .address) : .none,
                    isBodyless: method == "HEAD", limits: limits)
            } catch {
                failure = error
                guard error == .unreachable else { throw error }
            }
        }
        throw failure
    }

    private func addresses() -> [NetworkAddress] {
        configuration.endpoint.literalAddress.map { [$0] } ?? HostResolver.systemAddresses(of: configuration.endpoint.host)
    }

    /// Some fifth of a second, then some second, then more; in microseconds.
    private static func pause(_ attempt: Int) -> UInt32 {
        let least = 200_000 << UInt32(clamping: min(attempt - 1, 4) * 2)
        return UInt32(clamping: least + Int.random(in: 0...(least / 2)))
    }

    /// `2013-05-24T00:00:00Z` as `20130524T000000Z`.
    static func time(_ now: Instant) -> String {
        let seconds = Instant(microseconds: now.unixSeconds * 1_000_000).description
        return String(seconds.prefix(19)).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
