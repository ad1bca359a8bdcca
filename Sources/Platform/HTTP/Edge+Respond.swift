internal import HTTPTypes
internal import JSON

extension Edge {
    /// Answers one request. Never throws: whatever goes wrong is answered as a problem, and logged once.
    public func respond(to request: IncomingRequest) async -> Answer { await respond(to: request, on: nil) }

    /// - Parameter executor: where a connection's requests run; nil is wherever the caller runs.
    func respond(to request: IncomingRequest, on executor: LoopExecutor?) async -> Answer {
        let now = clock.now()
        var exchange = Exchange(
            request: ID<Request>.new(at: now), now: now, started: monotonic(), method: request.head.method,
            origin: Origin(peer: request.peer, headers: request.head.headerFields, trusted: configuration.trustedProxies),
            language: Edge.language(request.head.headerFields[.acceptLanguage]) ?? configuration.defaultLanguage)
        let reply: Reply
        do {
            reply = try await answer(request, &exchange, executor)
        } catch {
            reply = refuse(error, exchange)
        }
        return finish(reply, exchange)
    }

    private func answer(
        _ request: IncomingRequest, _ exchange: inout Exchange, _ executor: LoopExecutor?
    ) async throws -> Reply {
        let headers = request.head.headerFields
        let target = request.head.path ?? "/"
        try checkHead(target, headers)
        let (path, query) = Edge.split(target)
        exchange.instance = String(path)
        let (endpoint, parameters) = try route(path, &exchange)
        if let wait = exchange.origin.address.flatMap({ addressLimiter?.take($0.subscriber, at: exchange.now) }) {
            throw Failure(.tooManyRequests, retryAfter: wait)
        }
        let caller = try await authenticate(endpoint, headers, &exchange)
        // A file is taken while it comes, by whoever may; all other bodies are here before anything else is done.
        let upload = try endpoint.uploadLimit.map { try request.streamBody(limit: $0) }
        let body = try await upload == nil ? request.readBody(limit: configuration.limits.bodyBytes) : []
        let admission = upload == nil ? admission : uploads
        guard await admission.enter(exchange.tenant, now: monotonic()) else {
            throw Failure(.busy, retryAfter: .seconds(1))
        }
        defer { admission.leave(exchange.tenant) }
        var call = Call(
            request: exchange.request, now: exchange.now, language: exchange.language,
            address: exchange.origin.address?.description, isSecure: exchange.origin.isSecure, actor: caller?.actor,
            session: caller?.session, query: try Query(parsing: query), body: body,
            idempotencyKey: nil, expectedVersion: nil, headers: headers, parameters: parameters)
        call.upload = upload
        return try await perform(endpoint, call, executor)
    }

    private func perform(_ endpoint: Endpoint, _ call: Call, _ executor: LoopExecutor?) async throws -> Reply {
        if case .permitted(let action) = endpoint.access {
            guard try call.requireActor().rights.allows(action) else {
                await denied(call, action)
                throw missing(action)
            }
        }
        if call.actor?.key != nil, endpoint.access == .signedIn, !endpoint.welcomesKeys { throw Failure(.forbidden) }
        if call.actor?.isSupport == true {
            // A visiting operator looks, at what his grant names, and each look is written down before it happens.
            guard case .permitted(let action) = endpoint.access, endpoint.method == .get else { throw Failure(.forbidden) }
            try await visited(call, action, endpoint.path)
        }
        let call = try call.meeting(
            key: Preconditions.idempotencyKey(call.headers, endpoint.idempotency),
            version: Preconditions.expectedVersion(call.headers, required: endpoint.requiresVersion))
        let limits = configuration.limits
        let time = endpoint.takesLong ? limits.requestDeadline + limits.keepAlive : limits.requestDeadline
        let deadline = monotonic().advanced(by: endpoint.uploadLimit == nil ? time : limits.uploadDeadline)
        return try await deadlines.run(until: deadline, on: executor) {
            try await Actor.$current.withValue(call.actor) { try await endpoint.handler(call) }
        }
    }

    // MARK: Steps

    /// That a permission is missing, and which: whoever is refused can ask for it by its name.
    private func missing(_ action: Action) -> Failure {
        let name = configuration.permissionNames[action] ?? LocalizedText(action.name, action.name)
        return Failure(
            .forbidden, detail: LocalizedText("需要权限“\(name.chinese)”。", "It needs the permission “\(name.english)”."),
            extra: ["permission": .string(action.name)])
    }

