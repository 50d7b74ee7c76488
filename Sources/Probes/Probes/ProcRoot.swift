import Glibc

/// Leaves the root through the root of another process. Harmless: it reads.
struct ProcRoot: Probe {
    static let property = Property(
        "root.proc", "its root is left through /proc/1/root",
        attempt: "enters the root of process 1, and of a process of the host, through /proc",
        promisedBy: [["pivot", "pid", "proc"], ["overlay", "pid", "proc"], ["read-only", "pid", "proc"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let escape = try RootEscape(given)
        var refusals: [String] = []
        for path in ["/proc/1/root", "/proc/\(try given.integer("hostPid"))/root"] {
            if let code = refusal({ chdir(path) }) {
                refusals.append("\(path) gave \(Errno.name(code))")
            } else if let found = escape.arrival(by: path) {
                return found
            } else {
                refusals.append("\(path) is another root than the host's")
            }
        }
        return .isolated(refusals.joined(separator: ", "))
    }
}
