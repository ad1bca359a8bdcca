internal import HTTPTypes

/// The stream of what changed, for pages that stay open (the WHATWG's `text/event-stream`).
public enum StreamEndpoint {
    /// Topics whose right to read has another name than theirs.
    static let readers: [String: Action] = [
        "care_request": Action("approve.care"), "care_decision": Action("request.care"),
        "tag_group": Action("read.tag"), "tag_order": Action("read.tag"), "customer_tag": Action("read.customer"),
        "import": Action("import.customer"), "duplicate": Action("deduplicate.customer"),
        "custom_field": Action("manage.custom_field"), "break_glass": Action("review.break_glass"),
        "mention": Action("read.note"), "lead_touch": Action("read.lead"), "triage_rule": Action("read.visit"),
    ]

    /// What a stream does besides waiting.
    struct Pace: Sendable {
        /// A silent stream says so, and looks whether its caller is still let in.
        var heartbeat = Duration.seconds(15)
        /// Between two events: what changes all the time is told once in this while.
        var pause = Duration.seconds(1)
    }

    /// The endpoint.
    public static func all(_ deployment: Deployment) -> [Endpoint] { [endpoint(deployment, Pace())] }

    static func endpoint(_ deployment: Deployment, _ pace: Pace) -> Endpoint {
        Endpoint(
            .get, "/v1/stream", access: .signedIn, tag: "Me",
            summary: LocalizedText(
                "变更事件流：只说哪类对象变了，内容请重新读取", "Stream of changes: which kinds of objects changed; read them again to see how")
        ) { call in
            let actor = try call.requireActor()
            guard let token = try Credentials(call.headers)?.token else { throw Failure(.unauthenticated) }
            let subscription = try deployment.news.subscribe(actor)
            let (pieces, out) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(8))
            let work = Task {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        while !Task.isCancelled {
                            try? await Task.sleep(for: pace.heartbeat)
                            subscription.beat()
                        }
                    }
                    await relay(subscription, to: out, pace) {
                        try await deployment.sessions.authenticate(
                            token: token, request: call.request, address: call.address, at: deployment.clock.now()
                        ).0
                    }
                    group.cancelAll()
                }
                out.finish()
            }
            out.onTermination = { _ in
                deployment.news.leave(subscription)
                work.cancel()
            }
            // A first sign, so that a page knows that it is heard: what changed before it came is its own to read.
            out.yield(event("ready", []))
            var reply = Reply(stream: ReplyStream(pieces), contentType: "text/event-stream")
            // nginx and its likes would wait for a buffer to fill.
            reply.headers.append(HTTPField(name: .xAccelBuffering, value: "no"))
            return reply
        }
    }

    /// Passes on what there is, until the caller leaves or is let in no more.
    private static func relay(
        _ subscription: NewsSubscription, to out: AsyncStream<[UInt8]>.Continuation, _ pace: Pace,
        whoAmI: @Sendable () async throws -> Actor
    ) async {
        for await _ in subscription.wakes {
            guard let actor = try? await whoAmI() else { return }
            let pending = subscription.take()
            let topics = Set(pending.changes.filter { isFor(actor, $0) }.map(\.topic)).sorted()
            if pending.isAll {
                out.yield(event("all", []))
            } else if !topics.isEmpty {
                out.yield(event("changed", topics))
            } else if pending.isEmpty {
                out.yield(Array(":\n\n".utf8))
                continue
            } else {
                continue
            }
            try? await Task.sleep(for: pace.pause)
        }
    }

    /// Whether somebody may read such objects there, and so may learn that one changed.
    static func isFor(_ actor: Actor, _ change: Change) -> Bool {
        if let user = change.user, user != actor.user { return false }
        let action = readers[change.topic] ?? Action(named: "read." + change.topic)
        guard let reach = actor.rights.reach(of: action) else { return false }
        return change.branch.map { reach.contains($0) } ?? true
    }

    private static func event(_ name: String, _ topics: [String]) -> [UInt8] {
        Array("event: \(name)\ndata: \(topics.joined(separator: " "))\n\n".utf8)
    }
}
