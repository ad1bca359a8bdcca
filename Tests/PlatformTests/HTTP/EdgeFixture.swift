import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Platform
import Synchronization
import Vault

/// An edge with a handful of endpoints, and people whose tokens are their names.
struct EdgeFixture {
    static let readThing = Action("read.thing")

    let edge: Edge
    let clock = ManualClock()
    let gate = Gate()
    let log = LogLines()
    /// The tenants whose requests began to work at `/v1/slow`, in that order.
    let entered = Entered()
    let denials: Denials
    /// Streams that ended or were left.
    let left = Left()
    /// Pieces that downloads have asked their source for.
    let handed = Handed()
    var client: InProcessClient { InProcessClient(edge, token: "acme.reader") }
    var anonymous: InProcessClient { InProcessClient(edge) }

    final class Denials: Sendable {
        fileprivate let actions = Mutex<[Action]>([])

        var all: [Action] { actions.withLock { $0 } }
    }

    final class Entered: Sendable {
        private let tenants = Mutex<[ID<Tenant>]>([])

        func add(_ tenant: ID<Tenant>) { tenants.withLock { $0.append(tenant) } }

        var last: ID<Tenant>? { tenants.withLock { $0.last } }
    }

    final class Left: Sendable {
        private let streams = Mutex(0)

        func add() { streams.withLock { $0 += 1 } }

        /// Waits for one.
        func isReached() async -> Bool {
            let deadline = ContinuousClock.now + .seconds(120)
            while streams.withLock({ $0 }) == 0, ContinuousClock.now < deadline { await Task.yield() }
            return streams.withLock { $0 } == 1
        }
    }

    /// What a download is read from; it goes with the download.
    private final class Source: Sendable {
        private let left: Left

        init(_ left: Left) { self.left = left }

        deinit { left.add() }

        func count(on handed: Handed) -> Int { handed.add() }
    }

    final class Handed: Sendable {
        private let number = Mutex(0)

        func add() -> Int {
            number.withLock { number in
                number += 1
                return number
            }
        }

        var count: Int { number.withLock { $0 } }
    }

