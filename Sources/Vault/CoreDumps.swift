import CLinux
import Glibc

/// Keeps what is in memory out of files: keys of whole tenants would lie in a core.
public enum CoreDumps {
    /// No core file from now on (RLIMIT_CORE 0, also for children), and neither debugger nor `/proc/PID/mem` for anybody but root
    /// (PR_SET_DUMPABLE 0). False when the system refuses.
    public static func forbid() -> Bool {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        let isLimited = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        return peony_forbid_dumps() == 0 && isLimited
    }

    /// Whether the process could leave a core.
    public static var arePossible: Bool { peony_may_be_dumped() != 0 }
}
