import CLinux
import Glibc

/// Starts processes beyond the limit. Harmless: only a limit of a cgroup that nothing else is in is tried;
/// without one, no more than 128 are started. They do nothing, and end together.
struct ProcessLimit: Probe {
    static let property = Property(
        "limits.processes", "processes are started without limit",
        attempt: "starts 8 processes more than the limit of its cgroup, or 128 where there is none",
        promisedBy: [["pidsMax"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        try site.requireSharedKernel()
        guard let limit = site.insideProcess.flatMap({ PrivateCgroups(of: $0).processes }) else {
            return ["processes": .integer(Self.unlimited)]
        }
        guard limit <= Self.most, limit * Self.bytesEach <= HostMemory.available / 2 else {
            throw .notApplicable("a limit of \(limit) processes is more than is tried here")
        }
        return ["processes": .integer(limit + Self.beyond)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let asked = try given.integer("processes")
        guard (1...(Self.most + Self.beyond)).contains(asked) else {
            throw .malformedRequest("'processes' goes from 1 to \(Self.most + Self.beyond)")
        }
        var made: UInt32 = 0
        let code = isocost_attempt_processes(UInt32(asked), &made)
        return code == 0
            ? .shared("\(made) processes were started, and nothing stopped it")
            : .isolated("fork gave \(Errno.name(code)) after \(made) processes")
    }

    private static let unlimited = 128
    private static let beyond = 8
    private static let most = 2048
    /// What the kernel keeps of a small process: stack, page tables, structures; rather more than less.
    private static let bytesEach = 128 << 10
}
