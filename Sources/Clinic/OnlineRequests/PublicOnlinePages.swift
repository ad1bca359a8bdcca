internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres
internal import Synchronization
internal import Vault

/// What stands between everybody outside and a public page: limits, the way from an address to a tenant, and no word more than the page says.
struct PublicOnlinePages: Sendable {
    /// Addresses that led to a page when they were last looked up. There are no more of them than pages.
    private final class Known: Sendable {
        private let addresses = Mutex<Set<String>>([])

        func contains(_ address: OnlineAddress) -> Bool { addresses.withLock { $0.contains(address.text) } }
        func insert(_ address: OnlineAddress) { addresses.withLock { _ = $0.insert(address.text) } }
        /// - Returns: whether it was there.
        func remove(_ address: OnlineAddress) -> Bool { addresses.withLock { $0.remove(address.text) != nil } }
    }

    private let deployment: Deployment
    private let numbers: NumberBlocks
    private let readings = RateLimiter<String>(RateLimit(perMinute: 60, burst: 60))
    private let requests = RateLimiter<String>(RateLimit(perMinute: 10, burst: 10))
    private let pages = RateLimiter<String>(RateLimit(perMinute: 120, burst: 120))
    private let known = Known()

    init(_ deployment: Deployment) {
        self.deployment = deployment
        numbers = NumberBlocks(database: deployment.database)
    }

    /// What a page shows, with the token of its form.
    func page(_ call: Call) async throws -> Reply {
        let (tenant, content) = try await load(try counted(call, readings), call, readings)
        let keys = try await deployment.keys.keys(of: tenant)
        let form = try OnlineFormToken(page: content.id, version: content.version, at: call.now).text(keys: keys)
        return .json(content.json(form: form).serialized)
    }

    /// Free times of some days: `service`, `from`.
    func times(_ call: Call) async throws -> Reply {
        let (tenant, content) = try await load(try counted(call, readings), call, readings)
        var violations: [Violation] = []
        for (name, _) in call.query.all where name != "service" && name != "from" {
            violations.append(Violation(pointer: "/query", code: "unknown_field"))
        }
        let service = call.query.first("service").flatMap { ID<ClinicService>($0)?.uuid }
        if service.map({ id in !content.services.contains { $0.id == id } }) ?? true {
            let isGiven = call.query.first("service") != nil
            violations.append(Violation(pointer: "/service", code: isGiven ? "not_allowed" : "required"))
        }
        let from = call.query.first("from").flatMap { LocalDate($0) }
        if from.map({ $0 < content.today || $0 > content.last }) ?? true {
            violations.append(
                Violation(pointer: "/from", code: from != nil ? "range" : call.query.first("from") == nil ? "required" : "pattern"))
        }
        guard violations.isEmpty, let service, let from else { throw Failure.invalid(violations) }
        let last = min(content.last, LocalDate(daysSince1970: from.daysSince1970 + OnlineTimes.days - 1))
        let system = Actor.system(of: tenant, request: call.request, address: call.address)
        let free = try await deployment.database.read(as: system) { tx -> [OnlineTimes.Free] in
            guard let plan = try OnlineHold.plan(service, tenant: tenant, in: tx) else { return [] }
            return try OnlineTimes(page: content, plan: plan).free(
                on: from, last, most: OnlineTimes.most(of: content), at: call.now, tenant: tenant, in: tx)
        }
        return .json(OnlineTimes.json(content, free, from: from, until: last).serialized)
    }

    /// Takes a request in.
    func receive(_ call: Call) async throws -> Reply {
        // What is no JSON is told before anything is counted: it costs nothing.
        let payload = try call.payload()
        let address = try counted(call, requests)
        let form = OnlineForm(reading: payload)
        try payload.finish()
        let (tenant, content) = try await load(address, call, requests)
        guard let key = call.idempotencyKey else { throw Failure(.idempotencyKeyRequired) }
        if form.isRobot {
            let answer = ReceiveOnlineRequest.Answer(receipt: ReceiveOnlineRequest.receipt(), triage: .autoOK, startsAt: nil)
            return .json(answer.json.serialized, status: .created)
        }
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: call.request, address: call.address)
        let repeatKey = Digest.sha256(Array("\(content.id.uuidString)/\(key)".utf8))
        let bodyHash = Digest.sha256(call.body)
        let known = try await deployment.database.read(as: system) { tx in
            try ReceiveOnlineRequest.repeated(repeatKey, bodyHash, tenant: tenant, in: tx)
        }
        if let known { return .json(known.json.serialized, status: .created) }
        guard let token = OnlineFormToken(form.token, page: content.id, keys: keys), token.isGood(at: call.now) else {
            throw Failure(.onlineForm)
        }
        try form.check(against: content, at: call.now)
        let receive = ReceiveOnlineRequest(
            id: ID<OnlineRequest>.new(at: call.now).uuid, form: form, page: content,
            number: try await numbers.next("online_request", of: tenant, request: call.request),
            appointment: try await numbers.next("appointment", of: tenant, request: call.request), repeatKey: repeatKey, bodyHash: bodyHash,
            noticeVersion: token.version)
        let now = call.now
        let answer = try await deployment.database.write(as: system) { tx in
            try receive.run(as: system, keys: keys, at: now, in: tx)
        }
        return .json(answer.json.serialized, status: .created)
    }

    // MARK: Steps

    /// The address of a call, which is counted before anything is looked up; nil for what is none.
    ///
    /// What has not led to a page is counted by who asks alone, all of it together: invented addresses have no measure each, and no place in the
    /// limiters that pages and their visitors want.
    ///
    /// - Throws: `request.too_many`, by who asks and the page, and by the page whoever asks.
    private func counted(_ call: Call, _ limiter: RateLimiter<String>) throws -> OnlineAddress? {
        let named = OnlineAddress(call.parameter("address"))
        guard let address = named, known.contains(address) else {
            try take(Self.subscriber(call), limiter, call)
            return named
        }
        try take(Self.subscriber(call) + " " + address.text, limiter, call)
        try take(address.text, pages, call)
        return address
    }

    private func take(_ key: String, _ limiter: RateLimiter<String>, _ call: Call) throws {
        if let wait = limiter.take(key, at: call.now) { throw Failure(.tooManyRequests, retryAfter: wait) }
    }

    private static func subscriber(_ call: Call) -> String {
        call.address.map { NetworkAddress($0)?.subscriber.description ?? $0 } ?? ""
    }

    /// The page of an address, and whose it is; `resource.not_found`, or `request.too_many`, where there is none, it is off, or its tenant is
    /// suspended.
    private func load(
        _ address: OnlineAddress?, _ call: Call, _ limiter: RateLimiter<String>
    ) async throws -> (ID<Tenant>, OnlinePageContent) {
        guard let address else { throw Failure(.notFound) }
        if let entry = try await deployment.directory.tenant(address.tenant, at: call.now), entry.isActive {
            let system = Actor.system(of: entry.id, request: call.request, address: call.address)
            let content = try await deployment.database.read(as: system) { tx in
                try OnlinePageContent(address.slug, at: call.now, tenant: entry.id, in: tx)
            }
            if let content {
                known.insert(address)
                return (entry.id, content)
            }
        }
        // What was a page is counted from now on like what never was, this call included: else it would still be told apart.
        if known.remove(address) { try take(Self.subscriber(call), limiter, call) }
        throw Failure(.notFound)
    }
}