    private func checkHead(_ target: String, _ headers: HTTPFields) throws {
        let limits = configuration.limits
        guard target.utf8.count <= limits.uriBytes else { throw Failure(.uriTooLong) }
        var bytes = 0
        for field in headers { bytes += field.name.rawName.utf8.count + field.value.utf8.count }
        guard headers.count <= limits.headerCount, bytes <= limits.headerBytes else { throw Failure(.headersTooLarge) }
    }

    /// The path and what follows its question mark.
    private static func split(_ target: String) -> (path: Substring, query: Substring) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target[...], "") }
        return (target[..<mark], target[target.utf8.index(after: mark)...])
    }

    private func route(
        _ path: Substring, _ exchange: inout Exchange
    ) throws -> (Endpoint, parameters: [(name: String, value: String)]) {
        switch table.tree.match(exchange.method, Array(path.utf8)) {
        case .nothing:
            guard let page = webAppPage, WebApp.claims(path, exchange.method) else { throw Failure(.notFound) }
            exchange.route = page
            return (table.all[page], [])
        case .otherMethods(let methods):
            exchange.allowed = methods
            throw Failure(.methodNotAllowed)
        case .endpoint(let position, let values):
            exchange.route = position
            let parameters = try zip(table.parameterNames[position], values).map { name, value in
                guard let text = PercentEncoding.decode(value, plusIsSpace: false) else { throw Failure(.notFound) }
                return (name, text)
            }
            return (table.all[position], parameters)
        }
    }

    private func authenticate(
        _ endpoint: Endpoint, _ headers: HTTPFields, _ exchange: inout Exchange
    ) async throws -> (actor: Actor, session: AuthenticatedSession)? {
        if endpoint.access == .anonymous, !endpoint.welcomesAnonymous { return nil }
        guard let credentials = try Credentials(headers) else {
            if endpoint.welcomesAnonymous { return nil }
            throw Failure(.unauthenticated)
        }
        let (actor, session) = try await authenticator.authenticate(
            token: credentials.token, request: exchange.request, address: exchange.origin.address?.description,
            at: exchange.now)
        exchange.tenant = actor.tenant
        if headers[.acceptLanguage] == nil, let locale = session.locale { exchange.language = locale }
        try credentials.checkOrigin(of: exchange.method, headers, session)
        if let wait = tenantLimiter?.take(actor.tenant, at: exchange.now, perMinute: tenantRate(actor.tenant)) {
            throw Failure(.tooManyRequests, retryAfter: wait)
        }
        return (actor, session)
    }

    /// The language that a header asks for. Nearly every browser names its first choice first and without a weight.
    static func language(_ header: String?) -> Language? {
        guard let header else { return nil }
        for language in Language.allCases where header.hasPrefix(language.rawValue) {
            let rest = header.utf8.dropFirst(language.rawValue.utf8.count)
            let end = rest.first { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
            if rest.first == nil || rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: ","),
                end != UInt8(ascii: ";")
            {
                return language
            }
        }
        return Language(acceptLanguage: header)
    }

    // MARK: Answers

    private func refuse(_ error: any Error, _ exchange: Exchange) -> Reply {
        let failure = Failure(meaning: error, constraints: configuration.constraints)
        log(failure, exchange.request, route: template(exchange))
        var reply = Problem(
            failure: failure, language: exchange.language, request: exchange.request, instance: exchange.instance,
            texts: texts
        ).reply
        switch failure.code.kind {
        case .methodNotAllowed:
            let methods = exchange.allowed.map(\.rawValue).joined(separator: ", ")
            reply.headers.append(HTTPField(name: .allow, value: methods))
        // What is left of such a request is not worth reading.
        case .tooLarge, .uriTooLong, .headersTooLarge:
            reply.headers.append(HTTPField(name: .connection, value: "close"))
        default: break
        }
        return reply
    }

    private func finish(_ reply: Reply, _ exchange: Exchange) -> Answer {
        let elapsed = exchange.started.duration(to: monotonic())
        counts.record(route: exchange.route, status: reply.status.code, elapsed)
        if let sink, configuration.logsAccess {
            sink.write(accessLine(exchange, reply.status.code, elapsed), now: false)
        }
        return Answer(reply: reply, request: exchange.request, now: exchange.now, isHead: exchange.method == .head)
    }

    /// The template of the request's route; the address itself is never logged.
    func template(_ exchange: Exchange) -> String {
        exchange.route.map { table.all[$0].path } ?? "unmatched"
    }
}

extension Call {
    /// The call with the conditions that its headers set.
    fileprivate func meeting(key: String?, version: Int64?) -> Call {
        Call(
            request: request, now: now, language: language, address: address, isSecure: isSecure, actor: actor,
            session: session, query: query, body: body, upload: upload, idempotencyKey: key, expectedVersion: version,
            headers: headers, parameters: parameters)
    }
}
