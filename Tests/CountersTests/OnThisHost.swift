import Glibc
import Linux
import Testing

@testable import Counters

/// What this user may do here; the tests that need more are skipped.
enum Permission {
    static func mayCount() -> Bool {
        if let wish = getenv("ISOCOST_MUST_WORK"), String(cString: wish) == "1" { return true }
        return !CounterGroup.probe([MetricCatalog.metrics[0]]).available.isEmpty
    }

    static func readsTracepoints() -> Bool {
        geteuid() == 0 && access("/sys/kernel/tracing/events/raw_syscalls", F_OK) == 0
    }

    /// By the setting, not by what the probe makes of it.
    static func isUserModeOnly() -> Bool {
        let paranoid = (try? contents(of: "/proc/sys/kernel/perf_event_paranoid")) ?? ""
        return geteuid() != 0 && paranoid.hasPrefix("2")
    }
}

/// Tests that open real counters; one at a time, since some look at this process's descriptors.
///
/// Skipped where the host allows none (a container's seccomp filter, or kernel.perf_event_paranoid
/// above 2 for a user), unless ISOCOST_MUST_WORK is 1.
@Suite(.serialized, .enabled(if: Permission.mayCount(), "perf_event_open is not permitted here"))
enum OnThisHost {
    /// Counters that every user may open.
    static func counters(_ names: [String]) throws -> [Counter] {
        let probe = CounterGroup.probe(try names.map { try EventResolver().metric(event: $0) })
        try #require(probe.available.count == names.count, "\(probe.unavailable)")
        return probe.available
    }

    /// What `body` costs the calling thread.
    static func count(_ counters: [Counter], _ body: () -> Void) throws -> [CounterValue] {
        let group = CounterGroup(counters, pid: 0)
        let before = try group.read()
        body()
        return CounterReading.difference(try group.read(), before)
    }
}

/// A shell that waits for a line on its standard input before it runs its script.
struct GatedShell: ~Copyable {
    let pid: pid_t
    private let gate: UnsafeMutablePointer<FILE>

    init(_ script: String) throws {
        guard let stream = popen("read gate; " + script, "we") else {
            throw SystemError("popen", script, code: errno)
        }
        // popen keeps the pid to itself; this thread has no other child (man 5 proc, children).
        let children = try contents(of: "/proc/thread-self/children").split(separator: " ")
        try #require(children.count == 1)
        let child = try #require(pid_t(children[0]))
        gate = stream
        pid = child
    }

    /// Opens the gate and waits for the end.
    consuming func finish() throws -> ResourceUsage {
        fputs("\n", gate)
        fflush(gate)
        var usage = rusage()
        let pid = pid
        try retrying("wait4", "\(pid)") { wait4(pid, nil, 0, &usage) }
        // Closes the pipe; the child is reaped already.
        pclose(gate)
        return ResourceUsage(usage)
    }
}
