#if PEONY_THREAD_SANITIZER
    internal import Glibc

    /// `Synchronization.Mutex` as far as we use it, over a pthread mutex: for `scripts/test --sanitize` alone.
    ///
    /// The standard library's lock takes its fast path in our code and its slow one, after a wait, inside the library, which is not
    /// instrumented. So the thread sanitizer misses that a thread which had to wait came after the one that held the lock, and calls
    /// every access behind it a race. A pthread mutex it knows. Suppressions by name would hide real races of the same functions.
    /// Each module that locks compiles this file as its own, by a symbolic link: so its `Mutex` goes before the imported one.
    @safe
    struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private let value: UnsafeMutablePointer<Value>

        init(_ initialValue: consuming sending Value) {
            unsafe lock = .allocate(capacity: 1)
            unsafe lock.initialize(to: pthread_mutex_t())
            unsafe pthread_mutex_init(lock, nil)
            unsafe value = .allocate(capacity: 1)
            unsafe value.initialize(to: initialValue)
        }

        deinit {
            unsafe pthread_mutex_destroy(lock)
            unsafe lock.deallocate()
            unsafe value.deinitialize(count: 1)
            unsafe value.deallocate()
        }

        borrowing func withLock<Result: ~Copyable, Problem: Error>(
            _ body: (inout sending Value) throws(Problem) -> sending Result
        ) throws(Problem) -> sending Result {
            unsafe pthread_mutex_lock(lock)
            defer { unsafe pthread_mutex_unlock(lock) }
            return try unsafe body(&value.pointee)
        }
    }

    /// Where a thread of ours hands something to a task that waits for it.
    ///
    /// That the task goes on after its continuation was resumed is made sure by libraries that are not instrumented: the thread
    /// sanitizer takes what the task reads for a race with what the thread wrote. Both pass here, and so it sees who came first.
    final class HandOver: Sendable {
        private let lock = Mutex(false)

        /// The thread calls it before it resumes, the task after it was resumed.
        func pass() { lock.withLock { $0 = true } }
    }
#else
    /// Where a thread of ours hands something to a task that waits for it: a mark for the thread sanitizer.
    struct HandOver: Sendable {
        @inline(__always) func pass() {}
    }
#endif
