internal import NIOCore

/// Runs tasks on one event loop: a request whose task prefers it never leaves the thread that its connection lives on, and no
/// hand-over between threads is paid for.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
