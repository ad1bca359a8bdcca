internal import Glibc

/// How many files and sockets the process may have open.
public enum Descriptors {
    /// Raises what the process may have to what the system allows it, which is often a thousandfold: every connection takes one. Where
    /// the system refuses, all stays as it was.
    public static func raise() {
        var limits = current
        limits.rlim_cur = limits.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    }

    /// The limit as it is now.
    public static var most: Int { Int(clamping: current.rlim_cur) }

    private static var current: rlimit {
        var limits = rlimit(rlim_cur: 1024, rlim_max: 1024)
        _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        return limits
    }
}
