import Experiment
import RealModule
import Statistics

/// Compares the overheads of two runs: a gate's question.
public struct DifferenceAnalysis {
    private let base: Side
    private let new: Side
    private let margin: Double

    /// A run with what was made of it.
    private struct Side {
        let document: ResultDocument
        let blocks: [Block]
        let plan: Plan

        /// What the run has an interval for.
        var answers: Set<[String]> {
            let asked = document.comparisons.filter { $0.environment != Analysis.control }
            return Set(asked.map { [$0.workload, $0.environment] })
        }

        /// What the run was to find out, answered or not.
        var questions: Set<[String]> {
            Set(plan.workloads.flatMap { spec in plan.environments.map { [spec.name, $0.name] } })
        }
    }

    /// - Parameter margin: the smallest change of an overhead that matters, a ratio.
    public init(base: RunFolder, new: RunFolder, margin: Double) throws(ResultsError) {
        self.base = try DifferenceAnalysis.read(base)
        self.new = try DifferenceAnalysis.read(new)
        self.margin = margin
    }

    private static func read(_ folder: RunFolder) throws(ResultsError) -> Side {
        let record = try folder.readRecord()
        let (blocks, cutOff) = try folder.readBlocks()
        return Side(
            document: Analysis(record, blocks: blocks, cutOff: cutOff).document(), blocks: blocks,
            plan: record.plan)
    }

    public func difference() -> RunDifference {
        var rows = new.document.comparisons.compactMap(row)
        let adjusted = MultipleTesting.holm(rows.map(\.pValue))
        for (index, value) in adjusted.enumerated() {
            rows[index].adjustedPValue = value
            rows[index].verdict = verdict(of: rows[index], adjustedPValue: value)
        }
        return RunDifference(
            base: base.document.run, new: new.document.run, baseHost: base.document.host,
            newHost: new.document.host, margin: margin, rows: rows, verdict: overall(rows),
            warnings: warnings(rows))
    }

    /// Nil for the control, and for what only one of the runs has.
    private func row(_ comparison: ResultDocument.Comparison) -> RunDifference.Row? {
        let (workload, environment) = (comparison.workload, comparison.environment)
        guard environment != Analysis.control,
            let before = base.document.comparisons.first(where: {
                $0.workload == workload && $0.environment == environment && $0.metric == comparison.metric
            }),
            let change = try? TwoRunComparison(
                base: values(base, workload, environment), new: values(new, workload, environment),
                confidence: new.plan.confidence, seed: new.plan.seed)
        else { return nil }
        return RunDifference.Row(
            workload: workload, environment: environment, metric: comparison.metric, base: before.ratio,
            new: comparison.ratio,
            change: change.interval.ratio, pValue: change.pValue, adjustedPValue: change.pValue, verdict: "",
            warnings: change.warnings)
    }

    private func values(_ side: Side, _ workload: String, _ environment: String) -> [Double] {
        side.blocks.filter { $0.workload == workload && side.plan.keeps($0) }.compactMap {
            $0.logRatio(of: Block.timeMetric, arm: environment, to: Analysis.baseline)
        }
    }

    /// Three ways, by the interval and the margin; a change is called real only when it also stands after
    /// Holm's adjustment, since a gate asks many questions at once and one false answer stops the line.
    private func verdict(of row: RunDifference.Row, adjustedPValue: Double) -> String {
        let judged = Verdict.judge(
            lower: row.change.lower - 1, upper: row.change.upper - 1, margin: margin)
        guard judged == .slower || judged == .faster else { return judged.rawValue }
        let isReal = adjustedPValue <= 1 - row.change.confidence && abs(row.change.center - 1) > margin
        return (isReal ? judged : .inconclusive).rawValue
    }

    /// A comparison that the new run can't make any more is an open question, not a passed one.
    private func overall(_ rows: [RunDifference.Row]) -> String {
        if rows.contains(where: { $0.verdict == Verdict.slower.rawValue }) { return "regression" }
        let undecided =
            rows.isEmpty || rows.count < base.answers.count
            || rows.contains { $0.verdict == Verdict.inconclusive.rawValue }
        return undecided ? "inconclusive" : "passed"
    }

    private func warnings(_ rows: [RunDifference.Row]) -> [Warning] {
        var warnings: [Warning] = []
        if base.document.host.hostname != new.document.host.hostname
            || base.document.host.cpuModel != new.document.host.cpuModel
        {
            warnings.append(
                Warning(
                    code: "different-hosts", message: "The runs were made on different hosts.",
                    advice: "Overheads are ratios and can be compared; small differences may be the hosts'."))
        }
        let asked = base.questions.union(new.questions)
        let open = asked.subtracting(rows.map { [$0.workload, $0.environment] })
        if !open.isEmpty {
            let names = open.map { $0.joined(separator: " in ") }.sorted()
            let list = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
            warnings.append(
                Warning(
                    code: "not-in-both",
                    message:
                        "\(open.count) of \(asked.count) comparisons have no interval in both runs: \(list).",
                    advice: "Compare runs of the same suite, and give both time for enough blocks."))
        }
        return warnings
    }
}
