import Results

/// The facts of a run and its host, as one line each.
enum RunText {
    /// `quick · 2025-03-04 05:06:07 UTC · 61.2 s · seed 42 · isocost 0.1.0`.
    static func run(_ run: ResultDocument.RunFacts) -> String {
        [
            run.suite.plain, time(run.startedAt.plain), duration(run.durationSeconds), "seed \(run.seed)",
            "isocost " + run.version.plain,
        ].joined(separator: " · ")
    }

    /// `build-7 · Linux 6.18.5 · AMD EPYC 7B13 · 2 CPUs · 24.0 GiB · kvm · cgroup v2`.
    static func host(of document: ResultDocument) -> String { host(document.host) }

    static func host(_ host: VerificationDocument.Host) -> String {
        let nodes = host.numaNodes > 1 ? ["\(host.numaNodes) NUMA nodes"] : []
        let machine = host.virtualization == "none" ? "bare metal" : host.virtualization
        return
            ([
                host.hostname.plain, "Linux " + host.kernel.plain, host.cpuModel.plain, cpus(host.cpus),
            ] + nodes + [memory(host.memoryBytes), machine.plain, "cgroup " + host.cgroup.plain])
            .joined(separator: " · ")
    }

    /// `label=value` pairs, sorted; empty without labels.
    static func labels(_ run: ResultDocument.RunFacts) -> String {
        run.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)".plain }.joined(separator: " · ")
    }

    /// `61.2 s`, `4 min 5 s`, `1 h 2 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 100, seconds < 1e9 else {
            return UnitScale(fitting: seconds, unit: "s").text(seconds)
        }
        let whole = Int(seconds.rounded())
        return whole < 3600
            ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// `2025-03-04T05:06:07Z` with spaces, as people read it.
    static func time(_ stamp: String) -> String {
        guard stamp.hasSuffix("Z") else { return stamp }
        return stamp.dropLast().replacing("T", with: " ") + " UTC"
    }

    static func memory(_ bytes: UInt64) -> String {
        UnitScale(fitting: Double(bytes), unit: "B").text(Double(bytes))
    }

    static func cpus(_ count: Int) -> String { count == 1 ? "1 CPU" : "\(count) CPUs" }

    /// How many blocks the comparisons stand on: `40 blocks`, `12 to 40 blocks`; nil without any.
    static func blocks(of document: ResultDocument) -> String? {
        let counts = document.comparisons.map(\.blocks)
        guard let least = counts.min(), let most = counts.max() else { return nil }
        if least == most { return least == 1 ? "1 block" : "\(least) blocks" }
        return "\(least) to \(most) blocks"
    }

    /// The confidence asked for: exact intervals reach a little more, e.g. 95 % by 0.951.
    static func confidence(of document: ResultDocument) -> String {
        confidence(document.comparisons.map(\.ratio))
    }

    static func confidence(_ ratios: [ResultDocument.Ratio]) -> String {
        let least = ratios.map(\.confidence).min() ?? 0.95
        return Decimal.fixed((least * 100 + 1e-9).rounded(.down), decimals: 0) + " %"
    }

    static let interrupted =
        "This run was interrupted: it holds the blocks measured until then, and its intervals may be "
        + "wider than asked for."

    /// Why there is no overhead to show.
    static func nothingCompared(_ table: ComparisonTable) -> String {
        table.environments.isEmpty
            ? "Nothing was compared: this run has no environment beside \(table.baseline)."
            : "Nothing was compared: no workload of this run has blocks enough for an interval."
    }
}
