import CLinux
import Glibc

/// Uses memory beyond the limit. Harmless: only a limit of a cgroup that nothing else is in is tried, and
/// only where the host has twice as much to spare; without one, no more than 64 MiB are touched. A child does
/// it that offers itself to the OOM killer first.
struct MemoryLimit: Probe {
    static let property = Property(
        "limits.memory", "memory of the host is used without limit",
        attempt: "touches 16 MiB more than the limit of its cgroup, or 64 MiB where there is none")

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        try site.requireSharedKernel()
        let spare = HostMemory.available
        guard let limit = site.insideProcess.flatMap({ PrivateCgroups(of: $0).memory }) else {
            return ["bytes": .integer(min(Self.unlimited, spare / 4))]
        }
        let bytes = limit + Self.beyond
        guard bytes <= spare / 2 else {
            throw .notApplicable(
                "a limit of \(ByteCount.text(limit)) can't be tried: the host has too little to spare")
        }
        return ["bytes": .integer(bytes), "limit": .integer(limit)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let bytes = try given.integer("bytes")
        var touched: UInt64 = 0
        var status: Int32 = 0
        let code = isocost_attempt_memory(UInt64(bytes), &touched, &status)
        if code != 0 { throw .system(call: "fork", subject: "", code: code) }
        let reached = ByteCount.text(Int(touched))
        if isocost_exit_code(status) == 0 {
            let limit = (try? given.integer("limit")).map { "more than its limit of \(ByteCount.text($0))" }
            return .shared("\(reached) were used, \(limit ?? "and nothing stopped it")")
        }
        if isocost_exit_code(status) == 1 { return .isolated("mmap of \(ByteCount.text(bytes)) was refused") }
        return .isolated(
            "a process was killed by signal \(isocost_exit_signal(status)) when it used \(reached)")
    }

    private static let unlimited = 64 << 20
    private static let beyond = 16 << 20
}
