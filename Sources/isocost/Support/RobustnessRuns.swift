import Experiment
import Linux
import Results

/// Repeats a run's headline verdicts under each condition that should not matter to them.
///
/// Every repetition is a run of its own, in a folder inside the first one's: its blocks are kept like any.
struct RobustnessRuns {
    let recorder: RunRecorder
    let scratch: String

    /// - Returns: false when a signal ended it.
    func measure() throws -> Bool {
        let document = try Analysis.result(of: recorder.folder)
        let asked = Robustness.headline(of: document)
        guard !asked.isEmpty else {
            Console.error("isocost: no verdict to repeat: every comparison is inconclusive\n")
            return true
        }
        let plan = try repetition(of: asked)
        defer { try? CPUSet([recorder.plan.placement.controller]).applyToThisProcess() }
        for condition in SensitivityCatalog.all {
            let obstacle = try measure(plan, under: condition)
            try recorder.note(.init(name: condition.name, unavailable: obstacle))
            if Interruption.signal != nil { return false }
        }
        return true
    }

    /// The same work in the same environments, of those that are asked about, with as many blocks.
    private func repetition(of asked: [ResultDocument.Comparison]) throws -> Plan {
        var plan = recorder.plan
        plan.workloads = plan.workloads.filter { spec in asked.contains { $0.workload == spec.name } }
        plan.environments = plan.environments.filter { one in asked.contains { $0.environment == one.name } }
        plan.isStrict = true
        plan.minimumBlocks = asked.map(\.blocks).min() ?? plan.minimumBlocks
        let blocks = try recorder.folder.readBlocks().blocks
        let names = plan.workloads.map(\.name)
        let spent = blocks.filter { names.contains($0.workload) }.reduce(0) { $0 + $1.host.durationSeconds }
        // Slices four times as long take twice the time; a second for each workload is the calibration's.
        plan.budgetSeconds = 2.5 * spent + Double(names.count)
        return plan
    }

    /// - Returns: why the condition could not be had, or not to the end.
    private func measure(_ plan: Plan, under condition: Sensitivity) throws -> String? {
        do {
            let outcome = try run(condition.plan(from: plan), in: recorder.folder.condition(condition.name))
            return outcome == .interrupted ? "interrupted" : nil
        } catch let error as ResultsError {
            throw error
        } catch { return (error as? Failure ?? Failure(error)).message }
    }

    private func run(_ plan: Plan, in folder: RunFolder) throws -> Executor.Outcome {
        try CPUSet([plan.placement.controller]).applyToThisProcess()
        let own = RunRecorder(plan: plan, host: recorder.host, output: folder.path)
        let executor = try Executor(plan: plan, scratchParent: scratch, outputFolder: nil)
        try executor.preflight()
        try own.open(for: executor)
        let line = ProgressLine()
        defer { line.clear() }
        let outcome = try executor.run(onBlock: own.append, onProgress: line.show)
        try own.close(interrupted: outcome == .interrupted)
        if own.blocks == 0 { throw Failure("no block fits into the budget", .failed) }
        return outcome
    }
}
