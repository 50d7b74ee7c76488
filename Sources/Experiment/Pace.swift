import Linux

/// Shares the budget out: which workload gets the next block, and how long it will all take.
struct Pace {
    private let plan: Plan
    private let started: Double
    private var rule: PrecisionRule
    /// Seconds and blocks so far, by workload.
    private var spent: [String: (seconds: Double, blocks: Int)] = [:]

    init(plan: Plan, started: Double) {
        self.plan = plan
        self.started = started
        rule = PrecisionRule(
            precision: plan.precision, confidence: plan.confidence, minimumBlocks: plan.minimumBlocks)
    }

    mutating func add(_ block: Block) {
        rule.add(block)
        let before = spent[block.workload] ?? (0, 0)
        spent[block.workload] = (before.seconds + block.host.durationSeconds, before.blocks + 1)
    }

    func blocks(of workload: String) -> Int { spent[workload]?.blocks ?? 0 }

    /// The workload with the fewest blocks of those that are not precise yet: blocks of one workload are
    /// spread over the whole run, as the host's moods are. Nil when all are, or the budget has no room.
    func next(among series: [any Series]) -> (any Series)? {
        series.filter { needsMore($0.name) && fits($0.name) }.min {
            blocks(of: $0.name) < blocks(of: $1.name)
        }
    }

    func isPrecise(_ series: [any Series]) -> Bool { series.allSatisfy { rule.isReached(by: $0.name) } }

    private func needsMore(_ workload: String) -> Bool {
        blocks(of: workload) < plan.maximumBlocks && !rule.isReached(by: workload)
    }

    private func fits(_ workload: String) -> Bool { elapsed + cost(of: workload) <= plan.budgetSeconds }

    private var elapsed: Double { Clock.seconds() - started }

    /// What the next block of a workload should take, seconds.
    private func cost(of workload: String) -> Double {
        spent[workload].map { $0.seconds / Double($0.blocks) } ?? 0
    }

    func progress(of workload: String, block: Int?) -> Progress {
        let wanted = plan.workloads.reduce(0.0) { sum, spec in
            let typical =
                spent.isEmpty
                ? 0.25
                : spent.values.map { $0.seconds / Double($0.blocks) }.reduce(0, +) / Double(spent.count)
            let each = spent[spec.name] == nil ? typical : cost(of: spec.name)
            return sum + Double(max(0, rule.blocksLeft(for: spec.name))) * each
        }
        let left = max(0, min(wanted, plan.budgetSeconds - elapsed))
        return Progress(
            workload: workload, block: block, halfWidth: rule.halfWidth(of: workload),
            fraction: elapsed / max(elapsed + left, 1e-9), secondsLeft: left)
    }
}
