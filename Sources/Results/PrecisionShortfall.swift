import Experiment
import Statistics

/// Workloads whose intervals are wider than was asked when the run ended, and the budget that would do.
struct PrecisionShortfall {
    private let precision: Double
    private let interrupted: Bool
    /// By workload, in the plan's order.
    private let wide: [(workload: String, halfWidth: Double, secondsNeeded: Double?)]
    private let budgetSeconds: Double

    /// The widest interval of a workload.
    struct Widest {
        var workload: String
        var halfWidth: Double
        var blocks: Int
    }

    init(_ record: RunRecord, blocks: [Block], comparisons: [ResultDocument.Comparison]) {
        let widest = record.plan.workloads.compactMap { spec -> ResultDocument.Comparison? in
            // One that the run has lost gets no narrower in any budget.
            let taking = blocks.last { $0.workload == spec.name }?.arms ?? [:]
            return comparisons.filter {
                $0.workload == spec.name && $0.metric == Block.timeMetric && taking[$0.environment] != nil
            }.max { $0.ratio.halfWidth < $1.ratio.halfWidth }
        }
        self.init(
            record, blocks: blocks,
            widest: widest.map {
                Widest(workload: $0.workload, halfWidth: $0.ratio.halfWidth, blocks: $0.blocks)
            })
    }

    init(_ record: RunRecord, blocks: [Block], widest: [Widest]) {
        let plan = record.plan
        precision = plan.precision
        interrupted = record.ending?.interrupted ?? true
        budgetSeconds = plan.budgetSeconds
        wide = widest.filter { $0.halfWidth > plan.precision }.map { one in
            let own = blocks.filter { $0.workload == one.workload }
            let seconds = own.reduce(0) { $0 + $1.host.durationSeconds } / Double(max(1, own.count))
            let more = PrecisionShortfall.blocksNeeded(one, precision: plan.precision)
            return (one.workload, one.halfWidth, more.map { Double($0) * seconds })
        }
    }

    /// Nil where all are as narrow as asked; of a run that was stopped another warning tells.
    var warning: Warning? {
        guard !wide.isEmpty, !interrupted else { return nil }
        let named = wide.prefix(4).map { "\($0.workload) ±\(percent($0.halfWidth))" }.joined(separator: ", ")
        let rest = wide.count > 4 ? " and \(wide.count - 4) more" : ""
        return Warning(
            code: "precision-not-reached",
            message:
                "The budget ended before every interval was within ±\(percent(precision)): \(named)\(rest).",
            advice: advice)
    }

    private var advice: String {
        let needed = wide.reduce(0.0 as Double?) { sum, one in
            guard let sum, let seconds = one.secondsNeeded else { return nil }
            return sum + seconds
        }
        guard let needed, needed < 86400 else { return "Ask for less with --precision, or quiet the host." }
        // In whole fives: it is a forecast.
        let seconds = ((budgetSeconds + needed) / 5).rounded(.up) * 5
        return "By their spread, --budget \(Int(seconds))s should do."
    }

    /// Widths shrink with the square root of the number of blocks.
    private static func blocksNeeded(
        _ widest: Widest, precision: Double
    ) -> Int? {
        let confidence = 0.95
        guard
            let unit = Power.halfWidth(
                standardDeviation: 1, count: widest.blocks, confidence: confidence),
            let all = Power.count(
                reaching: precision, standardDeviation: widest.halfWidth / unit,
                confidence: confidence)
        else { return nil }
        return max(1, all - widest.blocks)
    }

    /// Rounded up to hundredths: a width is never said to be less than it is.
    private func percent(_ ratio: Double) -> String { "\((ratio * 10000 - 1e-9).rounded(.up) / 100) %" }
}
