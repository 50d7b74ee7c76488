import Experiment
import Statistics

/// The runs under other conditions that a run's folder holds, beside the run itself.
struct ConditionRuns {
    private let folder: RunFolder
    private let blocks: [Block]
    private let plan: Plan

    init(_ folder: RunFolder, _ record: RunRecord) throws(ResultsError) {
        self.folder = folder
        plan = record.plan
        blocks = try folder.readBlocks().blocks.filter(record.plan.keeps)
    }

    /// What became of comparisons under a condition.
    func checks(
        of asked: [ResultDocument.Comparison], under condition: String
    ) throws(ResultsError) -> [Robustness.Check] {
        let place = folder.condition(condition)
        let record = try place.readRecord()
        let (all, cutOff) = try place.readBlocks()
        let repeated = Analysis(record, blocks: all, cutOff: cutOff).document()
        let kept = all.filter(record.plan.keeps)
        return asked.compactMap { before in
            let again = repeated.comparisons.first {
                $0.workload == before.workload && $0.environment == before.environment
                    && $0.metric == before.metric
            }
            return again.map { again in
                Robustness.Check(
                    workload: again.workload, environment: again.environment, ratio: again.ratio,
                    verdict: again.verdict, expected: before.verdict, blocks: again.blocks,
                    pValue: PermutationTest.twoSample(
                        base: values(of: before, in: blocks), new: values(of: before, in: kept),
                        seed: plan.seed))
            }
        }
    }

    private func values(of comparison: ResultDocument.Comparison, in blocks: [Block]) -> [Double] {
        blocks.filter { $0.workload == comparison.workload }.compactMap {
            $0.logRatio(of: Block.timeMetric, arm: comparison.environment, to: Analysis.baseline)
        }
    }
}
