import Glibc

/// Looks for a process of the host among those that /proc shows. Harmless: it only reads, and signal 0 is
/// none.
struct HostProcesses: Probe {
    static let property = Property(
        "processes.seen", "processes of the host are seen",
        attempt:
            "looks through /proc for a process of the host, or asks kill(2) with signal 0 where there is no /proc",
        promisedBy: [["pid", "proc"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let search = ProcessTree.search(argument: try given.text("secret"))
        if let process = search.found { return .shared("/proc shows process \(process) of the host") }
        guard search.seen == 0 else {
            let count =
                search.seen == 1 ? "one process, which is not" : "\(search.seen) processes, none of them"
            return .isolated("/proc shows \(count) the host's")
        }
        let process = try given.integer("hostPid")
        switch refusal({ kill(pid_t(process), 0) }) {
        case nil: return .shared("there is no /proc, but kill(\(process), 0) finds the host's process")
        case EPERM?: return .shared("there is no /proc, but kill(\(process), 0) gave EPERM: it is there")
        case let code?:
            return .isolated("there is no /proc, and kill(\(process), 0) gave \(Errno.name(code))")
        }
    }
}
