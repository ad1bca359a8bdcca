internal import HTTPTypes
internal import JSON
internal import Logging
internal import Postgres

extension Edge {
    /// Logs a refusal once: what it was and where, never the address that was asked for, nor a value.
    func log(_ failure: Failure, _ request: ID<Request>, route: String) {
        let level: Logger.Level =
            switch failure.code.kind {
            case .internalError: .error
            // A refusal without a cause is load that was shed: the access log has it, and a line more for each would be load again.
            case .unavailable: failure.cause == nil ? .debug : .warning
            default: .debug
            }
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = [
            "request": .stringConvertible(request), "route": .string(route), "code": .string(failure.code.code),
        ]
        if let cause = failure.cause {
            metadata["error"] = .string(String(reflecting: type(of: cause)))
            if let error = cause as? PostgresError {
                metadata["sqlState"] = error.sqlState.map { .string($0) }
                metadata["constraint"] = error.constraint.map { .string($0) }
                if error.sqlState == nil { metadata["kind"] = .string("\(error.kind)") }
            }
        }
        logger.log(level: level, "request refused", metadata: metadata)
    }

    /// One line of the access log, written without the detour through metadata.
    func accessLine(_ exchange: Exchange, _ status: Int, _ elapsed: Duration) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.beginObject()
        writer.key("time")
        writer.string(exchange.now.description)
        writer.key("logger")
        writer.string("access")
        writer.key("request")
        writer.uuid(exchange.request.uuid)
        writer.key("method")
        // A method that no route has may be any word of a stranger's.
        writer.string(exchange.route == nil ? "any" : exchange.method.rawValue)
        writer.key("route")
        writer.string(template(exchange))
        writer.key("status")
        writer.integer(status)
        writer.key("durationMicroseconds")
        writer.integer(elapsed.microseconds)
        if configuration.logsTenant, let tenant = exchange.tenant {
            writer.key("tenant")
            writer.uuid(tenant.uuid)
        }
        writer.endObject()
        return writer.finish()
    }

    /// What the connection itself refuses, such as a head that never ends: there is no request yet to answer.
    func connectionRefusal(_ failure: Failure) -> Answer {
        counts.recordRefusal()
        let now = clock.now()
        let request = ID<Request>.new(at: now)
        log(failure, request, route: "unmatched")
        let problem = Problem(
            failure: failure, language: configuration.defaultLanguage, request: request, instance: nil, texts: texts)
        return Answer(reply: problem.reply, request: request, now: now, isHead: false)
    }
}
