import Experiment
import Statistics

/// One arm of one small run of a calibration, judged as a report would.
struct CalibrationTrial {
    var workload: String
    var arm: String
    var truth: Double
    /// In log units.
    var interval: Interval
    var verdict: Verdict
    /// Benjamini-Hochberg over the small run's comparisons, those of all workloads.
    var adjustedPValue: Double
    /// Nil when the verdict was not right at the end.
    var blocksToRightVerdict: Int?
    /// Of a run with `bare`, its twin and this arm alone.
    var secondsPerBlock: Double

    var isReal: Bool { verdict == .slower || verdict == .faster }

    /// Cuts every workload's blocks into small runs and judges each arm of each.
    static func cut(
        _ blocks: [Block], plan: Plan, design: CalibrationDesign
    ) -> [CalibrationTrial] {
        let blocksPerRun = design.blocksPerRun
        let series = plan.workloads.map { spec in blocks.filter { $0.workload == spec.name } }
        let runs = series.map { $0.count / blocksPerRun }.max() ?? 0
        return (0..<runs).flatMap { run -> [CalibrationTrial] in
            let slices = series.compactMap { blocks -> ArraySlice<Block>? in
                let range = run * blocksPerRun..<(run + 1) * blocksPerRun
                return range.upperBound <= blocks.count ? blocks[range] : nil
            }
            return judge(slices.map(Array.init), plan, design)
        }
    }

    private static func judge(
        _ workloads: [[Block]], _ plan: Plan, _ design: CalibrationDesign
    ) -> [CalibrationTrial] {
        var trials: [CalibrationTrial] = []
        var pValues: [Double] = []
        for blocks in workloads {
            guard let floor = judgement(blocks, Analysis.control, plan).map({ noiseFloor(of: $0.interval) })
            else { continue }
            for arm in [Analysis.control] + plan.environments.map(\.name) {
                guard let judged = judgement(blocks, arm, plan), let first = blocks.first else { continue }
                let truth = design.injection(of: arm).truth(ops: first.ops, shortOps: first.shortOps)
                let arms = Double(first.arms.count)
                let seconds = blocks.reduce(0) { $0 + $1.host.durationSeconds } / Double(blocks.count)
                trials.append(
                    CalibrationTrial(
                        workload: first.workload, arm: arm, truth: truth, interval: judged.interval,
                        verdict: verdict(judged.interval, plan, floor), adjustedPValue: 1,
                        blocksToRightVerdict: blocksToRightVerdict(blocks, arm, truth, plan),
                        secondsPerBlock: seconds * 3 / arms))
                pValues.append(judged.pValue)
            }
        }
        for (index, value) in MultipleTesting.benjaminiHochberg(pValues).enumerated() {
            trials[index].adjustedPValue = value
        }
        return trials
    }

    private static func judgement(_ blocks: [Block], _ arm: String, _ plan: Plan) -> PairedComparison? {
        let values = blocks.compactMap { $0.logRatio(of: Block.timeMetric, arm: arm, to: Analysis.baseline) }
        return try? PairedComparison(values, confidence: plan.confidence, seed: plan.seed)
    }

    private static func verdict(_ interval: Interval, _ plan: Plan, _ floor: Double) -> Verdict {
        Verdict.judge(interval.overhead, margin: plan.margin, noiseFloor: floor)
    }

    /// The first count of blocks from which on the verdict is right to the end.
    private static func blocksToRightVerdict(
        _ blocks: [Block], _ arm: String, _ truth: Double, _ plan: Plan
    ) -> Int? {
        let right: Verdict = truth - 1 > plan.margin ? .slower : .equivalent
        var since: Int?
        let fewest = SignedRank.minimumCount(confidence: plan.confidence)
        for count in stride(from: fewest, through: blocks.count, by: 1) {
            let part = Array(blocks[..<count])
            guard let judged = judgement(part, arm, plan),
                let control = judgement(part, Analysis.control, plan)
            else { continue }
            let isRight = verdict(judged.interval, plan, noiseFloor(of: control.interval)) == right
            since = isRight ? since ?? count : nil
        }
        return since
    }
}
