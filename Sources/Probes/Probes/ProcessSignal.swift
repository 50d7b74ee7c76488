import Glibc

/// Signals a process of the host. Harmless: the process is isocost's own and waits for the signal, and SIGURG
/// is ignored by any other that should have its number inside.
struct ProcessSignal: Probe {
    static let property = Property(
        "processes.signal", "a process of the host is signalled",
        attempt: "sends SIGURG to a process of the host", promisedBy: [["pid"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        var urgent = Self.urgent
        // Blocked, a signal waits, also one that would be ignored (man 7 signal).
        sigprocmask(SIG_BLOCK, &urgent, nil)
        return [:]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let process = try given.integer("hostPid")
        if let code = refusal({ kill(pid_t(process), SIGURG) }) {
            return .isolated("kill gave \(Errno.name(code))")
        }
        return .shared("kill reached process \(process) of the host")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        var urgent = Self.urgent
        var atOnce = timespec()
        let arrived = sigtimedwait(&urgent, nil, &atOnce) == SIGURG
        switch (outcome.verdict, arrived) {
        case (.shared, false): return .isolated("kill reached a process of its own that has the same number")
        case (.isolated, true): return .shared("a signal arrived, though \(outcome.detail)")
        default: return outcome
        }
    }

    private static var urgent: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGURG)
        return set
    }
}
