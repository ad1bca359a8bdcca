#if PEONY_THREAD_SANITIZER
    import Postgres

    /// The lock that the thread sanitizer knows, in the place of the standard library's.
    typealias Mutex = Postgres.Mutex
#endif
