import Linux

/// Shares the budget out: which workload gets the next block, and how long it will all take.
struct Pace {
    private let plan: Plan
    private let started: Double
    private var rule: PrecisionRule
    /// Seconds and blocks so far, by workload; those that the exclusion rule leaves out too.
    private var spent: [String: (seconds: Double, blocks: Int)] = [:]

    init(plan: Plan, started: Double) {
        self.plan = plan
        self.started = started
        rule = PrecisionRule(
            precision: plan.precision, confidence: plan.confidence, minimumBlocks: plan.minimumBlocks)
    }

    mutating func add(_ block: Block) {
        if plan.keeps(block) { rule.add(plan.answers(in: block), of: block.workload) }
        let before = spent[block.workload] ?? (0, 0)
        spent[block.workload] = (before.seconds + block.host.durationSeconds, before.blocks + 1)
    }

    func blocks(of workload: String) -> Int { spent[workload]?.blocks ?? 0 }

    /// First the workload with the fewest blocks, until all have as many as it takes to judge their spread.
    /// Then the one with the widest interval, among those that can be made precise in what is left of the
    /// budget; when none can, among all. Nil when all are precise, or the budget has no room.
    func next(among series: [any Series]) -> (any Series)? {
        let open = series.filter { needsMore($0.name) && fits($0.name) }
        let young = open.filter { rule.blocks(of: $0.name) < plan.minimumBlocks }
        if let youngest = young.min(by: { blocks(of: $0.name) < blocks(of: $1.name) }) { return youngest }
        let affordable = Forecast.affordable(open.map { outlook(of: $0.name) }, within: secondsLeft)
        let worthwhile = affordable.isEmpty ? open : open.filter { affordable.contains($0.name) }
        return worthwhile.max { width(of: $0.name) < width(of: $1.name) }
    }

    func isPrecise(_ series: [any Series]) -> Bool { series.allSatisfy { rule.isReached(by: $0.name) } }

    /// What the blocks so far say of the rest.
    /// - Returns: nil before every workload has the blocks that it takes to judge its spread.
    func forecast(for series: [any Series]) -> Forecast? {
        guard series.allSatisfy({ rule.blocks(of: $0.name) >= plan.minimumBlocks }) else { return nil }
        var forecast = Forecast(
            madeAtSeconds: elapsed, leftSeconds: secondsLeft, workloads: series.map { outlook(of: $0.name) })
        let unreachable = forecast.unreachable.map(\.workload)
        let reached = forecast.workloads.filter { !unreachable.contains($0.workload) }
        let rest = secondsLeft - reached.reduce(0) { $0 + ($1.secondsNeeded ?? 0) }
        for index in forecast.workloads.indices {
            let name = forecast.workloads[index].workload
            guard unreachable.contains(name) else {
                forecast.workloads[index].expectedHalfWidth = min(width(of: name), plan.precision)
                continue
            }
            let more = max(0, rest) / Double(unreachable.count) / max(cost(of: name), 1e-9)
            forecast.workloads[index].expectedHalfWidth = rule.expectedHalfWidth(
                of: name, blocks: rule.blocks(of: name) + Int(min(more, 1e6)))
        }
        return forecast
    }

    private func outlook(of workload: String) -> Forecast.Workload {
        let needed = rule.blocksLeft(for: workload)
        return Forecast.Workload(
            workload: workload, blocks: rule.blocks(of: workload), halfWidth: rule.halfWidth(of: workload),
            blocksNeeded: needed, secondsNeeded: needed.map { Double($0) * cost(of: workload) })
    }

    private func width(of workload: String) -> Double { rule.halfWidth(of: workload) ?? .infinity }

    private func needsMore(_ workload: String) -> Bool {
        blocks(of: workload) < plan.maximumBlocks && !rule.isReached(by: workload)
    }

    private func fits(_ workload: String) -> Bool { elapsed + cost(of: workload) <= plan.budgetSeconds }

    private var elapsed: Double { Clock.seconds() - started }

    private var secondsLeft: Double { max(0, plan.budgetSeconds - elapsed) }

    /// What the next block of a workload should take, seconds.
    private func cost(of workload: String) -> Double {
        spent[workload].map { $0.seconds / Double($0.blocks) } ?? 0
    }

    func progress(of workload: String, block: Int?) -> Progress {
        let typical =
            spent.isEmpty
            ? 0.25 : spent.values.map { $0.seconds / Double($0.blocks) }.reduce(0, +) / Double(spent.count)
        let wanted = plan.workloads.reduce(0.0) { sum, spec in
            let each = spent[spec.name] == nil ? typical : cost(of: spec.name)
            return sum + (rule.blocksLeft(for: spec.name).map { Double($0) * each } ?? .infinity)
        }
        let left = min(wanted, secondsLeft)
        return Progress(
            workload: workload, block: block, halfWidth: rule.halfWidth(of: workload),
            fraction: elapsed / max(elapsed + left, 1e-9), secondsLeft: left)
    }
}
