import ArgumentParser
import Experiment
import Isolation
import Linux
import Report
import Results

struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove the method on this host: known effects, and how often they are found.",
        discussion: """
            Measures `bare` against itself under other names and against arms that do exactly 0.5 to 10 % \
            more operations, cuts the blocks into many small runs, and says how often intervals hold the \
            truth, how often a verdict is false and how often an effect is found. Then the same is judged \
            by runs one after the other, with Welch's t-test.

            EXAMPLES
              isocost calibrate                              about five minutes
              isocost calibrate --budget 20m --format html > calibration.html
            """)

    @Option(help: "How long to measure; a fifth of it goes to runs one after the other.")
    var budget = Duration(seconds: 300)

    @Option(help: "Blocks of a small run, at least 6.")
    var blocks = 12

    @Option(help: "The smallest overhead that matters, e.g. 1%.")
    var margin = Fraction(value: 0.01)

    @Option(help: "Draws the orders; the same seed gives the same orders.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The run's folder; it must not exist. (default: results/RUN-ID)", valueName: "dir")
    )
    var output: String?

    @Option(help: "terminal, markdown, html or json.")
    var format = TerminalCalibration.name

    mutating func validate() throws {
        let known = ReportCatalog.calibrations.map { $0.name }
        guard known.contains(format) else { throw ValidationError(Unknown.format(format, known: known)) }
        guard blocks >= 6 else { throw ValidationError("--blocks: an interval needs at least 6 blocks.") }
    }

    func run() throws {
        try measuring { try measure(plan()) }
    }

    /// The part of the budget that goes to runs one after the other.
    private static let sequentialShare = 0.2
    /// What those runs judge: nothing, and an effect that should be found.
    private static let sequentialInjections = ["same-1", "+2%"]
    private static let scratch = "/var/tmp"

    private func plan() throws -> Plan {
        var plan = Plan(
            suite: "calibration", workloads: try CalibrationPlan.workloads(),
            environments: try CalibrationPlan.environments(), seed: seed ?? UInt64.random(in: 1...999_999),
            placement: CPUPlacement.choose(from: try CPUSet.ofThisProcess().cpus))
        plan.calibration = CalibrationDesign(
            injections: CalibrationPlan.injections.reduce(into: [:]) { $0[$1.name] = $1.injection },
            shortSlices: [CalibrationPlan.shortSliced], blocksPerRun: blocks)
        plan.isStrict = true
        // Never reached: a calibration ends with its budget, and every workload has as many blocks.
        plan.precision = 1e-9
        plan.minimumBlocks = plan.maximumBlocks
        plan.margin = margin.value
        plan.budgetSeconds = budget.seconds * (1 - Self.sequentialShare)
        return plan
    }

    /// - Returns: true when a signal ended it.
    private func measure(_ plan: Plan) throws -> Bool {
        Interruption.watch()
        Leftovers.sweep()
        let host = HostFacts.ofThisMachine(placement: plan.placement)
        try CPUSet([plan.placement.controller]).applyToThisProcess()
        let recorder = RunRecorder(plan: plan, host: host, output: output)
        let executor = try Executor(plan: plan, scratchParent: Self.scratch, outputFolder: nil)
        try recorder.open(for: executor)
        let started = Clock.seconds()
        let line = ProgressLine()
        _ = try executor.run(
            onBlock: recorder.append, onProgress: line.show)
        try runSequentially(executor, recorder, until: started + budget.seconds, line)
        line.clear()
        try recorder.close(interrupted: Interruption.signal != nil)
        try show(recorder.folder)
        return Interruption.signal != nil
    }

    /// Not after a signal, so that what was measured until then is still judged.
    private func runSequentially(
        _ executor: Executor, _ recorder: RunRecorder, until deadline: Double, _ line: ProgressLine
    ) throws {
        guard Interruption.signal == nil else { return }
        var log = try LineLog(creating: recorder.folder.sequentialPath)
        do {
            try executor.runSequentially(
                injections: Self.sequentialInjections, processes: blocks, deadline: deadline,
                onProgress: {
                    line.show(
                        Progress(workload: $0, block: nil, halfWidth: nil, fraction: 0.9, secondsLeft: 0))
                }, onTrial: { try log.append($0) })
        } catch ExperimentError.interrupted {}
    }

    private func show(_ folder: RunFolder) throws {
        guard let document = try CalibrationAnalysis.document(of: folder) else { return }
        try folder.writeReport(try JSONCalibration().render(document), name: "calibration.json")
        let citation = document.citation
        // One that was stopped, or too short to judge anything, takes no other's place.
        if !document.run.interrupted, citation.covering.trials > 0 {
            try CalibrationStore.ofThisUser().save(citation, of: document.host)
        }
        let format = try ReportCatalog.calibration(
            named: format, options: Console.renderOptions(runPath: folder.path))
        Console.output(try format.render(document))
    }
}
