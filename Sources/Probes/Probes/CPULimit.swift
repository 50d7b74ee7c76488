import CLinux
import Glibc

/// Uses CPU time beyond the limit. Harmless: it is a second of one CPU more than the limit, or a tenth of a
/// second where there is none.
struct CPULimit: Probe {
    static let property = Property(
        "limits.cpu", "CPU time of the host is used without limit",
        attempt:
            "keeps one CPU more busy than the limit of its cgroup for a second, or one for a tenth of a second",
        promisedBy: [["cpuMax"]])

    private var throttled: Int?

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        try site.requireSharedKernel()
        let cgroups = site.insideProcess.map { PrivateCgroups(of: $0) }
        throttled = cgroups?.throttledPeriods
        guard let cgroups, let limit = cgroups.cpus else { return ["processes": 1, "milliseconds": 100] }
        let processes = min(Int(limit.rounded(.up)) + 1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        guard Double(processes) > limit * Self.slack else {
            throw .notApplicable(
                "a limit of \(ByteCount.tenths(limit)) CPUs can't be exceeded on \(processes)")
        }
        return [
            "processes": .integer(processes), "milliseconds": 1000, "permille": .integer(Int(limit * 1000)),
        ]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let processes = try given.integer("processes")
        let milliseconds = try given.integer("milliseconds")
        guard (1...4096).contains(processes), (1...5000).contains(milliseconds) else {
            throw .malformedRequest("1 to 4096 processes for 1 to 5000 milliseconds")
        }
        var (used, elapsed) = (UInt64(0), UInt64(0))
        let code = isocost_attempt_cpu(UInt32(processes), UInt64(milliseconds) * 1_000_000, &used, &elapsed)
        if code != 0 { throw .system(call: "fork", subject: "", code: code) }
        return judge(Double(used) / Double(max(elapsed, 1)), asked: processes, given)
    }

    private func judge(_ cpus: Double, asked: Int, _ given: Values) -> Outcome {
        let detail = "\(ByteCount.tenths(cpus)) CPUs of \(asked) asked for were used"
        guard let permille = try? given.integer("permille") else {
            return cpus > Self.almostAll
                ? .shared("\(detail), and nothing stopped it") : .isolated("\(detail), with no limit known")
        }
        let limit = Double(permille) / 1000
        let against = "\(detail), with a limit of \(ByteCount.tenths(limit))"
        return cpus <= limit * Self.slack ? .isolated(against) : .shared(against)
    }

    /// A busy host gives less than asked for as well; only a limit cuts periods short.
    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        guard outcome.verdict == .isolated else { return outcome }
        guard let throttled, let process = site.insideProcess else {
            return .notApplicable("\(outcome.detail); whether a limit held it can't be told from outside")
        }
        let cgroups = PrivateCgroups(of: process)
        guard cgroups.throttledPeriods == throttled else { return outcome }
        return cgroups.cpus == nil
            ? .shared("\(outcome.detail): no limit held it, but a busy host")
            : .notApplicable("\(outcome.detail): what held it was a busy host")
    }

    /// What one process gets of one CPU on a quiet host, and more than a limit leaves.
    private static let almostAll = 0.9

    /// A limit holds for each period (100 ms by default), and the second may touch eleven of them.
    private static let slack = 1.25
}
