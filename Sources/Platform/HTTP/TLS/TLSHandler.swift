internal import NIOCore

/// Stands at a connection's network end: what is behind it sees plain bytes, the peer encrypted ones.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let identity: TLSIdentity
    /// A peer that does not finish its handshake in this time holds a connection for nothing.
    private let deadline: TimeAmount
    private var session: TLSSession?
    private var waiting: [(buffer: ByteBuffer, promise: EventLoopPromise<Void>?)] = []
    private var timeout: Scheduled<Void>?
    private var hasDelivered = false
    private var isClosing = false

    init(_ identity: TLSIdentity, handshakeDeadline: Duration) {
        self.identity = identity
        deadline = .milliseconds(
            max(1, handshakeDeadline.components.seconds * 1000 + handshakeDeadline.components.attoseconds / 1_000_000_000_000_000))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        session = identity.context.session()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timeout = context.eventLoop.scheduleTask(in: deadline) {
            let (handler, context) = bound.value
            if handler.session?.isEstablished != true { context.close(promise: nil) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timeout?.cancel()
        timeout = nil
        session = nil
        failWaiting(ChannelError.ioOnClosedChannel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let session else {
            context.close(promise: nil)
            return
        }
        unwrapInboundIn(data).withUnsafeReadableBytes { session.receive($0) }
        if !session.isEstablished {
            let outcome = session.handshake()
            sendPending(context)
            switch outcome {
            case .needsInput: return
            case .closed, .failed:
                // The alert has been sent; what the peer sends now is of no interest.
                context.close(promise: nil)
                return
            case .done:
                timeout?.cancel()
                timeout = nil
                flush(context: context)
            }
        }
        deliver(context, session)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Whoever reads on demand asked for plain bytes; encrypted ones that gave none yet are not what he asked for.
        if !hasDelivered { context.read() }
        hasDelivered = false
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timeout?.cancel()
        timeout = nil
        failWaiting(ChannelError.ioOnClosedChannel)
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        waiting.append((unwrapOutboundIn(data), promise))
    }

    func flush(context: ChannelHandlerContext) {
        guard let session, session.isEstablished else { return }
        var promises: [EventLoopPromise<Void>] = []
        for (buffer, promise) in waiting {
            guard case .done = buffer.withUnsafeReadableBytes({ session.write($0) }) else {
                waiting = []
                promise?.fail(ChannelError.ioOnClosedChannel)
                for promise in promises { promise.fail(ChannelError.ioOnClosedChannel) }
                context.close(promise: nil)
                return
            }
            if let promise { promises.append(promise) }
        }
        waiting.removeAll(keepingCapacity: true)
        sendPending(context, promises)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode != .input, !isClosing, let session, session.isEstablished {
            isClosing = true
            flush(context: context)
            session.close()
            sendPending(context)
        }
        context.close(mode: mode, promise: promise)
    }

    private func deliver(_ context: ChannelHandlerContext, _ session: TLSSession) {
        while true {
            var buffer = context.channel.allocator.buffer(capacity: 16 << 10)
            var outcome = TLSSession.Outcome.done
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 16 << 10) { space in
                let (count, result) = session.read(into: space)
                outcome = result
                return count
            }
            if buffer.readableBytes > 0 {
                hasDelivered = true
                context.fireChannelRead(wrapInboundOut(buffer))
                // A handler behind may have closed the connection.
                if self.session == nil { return }
                continue
            }
            switch outcome {
            case .done, .needsInput: break
            case .closed:
                hasDelivered = true
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            case .failed:
                sendPending(context)
                context.close(promise: nil)
            }
            return
        }
    }

    private func sendPending(_ context: ChannelHandlerContext, _ promises: [EventLoopPromise<Void>] = []) {
        guard let session, session.pendingCount > 0 else {
            for promise in promises { promise.succeed() }
            return
        }
        var buffer = context.channel.allocator.buffer(capacity: session.pendingCount)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: session.pendingCount) { session.drain(into: $0) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        for promise in promises { sent.futureResult.cascade(to: promise) }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: sent)
    }

    private func failWaiting(_ error: any Error) {
        let failed = waiting
        waiting = []
        for (_, promise) in failed { promise?.fail(error) }
    }
}
