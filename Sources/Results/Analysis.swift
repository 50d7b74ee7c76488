import Counters
import Experiment
import RealModule
import Statistics

/// Makes the result of a run from its raw data: no measuring, no host, no root.
public struct Analysis {
    public static let baseline = "bare"
    public static let control = "bare'"

    private let record: RunRecord
    private let blocks: [Block]
    private let cutOff: Bool
    private let confidence: Double

    public init(_ record: RunRecord, blocks: [Block], cutOff: Bool = false) {
        self.record = record
        self.blocks = blocks
        self.cutOff = cutOff
        confidence = record.plan.confidence
    }

    /// Reads a run folder and judges it.
    public static func result(of folder: RunFolder) throws(ResultsError) -> ResultDocument {
        let record = try folder.readRecord()
        let (blocks, cutOff) = try folder.readBlocks()
        var document = Analysis(record, blocks: blocks, cutOff: cutOff).document()
        document.robustness = try Robustness.read(in: folder, record: record, of: document)
        return document
    }

    public func document() -> ResultDocument {
        var measurements: [ResultDocument.Measurement] = []
        var comparisons: [ResultDocument.Comparison] = []
        var unavailable = record.unavailable.map {
            ResultDocument.Unavailable(
                metric: $0.metric, reason: $0.reason, workload: $0.workload, environment: $0.environment)
        }
        let kept = blocks.filter(record.plan.keeps)
        for spec in record.plan.workloads {
            let series = series(of: spec.name, in: kept)
            measurements += series.measurements()
            let judged = series.comparisons()
            comparisons += judged.comparisons
            // Of an environment that the run has lost the reason is known already.
            unavailable += judged.unavailable.filter { one in
                !record.unavailable.contains { $0.explains(one) }
            }
            unavailable += series.uncounted()
        }
        adjust(&comparisons)
        if kept.count < blocks.count { addFiguresOfAllBlocks(to: &comparisons) }
        return ResultDocument(
            run: runFacts(comparisons), host: record.host, environments: environmentFacts(),
            measurements: measurements, comparisons: comparisons, unavailable: unavailable,
            calibration: record.calibration)
    }

    private func series(of workload: String, in counted: [Block]) -> WorkloadAnalysis {
        let counted = counted.filter { $0.workload == workload }
        return WorkloadAnalysis(
            workload: workload, blocks: counted,
            leftOut: blocks.count { $0.workload == workload } - counted.count, environments: environments,
            plan: record.plan, units: record.units)
    }

    /// Beside each figure from which blocks were left out, what all blocks give.
    private func addFiguresOfAllBlocks(to comparisons: inout [ResultDocument.Comparison]) {
        for spec in record.plan.workloads {
            let all = series(of: spec.name, in: blocks).comparisons().comparisons
            for index in comparisons.indices where comparisons[index].workload == spec.name {
                let environment = comparisons[index].environment
                guard let other = all.first(where: { $0.environment == environment }),
                    other.blocks > comparisons[index].blocks
                else { continue }
                comparisons[index].allBlocks = .init(
                    ratio: other.ratio, verdict: other.verdict, blocks: other.blocks)
            }
        }
    }

    private var environments: [String] {
        [Analysis.baseline, Analysis.control] + record.plan.environments.map(\.name)
    }

    /// Benjamini-Hochberg over the comparisons of environments; the control is not one of the questions.
    private func adjust(_ comparisons: inout [ResultDocument.Comparison]) {
        let asked = comparisons.indices.filter { comparisons[$0].environment != Analysis.control }
        let adjusted = MultipleTesting.benjaminiHochberg(asked.map { comparisons[$0].pValue })
        for (index, value) in zip(asked, adjusted) { comparisons[index].adjustedPValue = value }
    }

    private func environmentFacts() -> [ResultDocument.EnvironmentFacts] {
        let mechanisms = Dictionary(
            uniqueKeysWithValues: record.plan.environments.map { ($0.name, $0.mechanisms.map(\.name)) })
        return environments.map { name in
            let evidence = blocks.last { $0.arms[name] != nil }?.arms[name]?.evidence?.table
            let external = record.externals?[name]
            return .init(
                name: name, mechanisms: mechanisms[name] ?? [], evidence: evidence ?? [:],
                command: external?.command, version: external?.version)
        }
    }

    /// - Parameter comparisons: those that warnings about the whole run are about.
    func runFacts(_ comparisons: [ResultDocument.Comparison] = []) -> ResultDocument.RunFacts {
        let measured = blocks.reduce(0) { $0 + $1.host.durationSeconds }
        return .init(
            id: record.id, startedAt: record.startedAt,
            durationSeconds: record.ending?.durationSeconds ?? measured, seed: record.plan.seed,
            suite: record.plan.suite, version: record.version, labels: record.plan.labels,
            margin: record.plan.margin, precision: record.plan.precision,
            interrupted: record.ending?.interrupted ?? true,
            warnings: RunWarnings.of(
                record, blocks: blocks, cutOff: cutOff, comparisons: comparisons))
    }
}

extension Executor.Unavailability {
    /// Whether it is the cause of what is missing as well.
    fileprivate func explains(_ other: ResultDocument.Unavailable) -> Bool {
        guard let environment else { return false }
        return metric == other.metric && environment == other.environment
            && (workload == nil || workload == other.workload)
    }
}
