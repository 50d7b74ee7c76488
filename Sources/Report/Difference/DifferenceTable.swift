import Results

/// Two runs side by side, laid out for reading: the verdict, then the rows, the worst first.
struct DifferenceTable {
    let difference: RunDifference
    let rows: [Row]
    let format: OverheadText
    let warnings: [WarningGroup]

    struct Row {
        let row: RunDifference.Row
        let finding: Finding

        /// `sys.fork`, or `sys.fork (page-faults)`.
        var label: String {
            row.metric == timeMetric ? row.workload : "\(row.workload) (\(row.metric))"
        }
    }

    init(_ difference: RunDifference) {
        self.difference = difference
        format = OverheadText(margin: difference.margin)
        rows = difference.rows.map { row in
            // The noise of both hosts is in the interval of the change already.
            Row(
                row: row,
                finding: Finding(verdict: row.verdict, overhead: row.change.center - 1, noiseFloor: -1))
        }.sorted { Self.severity($0) > Self.severity($1) }
        let places = difference.rows.flatMap { row in
            row.warnings.map { ($0, "\(row.workload) in \(row.environment)") }
        }
        warnings = WarningGroup.grouped(difference.warnings.map { ($0, "this comparison") } + places)
    }

    /// `REGRESSION`, as the exit code says it.
    var verdict: String { difference.verdict.plain.uppercased() }

    var verdictStyle: Ink.Style {
        switch difference.verdict {
        case "passed": .boldGreen
        case "regression": .boldRed
        default: .boldYellow
        }
    }

    /// `1 slower, 1 inconclusive, 9 equivalent within ±2 %`.
    var tally: String {
        guard !rows.isEmpty else { return "no comparison has an interval in both runs" }
        let order: [Finding] = [.slower, .inconclusive, .faster, .equivalent, .withinNoise]
        let counts = Dictionary(grouping: rows, by: \.finding).mapValues(\.count)
        return order.compactMap { finding in
            guard let count = counts[finding] else { return nil }
            let margin = finding == .equivalent ? " within " + format.margin(difference.margin) : ""
            return "\(count) \(finding.label)\(margin)"
        }.joined(separator: ", ")
    }

    /// Nil on one and the same host.
    var hostNote: String? {
        let (base, new) = (difference.baseHost, difference.newHost)
        let facts: [(String, String, String)] = [
            ("host", base.hostname, new.hostname), ("kernel", base.kernel, new.kernel),
            ("CPU", base.cpuModel, new.cpuModel), ("CPUs", "\(base.cpus)", "\(new.cpus)"),
            ("NUMA nodes", "\(base.numaNodes)", "\(new.numaNodes)"),
            ("memory", RunText.memory(base.memoryBytes), RunText.memory(new.memoryBytes)),
            ("virtualization", base.virtualization, new.virtualization), ("cgroup", base.cgroup, new.cgroup),
        ]
        let changed = facts.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) → \($0.2)" }
        guard !changed.isEmpty else { return nil }
        return "The hosts differ: " + changed.joined(separator: "; ")
            + ". Overheads are ratios and survive a change of machine, but what a mechanism costs can "
            + "depend on kernel and CPU."
    }

    /// What an inconclusive verdict means, and what would settle it; nil without one.
    var advice: String? {
        let open = rows.filter { $0.finding == .inconclusive }
        guard !open.isEmpty else { return nil }
        let factors = open.compactMap { item -> String? in
            guard let factor = BlocksNeeded.factor(for: item.row.change, margin: difference.margin) else {
                return nil
            }
            let times = Decimal.significant(max(1.1, factor), digits: 2)
            return "\(item.label) in \(item.row.environment) about \(times) times the blocks"
        }
        let needs = factors.isEmpty ? "" : " To settle it, both runs need: " + factors.listed() + "."
        return "Inconclusive: these runs neither show a change nor rule one out." + needs
            + " Give both a longer --budget, a quieter host, or the gate a wider --margin."
    }

    /// `<0.0001`, `0.042`.
    static func probability(_ value: Double) -> String {
        if value < 0.0001 { return "<0.0001" }
        return Decimal.fixed(value, decimals: value < 0.01 ? 4 : 3)
    }

    /// Slower before open questions before the rest; inside a class, what is larger or less certain.
    private static func severity(_ item: Row) -> (Int, Double) {
        let change = item.row.change
        let size = change.center >= 1 ? change.center : 1 / max(change.center, .leastNonzeroMagnitude)
        switch item.finding {
        case .slower: return (3, size)
        case .inconclusive: return (2, change.upper - change.lower)
        case .faster: return (1, size)
        case .equivalent, .withinNoise: return (0, size)
        }
    }
}
