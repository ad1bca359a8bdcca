internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// One connection, on its event loop. Requests come in as parts; each is answered by a task on the same loop, one after the
/// other, and an answer goes out in one piece; a stream is the last of its connection.
///
/// Idle timeouts alone are no limit: a byte now and then keeps them from firing, and holds up a shutdown as well. So
/// every phase of a request has an end that no byte moves, except that a body earns time at its minimum rate.
final class EdgeConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    typealias Responder = @Sendable (IncomingRequest, LoopExecutor) async -> Answer

    private enum Phase {
        /// Nothing of a request has come yet.
        case waiting
        case head
        case body(since: NIODeadline, received: Int)
        /// The request is read, its answer is not written.
        case answering
        /// The answer has no end yet; what still comes in is thrown away.
        case streaming
        /// The answer was written in full and is the last one; what still comes in is thrown away.
        case lingering
        case closed
    }

    /// The request that is read or answered.
    private struct Current {
        let keepsAlive: Bool
        /// Nothing of the body comes before we ask for it.
        let expectsContinue: Bool
        let isSafe: Bool
        let body: ArrivingBody?
        var work: Task<Void, Never>?
        var isAnswered = false
    }

    /// How long a caller may take to notice that the connection is at its end.
    private static let linger = Duration.seconds(2)

    private let limits: EdgeLimits
    private let executor: LoopExecutor
    private let respond: Responder
    private let refusal: (Failure) -> Answer
    private let timer: ConnectionTimer
    private var context: ChannelHandlerContext?
    private var peer: NetworkAddress?
    private var phase = Phase.waiting
    private var current: Current?
    /// What a caller sent before the answer to an earlier request; nothing more is read meanwhile.
    private var held = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    private var isTakingHeld = false
    private var readIsDue = false
    /// Whether bytes of another request came while one was being answered.
    private var moreArrived = false
    /// Nothing good comes behind what is held: the caller ended his side, or sent what is no request.
    private var inputIsOver = false
    /// Whether what is streamed has a length.
    private var isHandingOut = false

    /// `refuse` renders what the connection itself refuses.
    init(_ limits: EdgeLimits, on loop: any EventLoop, respond: @escaping Responder, refuse: @escaping (Failure) -> Answer) {
        self.limits = limits
        self.respond = respond
        refusal = refuse
        executor = LoopExecutor(loop)
        timer = ConnectionTimer(loop)
    }

    // MARK: Inbound

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer.onExpiry = { [weak self] in self?.expired() }
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) { begin(context) }

    private func begin(_ context: ChannelHandlerContext) {
        peer = NetworkAddress(context.remoteAddress)
        timer.expect(in: limits.headerDeadline)
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    /// Told by the handler in front of the parser, which sees bytes before they are a head.
    func bytesArrived() {
        switch phase {
        case .waiting:
            phase = .head
            timer.expect(in: limits.headerDeadline)
        case .answering: moreArrived = true
        case .head, .body, .streaming, .lingering, .closed: break
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch phase {
        case .streaming, .lingering, .closed: return
        case .answering:
            if case .head = part { moreArrived = false }
            held.append(part)
        case .waiting, .head, .body:
            if held.isEmpty { take(part, context) } else { held.append(part) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        inputIsOver = true
        // The network's fault, not the caller's words.
        if error is IOError { return close(context) }
        switch phase {
        case .waiting, .head, .body:
            guard held.isEmpty else { return }
            let isOverflow = (error as? HTTPParserError) == .headerOverflow
            refuse(Failure(isOverflow ? .headersTooLarge : .malformedRequest, cause: error), context)
        // The next request on the connection is broken: this one still gets its answer.
        case .answering, .streaming, .lingering, .closed: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            // What is under way may finish. Whatever drips on ends a while before the whole server must.
            timer.drain(in: limits.drain * 3 / 4)
            switch phase {
            case .waiting: close(context)
            // What has an end may come to it.
            case .streaming: if !isHandingOut { finishStream() }
            case .head, .body, .answering, .lingering, .closed: break
            }
        case ChannelEvent.inputClosed:
            inputIsOver = true
            switch phase {
            case .waiting, .head: linger(context)
            // A caller may end his side when he has asked; what has an end he still gets.
            case .streaming: if !isHandingOut { close(context) }
            case .body where held.isEmpty: refuse(Failure(.malformedRequest), context)
            case .body, .answering, .lingering, .closed: break
            }
        default: break
        }
    }

    /// A caller who sends on and does not read must not fill our memory.
    func read(context: ChannelHandlerContext) {
        if held.isEmpty, !isHoldingBack { context.read() } else { readIsDue = true }
    }

    /// A body of which more has come than was taken.
    private var isHoldingBack: Bool { current?.body?.isFull ?? false }

    /// Reads on when there is room again.
    private func goOn() {
        guard let context, held.isEmpty else { return }
        readOn(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { takeHeld(context) }

    // MARK: Requests

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head):
            phase = .body(since: .now(), received: 0)
            extendBody()
            start(head, context)
        case .body(let buffer):
            guard case .body(let since, let received) = phase else { return }
            phase = .body(since: since, received: received + buffer.readableBytes)
            extendBody()
            current?.body?.append(buffer)
        case .end:
            guard case .body = phase else { return }
            current?.body?.end(.success(()))
            // The answer may be written already, as refusals are that do not wait for the body.
            if current?.isAnswered ?? true {
                startWaiting()
            } else {
                phase = .answering
                timer.expect(in: limits.requestDeadline + limits.queueDeadline + limits.keepAlive)
            }
        }
    }

    private func start(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        // RFC 9112 §3.2: one Host, or whoever stands before us may mean another server than we do.
        let hosts = head.headers["host"].count
        guard hosts == 1 || hosts == 0 && head.version != .http1_1, let request = HTTPRequest(head) else {
            return refuse(Failure(.malformedRequest), context)
        }
        let loop = context.eventLoop
        let this = NIOLoopBound(self, eventLoop: loop)
        let hasBody = head.headers.contains(name: "content-length") || head.headers.contains(name: "transfer-encoding")
        let expectsContinue = hasBody && head.headers.first(name: "expect")?.lowercased() == "100-continue"
        let body =
            hasBody
            ? ArrivingBody(limit: limits.bodyBytes) {
                if expectsContinue { loop.execute { this.value.askForBody() } }
            } onRoom: {
                loop.execute { this.value.goOn() }
            } : nil
        current = Current(
            keepsAlive: head.isKeepAlive && head.version == .http1_1, expectsContinue: expectsContinue,
            isSafe: request.method == .get || request.method == .head, body: body)
        let incoming = IncomingRequest(request, body.map { .arriving($0) } ?? .whole([]), from: peer)
        let work = Task.immediate(executorPreference: executor) { [respond, executor] in
            let answer = await respond(incoming, executor)
            this.value.finish(answer)
        }
        if current?.isAnswered == false { current?.work = work }
    }

    private func askForBody() {
        guard let context, let current, !current.isAnswered, case .body(_, received: 0) = phase else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }

    private func finish(_ answer: Answer) {
        guard let context, let current, !current.isAnswered else { return }
        let isRead: Bool
        switch phase {
        case .answering: isRead = true
        case .body: isRead = false
        case .waiting, .head, .streaming, .lingering, .closed: return
        }
        // A caller who was not asked for his body may send it or not, so what comes next cannot be told from it.
        let isUnclear = current.expectsContinue && !isRead && current.body?.isWanted == false
        let closes = !current.keepsAlive || isUnclear || timer.isDraining || answer.closes || inputIsOver && held.isEmpty
        self.current?.isAnswered = true
        self.current?.work = nil
        // Whoever answered wants no more of it; what still comes is read past.
        if !isRead { current.body?.discard() }
        if let stream = answer.stream { return write(stream, after: answer, context) }
        write(answer, closing: closes, context)
        if isRead, !closes {
            startWaiting()
            takeHeld(context)
        }
    }

    /// Goes on with what came before the answer, as long as the caller takes his answers.
    private func takeHeld(_ context: ChannelHandlerContext) {
        guard !isTakingHeld else { return }
        isTakingHeld = true
        defer { isTakingHeld = false }
        while context.channel.isWritable, let part = held.first {
            switch phase {
            case .answering, .streaming, .lingering, .closed: return
            case .waiting, .head, .body: held.removeFirst()
            }
            take(part, context)
        }
        guard held.isEmpty else { return }
        if inputIsOver {
            switch phase {
            case .waiting, .head, .body: linger(context)
            case .answering, .streaming, .lingering, .closed: break
            }
        } else {
            readOn(context)
        }
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard readIsDue, !isHoldingBack else { return }
        readIsDue = false
        context.read()
    }

    private func startWaiting() {
        current = nil
        phase = moreArrived ? .head : .waiting
        timer.expect(in: moreArrived ? limits.headerDeadline : limits.keepAlive)
    }

    // MARK: Endings

    private func write(_ answer: Answer, closing: Bool, _ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: 1024 + answer.body.count)
        answer.write(to: &buffer, closing: closing)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        if closing { linger(context) }
    }

    /// Writes pieces until there are no more. A caller who does not read news is let go: he comes back and looks at everything anew. What has
    /// a length waits for him, a piece at a time, as long as each leaves in time.
    private func write(_ stream: ReplyStream, after answer: Answer, _ context: ChannelHandlerContext) {
        phase = .streaming
        isHandingOut = stream.length != nil
        timer.stop()
        held.removeAll()
        var head = context.channel.allocator.buffer(capacity: 1024)
        answer.write(to: &head, closing: true)
        context.writeAndFlush(wrapOutboundOut(head), promise: nil)
        readOn(context)
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        current?.work = Task(executorPreference: executor) { [isHandingOut] in
            for await piece in stream.pieces {
                if isHandingOut {
                    guard await withCheckedContinuation({ this.value.hand(piece, out: $0) }) else { break }
                } else {
                    guard this.value.write(piece) else { break }
                }
            }
            this.value.finishStream()
        }
    }

    /// Whether the caller takes what is written.
    private func write(_ piece: [UInt8]) -> Bool {
        guard case .streaming = phase, let context, context.channel.isWritable else { return false }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: nil)
        return true
    }

    /// Writes a piece and says when it has left.
    private func hand(_ piece: [UInt8], out done: CheckedContinuation<Bool, Never>) {
        guard case .streaming = phase, let context else { return done.resume(returning: false) }
        timer.expect(in: limits.keepAlive)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { result in
            if case .success = result { done.resume(returning: true) } else { done.resume(returning: false) }
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: written)
    }

    private func finishStream() {
        guard case .streaming = phase, let context else { return }
        current?.work?.cancel()
        if context.channel.isWritable { linger(context) } else { close(context) }
    }

    /// Sends what is written and then the end, and leaves the caller a moment to notice: a connection that is closed with
    /// bytes of his unread takes the answer with it.
    private func linger(_ context: ChannelHandlerContext) {
        phase = .lingering
        held.removeAll()
        context.close(mode: .output, promise: nil)
        timer.expect(in: EdgeConnection.linger)
        readOn(context)
    }

    /// Writes an answer of the connection's own, then ends it. The reader of the request learns it as an error.
    private func refuse(_ failure: Failure, _ context: ChannelHandlerContext) {
        let body = current?.body
        if current?.isAnswered == true {
            close(context)
        } else {
            current?.isAnswered = true
            write(refusal(failure), closing: true, context)
        }
        body?.end(.failure(failure))
    }

    private func expired() {
        guard let context else { return }
        switch phase {
        case .head, .body: refuse(Failure(.timeout), context)
        case .waiting, .answering, .streaming, .lingering: close(context)
        case .closed: break
        }
    }

    /// The server's time is over.
    func abandon() {
        current?.work?.cancel()
        if let context { close(context) }
    }

    private func close(_ context: ChannelHandlerContext) { context.close(promise: nil) }

    private func end() {
        phase = .closed
        timer.stop()
        held.removeAll()
        current?.body?.end(.failure(Failure(.malformedRequest)))
        // Nobody waits for what was to be read; a write goes on to its end.
        if current?.isSafe == true { current?.work?.cancel() }
        current = nil
        context = nil
    }

    /// A body has its deadline, and before that as long as it has earned by bytes.
    private func extendBody() {
        guard case .body(let since, let received) = phase else { return }
        let isFile = current?.body?.isStreamed ?? false
        let rate = Int64(max(1, isFile ? limits.uploadBytesPerSecond : limits.bodyBytesPerSecond))
        let earned = TimeAmount(limits.bodyGrace) + .milliseconds(Int64(received) * 1000 / rate)
        timer.expect(at: since + min(TimeAmount(isFile ? limits.uploadDeadline : limits.bodyDeadline), earned))
    }
}