    init(
        readiness: Readiness = Readiness(), metrics: Metrics = Metrics(),
        _ configure: (inout EdgeConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = EdgeConfiguration()
        configuration.port = 0
        configuration.adminPort = 0
        configuration.swaggerUIDirectory = "/nonexistent"
        configuration.constraints = ConstraintFailures(["thing_name_unique": .thingTaken])
        configure(&configuration)
        let (clock, denials) = (clock, Denials())
        self.denials = denials
        edge = try Edge(
            configuration, endpoints: EdgeFixture.endpoints(gate, entered, left, handed), authenticator: People(),
            readiness: readiness,
            metrics: metrics, logger: log.logger, clock: clock, monotonic: { clock.monotonic },
            denied: { _, action in denials.actions.withLock { $0.append(action) } })
    }

    private static func endpoints(_ gate: Gate, _ entered: Entered, _ left: Left, _ handed: Handed) -> [Endpoint] {
        let text = LocalizedText("物", "Thing")
        return [
            Endpoint(.get, "/v1/public", access: .anonymous, tag: "things", summary: text) { call in
                .json(["hasActor": .boolean(call.actor != nil), "address": .string(call.address ?? "")])
            },
            Endpoint(.get, "/v1/me", access: .signedIn, tag: "things", summary: text) { call in
                let actor = try call.requireActor()
                return .json(["user": .string(actor.userName ?? ""), "language": .string(call.language.rawValue)])
            },
            Endpoint(
                .get, "/v1/things/{id}", access: .permitted(readThing), tag: "things", summary: text,
                output: .object("Thing", properties: [("id", ["type": "string"])])
            ) { call in
                let id: ID<Session> = try call.id("id")
                guard id.description.hasPrefix("0190") else { throw Failure(.notFound) }
                return .json(JSONValue.object(["id": .string(id.description)]).serialized, version: 7)
            },
            Endpoint(
                .post, "/v1/things", access: .permitted(readThing), tag: "things", summary: text,
                input: .object("NewThing", properties: [("name", ["type": "string"])]), status: .created,
                idempotency: .required
            ) { call in
                let payload = try call.payload()
                let name = payload.requiredText("name", max: 5)
                try payload.finish()
                return .json(
                    ["name": .string(name), "key": .string(call.idempotencyKey ?? "")], status: .created)
            },
            Endpoint(
                .patch, "/v1/things/{id}", access: .permitted(readThing), tag: "things", summary: text,
                requiresVersion: true
            ) { .json(["version": .integer($0.expectedVersion ?? -1)]) },
            Endpoint(.delete, "/v1/things/{id}", access: .signedIn, tag: "things", summary: text) { _ in .noContent },
            Endpoint(.get, "/v1/slow", access: .signedIn, tag: "things", summary: text) { call in
                entered.add(try call.requireActor().tenant)
                await gate.pass()
                return .text("done")
            },
            Endpoint(.get, "/v1/stream", access: .signedIn, tag: "things", summary: text) { _ in
                let (pieces, out) = AsyncStream.makeStream(of: [UInt8].self)
                out.yield(Array("first\n".utf8))
                let work = Task {
                    await gate.pass()
                    out.yield(Array("second\n".utf8))
                    out.finish()
                }
                out.onTermination = { _ in
                    work.cancel()
                    left.add()
                }
                return Reply(stream: ReplyStream(pieces), contentType: "text/event-stream")
            },
            // A file of 16 MiB; the source of the broken one fails half-way.
            Endpoint(.get, "/v1/download/{way}", access: .signedIn, tag: "things", summary: text) { call in
                let isBroken = call.parameter("way") == "broken"
                let pieces = 256
                let source = Source(left)
                return Reply(
                    stream: ReplyStream(length: Int64(pieces) << 16) {
                        let number = source.count(on: handed)
                        if isBroken, number > pieces / 2 { throw Failure(.internalError) }
                        return number > pieces ? nil : Array(repeating: UInt8(ascii: "a"), count: 1 << 16)
                    }, contentType: "application/octet-stream")
            },
            // More than any socket holds, as fast as it is taken.
            Endpoint(.get, "/v1/flood", access: .signedIn, tag: "things", summary: text) { _ in
                let (pieces, out) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(4))
                let work = Task {
                    while !Task.isCancelled {
                        out.yield(Array(repeating: 46, count: 1 << 20))
                        await Task.yield()
                    }
                }
                out.onTermination = { _ in
                    work.cancel()
                    left.add()
                }
                return Reply(stream: ReplyStream(pieces), contentType: "text/event-stream")
            },
            Endpoint(.get, "/v1/endless", access: .signedIn, tag: "things", summary: text) { _ in
                await gate.pass()
                try await Task.sleep(for: .seconds(3600))
                return .noContent
            },
            Endpoint(.get, "/v1/throws/{what}", access: .anonymous, tag: "things", summary: text) { call in
                throw Thrown.error(call.parameter("what") ?? "")
            },
            Endpoint(.get, "/v1/query", access: .anonymous, tag: "things", summary: text) { call in
                .json(.array(call.query.all.map { ["name": .string($0.name), "value": .string($0.value)] }))
            },
        ]
    }
}

extension Reply {
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Reply {
        .json(value.serialized, status: status)
    }
}

extension FailureCode {
    static let thingTaken = FailureCode("thing.taken", .conflict, "名称已被占用", "The name is taken")
}

/// Everybody is called `tenant.name`; those called reader may read things.
struct People: Authenticator {
    static let csrf = "csrf-value"

    static func tenant(_ name: String) -> ID<Tenant> {
        let digest = Digest.sha256(Array(name.utf8))
        return ID(
            high: digest[..<8].reduce(0) { $0 << 8 | UInt64($1) },
            low: digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) })
    }

    func authenticate(
        token: String, request: ID<Request>, address: String?, at now: Instant
    ) async throws -> (Actor, AuthenticatedSession) {
        let parts = token.split(separator: ".")
        guard parts.count == 2 else { throw Failure(.unauthenticated) }
        let portion = Portion(
            rows: RowSet(.everywhere), actions: parts[1] == "reader" ? [EdgeFixture.readThing] : [Action("read.other")],
            fields: FieldRights(), sources: [])
        let actor = Actor(
            person: ID(high: 1, low: 1), named: String(parts[1]), of: People.tenant(String(parts[0])),
            session: ID(high: 2, low: 2), rights: Rights(portions: [portion]), request: request, address: address)
        let session = AuthenticatedSession(
            id: ID(high: 2, low: 2), csrfHash: Digest.sha256(Array(People.csrf.utf8)), steppedUpAt: nil,
            expiresAt: now.advanced(by: .seconds(60)), locale: parts[0] == "english" ? .english : nil)
        return (actor, session)
    }
}

/// What a logger wrote.
final class LogLines: Sendable {
    let lines = Mutex<[String]>([])

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Recorder(lines: self) }
        logger.logLevel = .debug
        return logger
    }

    var all: [String] { lines.withLock { $0 } }

    private struct Recorder: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let more = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.lines.withLock {
                $0.append(([event.level.rawValue, "\(event.message)"] + more).joined(separator: " "))
            }
        }
    }
}
