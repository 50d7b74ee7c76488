import Experiment
import Statistics

/// Judges an attribution's blocks: no measuring, no host, no root.
public struct AttributionAnalysis {
    private let record: RunRecord
    private let design: AttributionDesign
    private let blocks: [Block]

    /// Reads an attribution's folder and judges it.
    /// - Returns: nil for the folder of another run.
    public static func document(of folder: RunFolder) throws(ResultsError) -> AttributionDocument? {
        let record = try folder.readRecord()
        guard let design = record.plan.attribution else { return nil }
        let (blocks, cutOff) = try folder.readBlocks()
        let facts = Analysis(record, blocks: blocks, cutOff: cutOff).runFacts()
        return AttributionAnalysis(record: record, design: design, blocks: blocks).document(facts)
    }

    private func document(_ facts: ResultDocument.RunFacts) -> AttributionDocument {
        let kept = blocks.filter(record.plan.keeps)
        let workloads = record.plan.workloads.compactMap { spec in
            let own = kept.filter { $0.workload == spec.name }
            return WorkloadAttribution(workload: spec.name, blocks: own, design: design, plan: record.plan)?
                .judged()
        }
        var facts = facts
        let shortfall = PrecisionShortfall(record, blocks: blocks, widest: workloads.map(widest))
        facts.warnings += [shortfall.warning].compactMap { $0 }
        return AttributionDocument(
            run: facts, host: record.host, target: design.target, confidence: record.plan.confidence,
            factors: factors(), design: designFacts(), workloads: workloads,
            unavailable: unavailable(workloads.map(\.workload), blocks: kept), calibration: record.calibration
        )
    }

    /// Workloads without an answer, and what the run's record says of parts of one.
    private func unavailable(_ judged: [String], blocks: [Block]) -> [ResultDocument.Unavailable] {
        let need = SignedRank.minimumCount(confidence: record.plan.confidence)
        let silent = record.plan.workloads.map(\.name).filter { !judged.contains($0) }.map { workload in
            let have = blocks.count { $0.workload == workload }
            let reason =
                have < need
                ? StatisticsError.tooFewBlocks(have: have, need: need).description
                : "its arms do not tell the mechanisms apart"
            return ResultDocument.Unavailable(metric: Block.timeMetric, reason: reason, workload: workload)
        }
        return silent
            + record.unavailable.map {
                .init(
                    metric: $0.metric, reason: $0.reason, workload: $0.workload, environment: $0.environment)
            }
    }

    private func widest(_ workload: AttributionDocument.Workload) -> PrecisionShortfall.Widest {
        let widths = zip(design.factors, workload.effects).filter { $0.0.name != AttributionDesign.control }
        return .init(
            workload: workload.workload, halfWidth: widths.map { $0.1.overhead.halfWidth }.max() ?? 0,
            blocks: workload.blocks)
    }

    private func factors() -> [AttributionDocument.Factor] {
        design.factors.enumerated().map { index, factor in
            let others = design.rules.alternatives.filter { $0.contains(index) }.flatMap { $0 }.filter {
                $0 != index
            }
            return .init(
                name: factor.name, summary: factor.summary, setting: factor.setting,
                mechanism: factor.mechanism,
                requirements: design.rules.requirements[index].map { design.factors[$0].name },
                alternatives: others.map { design.factors[$0].name }, isInTarget: factor.isInTarget,
                knownCost: factor.knownCost)
        }
    }

    private func designFacts() -> AttributionDocument.Design {
        .init(
            kind: design.kind.rawValue,
            arms: ([Analysis.baseline, Analysis.control] + record.plan.environments.map(\.name)).map {
                .init(name: $0, factors: design.factors(of: $0))
            },
            impossible: design.impossible, failed: design.failed, dropped: design.dropped,
            interactions: design.interactions)
    }
}
