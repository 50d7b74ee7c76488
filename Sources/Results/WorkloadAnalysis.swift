import Counters
import Experiment
import RealModule
import Statistics

/// One workload's blocks, as measurements and judged comparisons.
struct WorkloadAnalysis {
    let workload: String
    /// Those that count.
    let blocks: [Block]
    /// How many more there are, left out by the plan's rule.
    let leftOut: Int
    /// Beginning with `bare` and its twin.
    let environments: [String]
    let plan: Plan
    let units: [String: MetricUnit]

    /// Absolute figures of every metric in every environment, per op.
    func measurements() -> [ResultDocument.Measurement] {
        metrics.flatMap { metric in
            environments.compactMap { environment in measurement(of: metric, in: environment) }
        }
    }

    /// `time` first, then its tail, then the counters by name.
    private var metrics: [String] {
        let counters = blocks.reduce(into: Set<String>()) { found, block in
            for arm in block.arms.values { found.formUnion(arm.counters.keys) }
        }
        return [Block.timeMetric, Block.tailMetric] + counters.sorted()
    }

    private func measurement(of metric: String, in environment: String) -> ResultDocument.Measurement? {
        let values = blocks.compactMap { $0.perOp(metric, in: environment) }
        guard let interval = Summary.interval(of: values, confidence: plan.confidence) else { return nil }
        return .init(
            workload: workload, environment: environment, metric: metric, unit: unit(of: metric),
            center: interval.center, lower: interval.lower, upper: interval.upper, blocks: values.count)
    }

    /// What a launch costs around its one op is no cost of the op.
    private func unit(of metric: String) -> String {
        if [Block.timeMetric, Block.tailMetric].contains(metric) { return "s/op" }
        let unit = (units[metric] ?? .count).rawValue
        return metric == CommandSeries.metrics.setup ? unit : "\(unit)/op"
    }

    /// Every environment's time against `bare`; where there is no interval, the reason.
    func comparisons() -> (
        comparisons: [ResultDocument.Comparison], unavailable: [ResultDocument.Unavailable]
    ) {
        var judged: [ResultDocument.Comparison] = []
        var unavailable: [ResultDocument.Unavailable] = []
        let control = paired(Analysis.control)
        for environment in environments.dropFirst() {
            do throws(StatisticsError) {
                // Without its control nothing is known of what a run can't resolve.
                let floor = noiseFloor(of: try control.get().interval)
                judged.append(judge(try paired(environment).get(), environment, floor: floor))
            } catch {
                guard blocks.contains(where: { $0.arms[environment] != nil }) else { continue }
                unavailable.append(
                    .init(
                        metric: Block.timeMetric, reason: "\(error)", workload: workload,
                        environment: environment))
            }
        }
        if blocks.isEmpty {
            let reason =
                leftOut == 0
                ? "no block was measured before the run ended; raise --budget"
                : "all of its \(leftOut) blocks are left out by the run's rule; see --exclude"
            unavailable.append(.init(metric: Block.timeMetric, reason: reason, workload: workload))
        }
        return (judged, unavailable)
    }

    private func logRatios(_ environment: String) -> [Double] {
        blocks.compactMap { $0.logRatio(of: Block.timeMetric, arm: environment, to: Analysis.baseline) }
    }

    private func paired(_ environment: String) -> Result<PairedComparison, StatisticsError> {
        let values = logRatios(environment)
        return Result { () throws(StatisticsError) in
            try PairedComparison(values, confidence: plan.confidence, seed: plan.seed)
        }
    }

    /// Nil where block values follow one another, which the test takes for independent.
    private func equivalencePValue(_ comparison: PairedComparison, _ environment: String) -> Double? {
        guard !comparison.isAutocorrelated else { return nil }
        return (try? EquivalenceTest(logRatios: logRatios(environment), margin: plan.margin))?.pValue
    }

    private func judge(
        _ comparison: PairedComparison, _ environment: String, floor: Double
    ) -> ResultDocument.Comparison {
        let overhead = comparison.interval.overhead
        let isControl = environment == Analysis.control
        let verdict =
            isControl
            ? Verdict.judge(lower: overhead.lower, upper: overhead.upper, margin: plan.margin)
            : Verdict.judge(overhead, margin: plan.margin, noiseFloor: floor)
        return .init(
            workload: workload, environment: environment, baseline: Analysis.baseline,
            metric: Block.timeMetric,
            ratio: comparison.interval.ratio, pValue: comparison.pValue, adjustedPValue: comparison.pValue,
            minimumDetectableEffect: comparison.minimumDetectableEffect.map {
                Statistics.overhead(ofLogRatio: $0)
            },
            noiseFloor: floor, verdict: verdict.rawValue, blocks: comparison.blocks,
            warnings: comparison.warnings,
            equivalencePValue: equivalencePValue(comparison, environment))
    }

    /// Counters that some block could not count although the host has them.
    func uncounted() -> [ResultDocument.Unavailable] {
        var reasons: [String: String] = [:]
        for block in blocks {
            for (environment, arm) in block.arms {
                for (metric, reason) in arm.unavailable ?? [:] {
                    reasons["\(environment)\u{0}\(metric)"] = reason
                }
            }
        }
        return reasons.sorted { $0.key < $1.key }.map { key, reason in
            let parts = key.split(separator: "\u{0}").map(String.init)
            return .init(metric: parts[1], reason: reason, workload: workload, environment: parts[0])
        }
    }
}
