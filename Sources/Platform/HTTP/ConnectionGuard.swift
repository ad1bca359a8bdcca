internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Holds one connection to absolute deadlines and answers what the parser refuses, as a problem like any other.
///
/// Idle timeouts alone are no limit: a byte now and then keeps them from firing, and holds up a shutdown as well. So
/// every phase of a request has an end that no byte moves, except that a body earns time at its minimum rate.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Phase {
        /// Nothing of a request has come yet.
        case waiting
        case head
        case body(since: NIODeadline, received: Int)
        /// The request is read, its answer is not written.
        case answering
        /// The answer was written in full and is the last one; what still comes in is thrown away.
        case lingering
        case closed
    }

    /// How long a caller may take to notice that the connection is at its end.
    private static let linger = TimeAmount.seconds(2)

    private let limits: EdgeLimits
    private let refusal: (Failure) -> (head: HTTPResponse, body: ByteBuffer)
    private var context: ChannelHandlerContext?
    private var phase = Phase.waiting
    private var deadline: NIODeadline?
    private var timer: Scheduled<Void>?
    /// Requests whose heads came and whose answers are not written; more than one when a caller pipelines.
    private var unanswered = 0
    /// Whether an answer is half written.
    private var answerBegun = false
    /// Whether bytes of another request came while one was being answered.
    private var moreArrived = false
    private var closesAfterAnswer = false
    private var isDraining = false

    /// `refusal` renders what the connection itself refuses.
    init(_ limits: EdgeLimits, refusal: @escaping (Failure) -> (head: HTTPResponse, body: ByteBuffer)) {
        self.limits = limits
        self.refusal = refusal
    }

    // MARK: Inbound

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { expect(in: limits.headerDeadline, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expect(in: limits.headerDeadline, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        end()
    }

    /// Told by the handler in front of the parser, which sees bytes before they are a head.
    func bytesArrived() {
        switch phase {
        case .waiting:
            guard let context else { return }
            phase = .head
            expect(in: limits.headerDeadline, context)
        case .answering: moreArrived = true
        case .head, .body, .lingering, .closed: break
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .lingering, .closed: return
        default: break
        }
        switch unwrapInboundIn(data) {
        case .head:
            phase = .body(since: .now(), received: 0)
            unanswered += 1
            moreArrived = false
            extendBody(context)
        case .body(let buffer):
            if case .body(let since, let received) = phase {
                phase = .body(since: since, received: received + buffer.readableBytes)
                extendBody(context)
            }
        case .end:
            if case .body = phase { startAnswering(context) }
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch phase {
        case .waiting, .head, .body:
            let isOverflow = (error as? HTTPParserError) == .headerOverflow
            refuse(Failure(isOverflow ? .headersTooLarge : .malformedRequest, cause: error), context)
        case .answering:
            // The next request on the connection is broken: this one still gets its answer.
            closesAfterAnswer = true
        case .lingering, .closed: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isDraining = true
            // What is under way may finish. Whatever drips on ends a while before the whole server must.
            let end = NIODeadline.now() + TimeAmount(limits.drain * 3 / 4)
            deadline = min(deadline ?? end, end)
            schedule(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    // MARK: Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch phase {
        case .lingering, .closed:
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        default: break
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            answerBegun = true
            if isDraining || closesAfterAnswer { head.headerFields[.connection] = "close" }
            if head.headerFields[.connection] == "close" { closesAfterAnswer = true }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            if case .answering = phase { expect(in: limits.keepAlive, context) }
            context.write(data, promise: promise)
        case .end:
            answerBegun = false
            unanswered -= 1
            if closesAfterAnswer {
                context.writeAndFlush(data, promise: promise)
                startLingering(context)
            } else {
                if case .answering = phase, unanswered == 0 { startWaiting(context) }
                context.write(data, promise: promise)
            }
        }
    }

    // MARK: Phases

    private func startAnswering(_ context: ChannelHandlerContext) {
        // The answer may be written already, as refusals are that do not wait for the body.
        if unanswered == 0 {
            startWaiting(context)
        } else {
            phase = .answering
            expect(in: limits.requestDeadline + limits.queueDeadline + limits.keepAlive, context)
        }
    }

    private func startWaiting(_ context: ChannelHandlerContext) {
        phase = moreArrived ? .head : .waiting
        expect(in: moreArrived ? limits.headerDeadline : limits.keepAlive, context)
    }

    private func startLingering(_ context: ChannelHandlerContext) {
        phase = .lingering
        context.close(mode: .output, promise: nil)
        deadline = .now() + ConnectionGuard.linger
        schedule(context)
    }

    /// Writes an answer of the connection's own, then ends it. The reader of the request learns it as an error.
    private func refuse(_ failure: Failure, _ context: ChannelHandlerContext) {
        // Answers go in order: this one may be written only when it is the next, and not twice.
        let isReading = if case .body = phase { true } else { false }
        if answerBegun || unanswered != (isReading ? 1 : 0) {
            context.close(promise: nil)
        } else {
            let (head, body) = refusal(failure)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(body)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            startLingering(context)
        }
        context.fireErrorCaught(failure)
    }

    // MARK: Time

    private func expect(in duration: Duration, _ context: ChannelHandlerContext) {
        let next = NIODeadline.now() + TimeAmount(duration)
        deadline = isDraining ? min(next, deadline ?? next) : next
        schedule(context)
    }

    /// A body has its deadline, and before that as long as it has earned by bytes.
    private func extendBody(_ context: ChannelHandlerContext) {
        guard case .body(let since, let received) = phase else { return }
        let rate = Int64(max(1, limits.bodyBytesPerSecond))
        let earned = TimeAmount(limits.bodyGrace) + .milliseconds(Int64(received) * 1000 / rate)
        let next = since + min(TimeAmount(limits.bodyDeadline), earned)
        deadline = isDraining ? min(next, deadline ?? next) : next
        schedule(context)
    }

    /// One timer is enough: it looks at the deadline when it fires, and goes on if that has moved.
    private func schedule(_ context: ChannelHandlerContext) {
        guard let deadline else { return }
        if let timer {
            guard deadline < scheduledFor else { return }
            timer.cancel()
        }
        scheduledFor = deadline
        timer = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(deadline: deadline) { [self] in
            timer = nil
            guard let deadline = self.deadline else { return }
            if NIODeadline.now() < deadline { schedule(context) } else { expired(context) }
        }
    }

    private var scheduledFor = NIODeadline.distantFuture

    private func expired(_ context: ChannelHandlerContext) {
        deadline = nil
        switch phase {
        case .head, .body: refuse(Failure(.timeout), context)
        case .waiting, .answering, .lingering:
            context.close(promise: nil)
        case .closed: break
        }
    }

    private func end() {
        phase = .closed
        deadline = nil
        timer?.cancel()
        timer = nil
    }
}

/// Stands in front of the parser and tells the guard behind it when a request begins; the parser tells that only at the
/// head's end, and a head may drip.
final class FirstByte: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var observer: ConnectionGuard?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if observer == nil {
            observer = try? context.pipeline.syncOperations.handler(type: ConnectionGuard.self)
        }
        observer?.bytesArrived()
        context.fireChannelRead(data)
    }

    func handlerRemoved(context: ChannelHandlerContext) { observer = nil }
}
