import Glibc
import Linux

/// The kernel's tracepoints, in tracefs (Documentation/trace/events.rst).
struct TracepointTable: Sendable {
    /// Where tracefs is looked for: its own place, then where kernels before 4.1 had it.
    var folders = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"]

    enum Lookup: Equatable {
        case found(id: UInt64)
        case notFound
        case unavailable(reason: String)
    }

    /// The number by which perf_event_open(2) knows a tracepoint, e.g. of `syscalls:sys_enter_getpid`.
    func lookup(group: String, name: String) -> Lookup {
        guard let events = mounted() else { return .unavailable(reason: Self.absence) }
        do throws(SystemError) {
            let text = try contents(of: "\(events)/\(group)/\(name)/id")
            guard let id = UInt64(text.split(separator: "\n").first ?? "") else {
                return .unavailable(reason: "\(events)/\(group)/\(name)/id holds no number")
            }
            return .found(id: id)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return .notFound }
            return .unavailable(reason: "\(error); \(Self.advice)")
        }
    }

    /// The names in a group, as `group:name`; empty if there is no such group.
    func names(group: String) -> [String] {
        guard let events = mounted() else { return [] }
        // Beside the tracepoints there are two files, `enable` and `filter`, which no event is called.
        return Linux.names(in: "\(events)/\(group)").filter { !["enable", "filter"].contains($0) }
            .map { "\(group):\($0)" }
    }

    /// The `events` folder of the first tracefs that is there; it may not be readable.
    private func mounted() -> String? {
        folders.lazy.map { $0 + "/events" }.first {
            if access($0, F_OK) == 0 { return true }
            let code = errno
            return code == EACCES
        }
    }

    private static let advice = """
        tracefs is for root alone, unless a group may read it: \
        `mount -o remount,mode=750,gid=GROUP /sys/kernel/tracing`
        """
    private static let absence =
        "tracefs is not mounted: `mount -t tracefs tracefs /sys/kernel/tracing`"
}
