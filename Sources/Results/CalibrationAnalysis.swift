import Experiment
import RealModule
import Statistics

/// Judges a calibration's blocks as many small runs, and holds each judgement against the truth.
public struct CalibrationAnalysis {
    private let record: RunRecord
    private let design: CalibrationDesign
    private let trials: [CalibrationTrial]
    private let sequential: [SequentialTrial]

    /// - Parameter sequential: the same arms measured one after the other.
    init(
        _ record: RunRecord, _ design: CalibrationDesign, blocks: [Block], sequential: [SequentialTrial]
    ) {
        self.record = record
        self.design = design
        self.sequential = sequential
        trials = CalibrationTrial.cut(blocks.filter(record.plan.keeps), plan: record.plan, design: design)
    }

    /// Reads a calibration's folder and judges it: no measuring, no host, no root.
    ///
    /// - Returns: nil for the folder of another run.
    public static func document(of folder: RunFolder) throws(ResultsError) -> CalibrationDocument? {
        let record = try folder.readRecord()
        guard let design = record.plan.calibration else { return nil }
        let (blocks, cutOff) = try folder.readBlocks()
        let run = Analysis(record, blocks: blocks, cutOff: cutOff).runFacts()
        return CalibrationAnalysis(
            record, design, blocks: blocks, sequential: try folder.readSequential()
        ).document(run: run)
    }

    func document(run: ResultDocument.RunFacts) -> CalibrationDocument {
        let families = record.plan.workloads.map { family($0.name) }.uniqued()
        let effects = design.injections.keys.sorted { self.order($0) < self.order($1) }
        return CalibrationDocument(
            run: run, host: record.host, blocksPerRun: design.blocksPerRun, runSeconds: runSeconds,
            confidence: record.plan.confidence,
            control: families.map(control),
            coverage: families.flatMap { family in effects.compactMap { coverage(family, $0) } },
            detection: families.flatMap { family in
                effects.filter(isSlowdown).compactMap { detection(family, $0) }
            },
            verdictTimes: families.flatMap { family in
                effects.filter(isSlowdown).compactMap { verdictTime(family, $0) }
            },
            sequential: families.flatMap { family in effects.compactMap { sequential(family, $0) } })
    }

    /// What is measured with short slices is a family of its own: a fixed cost is no cost of an op there.
    private func family(_ workload: String) -> String {
        let family = String(workload.prefix { $0 != "." })
        return design.shortSlices.contains(workload) ? "\(family), short slices" : family
    }

    private func order(_ injection: String) -> Int {
        CalibrationPlan.injections.firstIndex { $0.name == injection } ?? .max
    }

    private func isSlowdown(_ injection: String) -> Bool {
        if case .moreWork = design.injection(of: injection) { return true }
        return false
    }

    /// What a small run would take of all the workloads with one environment: its mean over the trials.
    private var runSeconds: Double {
        let control = trials.filter { $0.arm == Analysis.control }
        return Dictionary(grouping: control, by: \.workload).values.reduce(0) { sum, trials in
            let perBlock = trials.reduce(0) { $0 + $1.secondsPerBlock } / Double(trials.count)
            return sum + perBlock * Double(design.blocksPerRun)
        }
    }

    private func isControl(_ arm: String) -> Bool {
        arm == Analysis.control || design.injections[arm] == Injection.none
    }

    private func of(_ family: String) -> [CalibrationTrial] {
        trials.filter { self.family($0.workload) == family }
    }

    /// `bare'` is judged against its own noise floor, so that a false verdict on it can't be: those are
    /// counted on the other names.
    private func control(_ family: String) -> CalibrationDocument.Control {
        let trials = of(family).filter { isControl($0.arm) }
        let judged = trials.filter { $0.arm != Analysis.control }
        let limit = 1 - record.plan.confidence
        return .init(
            family: family,
            excludingZero: .init(trials.count { !$0.interval.contains(0) }, of: trials.count),
            falseVerdicts: .init(judged.count { $0.isReal }, of: judged.count),
            falseAfterAdjustment: .init(
                judged.count { $0.isReal && $0.adjustedPValue <= limit }, of: judged.count))
    }

    private func coverage(_ family: String, _ injection: String) -> CalibrationDocument.Coverage? {
        let trials = of(family).filter { $0.arm == injection }
        guard let first = trials.first, let width = median(trials.map(\.interval.overhead.halfWidth)) else {
            return nil
        }
        let errors = trials.map { $0.interval.center - Double.log($0.truth) }
        return .init(
            family: family, injection: injection, truth: first.truth,
            covering: .init(trials.count { $0.interval.contains(Double.log($0.truth)) }, of: trials.count),
            bias: .init(errors, confidence: record.plan.confidence, seed: record.plan.seed), halfWidth: width)
    }

    private func detection(_ family: String, _ injection: String) -> CalibrationDocument.Detection? {
        let trials = of(family).filter { $0.arm == injection }
        guard let first = trials.first else { return nil }
        return .init(
            family: family, injection: injection, truth: first.truth, blocks: design.blocksPerRun,
            found: .init(trials.count { $0.verdict == .slower }, of: trials.count),
            aboveZero: .init(trials.count { $0.interval.lower > 0 }, of: trials.count))
    }

    /// What is right is `slower` for more than the margin, `equivalent` for less; nothing is at the margin.
    private func verdictTime(_ family: String, _ injection: String) -> CalibrationDocument.VerdictTime? {
        let trials = of(family).filter { $0.arm == injection }
        guard let first = trials.first, abs(first.truth - 1 - record.plan.margin) > record.plan.margin / 10
        else {
            return nil
        }
        let reached = trials.compactMap(\.blocksToRightVerdict)
        let seconds = trials.compactMap { trial in
            trial.blocksToRightVerdict.map { Double($0) * trial.secondsPerBlock }
        }
        let spread = Bootstrap(medianOf: seconds, seed: record.plan.seed)
        return .init(
            family: family, injection: injection, truth: first.truth,
            blocks: median(reached.map(Double.init)) ?? 0, seconds: median(seconds) ?? 0,
            secondsInterval: spread?.percentileInterval(confidence: record.plan.confidence),
            reached: .init(reached.count, of: trials.count))
    }

    private func sequential(_ family: String, _ injection: String) -> CalibrationDocument.Sequential? {
        let pairs = sequential.filter { self.family($0.workload) == family && $0.injection == injection }
        let tests = pairs.compactMap { pair in
            (try? WelchTest(base: pair.base, new: pair.new)).map { (pair, $0) }
        }
        guard let first = tests.first, let width = median(tests.map { $0.1.interval.overhead.halfWidth })
        else {
            return nil
        }
        return .init(
            family: family, injection: injection, truth: first.0.truth,
            significant: .init(tests.count { $0.1.pValue <= 0.05 }, of: tests.count),
            covering: .init(tests.count { $0.1.interval.contains(Double.log($0.0.truth)) }, of: tests.count),
            halfWidth: width)
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of first appearance.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
