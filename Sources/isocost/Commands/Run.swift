import ArgumentParser
import Experiment
import Glibc
import Isolation
import Linux
import Report
import Results

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure: the same work in every environment, interleaved on one CPU.",
        discussion: """
            Without a suite, a workload or a command, the suite 'quick' runs: every workload in every \
            environment, in about a minute. `bare` and its twin `bare'` are in every run; the twin says \
            what this host can't resolve. Measured blocks are on disk before the next one starts, so Ctrl-C \
            loses nothing: the report then shows what there is.

            An environment that this host or user can't have, or that can't be launched, is left out with a \
            warning, and the report says why; with --strict it ends the run before anything is measured. It \
            ends it in any case when nothing of what was asked for is left.

            EXAMPLES
              isocost run --workload 'io.*' --env namespaces --budget 20s
              isocost run --workload mem.latency --precision 0.3% --seed 42
              isocost run --suite my-suite.yaml --format markdown --format html
              isocost run --env my-cell.yaml -- python3 -c pass
            """)

    @OptionGroup var options: RunOptions

    func run() throws {
        try measuring {
            let plan = try options.plan()
            try Self.checkAvailability(plan)
            return try measure(plan)
        }
    }

    /// - Returns: true when a signal ended it.
    private func measure(_ plan: Plan) throws -> Bool {
        Interruption.watch()
        Descendants.adopt()
        defer { Descendants.endStrays() }
        let scratch = try options.measuring.scratchFolder()
        Leftovers.sweep()
        let host = HostFacts.ofThisMachine(placement: plan.placement)
        try CPUSet([plan.placement.controller]).applyToThisProcess()
        let recorder = RunRecorder(plan: plan, host: host, output: options.measuring.output)
        let executor = try Executor(
            plan: plan, scratchParent: scratch,
            outputFolder: plan.commands.keepsOutput ? recorder.outputFolder : nil)
        try executor.preflight { Console.error(MeasuredRun.warning(of: $0)) }
        try recorder.open(for: executor)
        let outcome = try MeasuredRun(recorder).execute(executor)
        try recorder.close(interrupted: outcome == .interrupted)
        guard recorder.blocks > 0 else { return try MeasuredRun(recorder).endEmpty(outcome) }
        var isWhole = outcome != .interrupted
        if options.checkRobust, isWhole {
            isWhole = try RobustnessRuns(recorder: recorder, scratch: scratch).measure()
        }
        try report(recorder)
        return !isWhole
    }

    private func report(_ recorder: RunRecorder) throws {
        let table = ComparisonTable(try Analysis.result(of: recorder.folder))
        let formats = options.format.isEmpty ? [TerminalReport.name] : options.format
        for name in options.format {
            let format = try ReportCatalog.format(named: name, options: .init(runPath: recorder.folder.path))
            let file = "report.\(type(of: format).fileExtension)"
            try recorder.folder.writeReport(try format.render(table), name: file)
        }
        let shown = try ReportCatalog.format(
            named: formats[0], options: Console.renderOptions(runPath: recorder.folder.path))
        Console.output(try shown.render(table))
    }

    /// Says at once what needs root, and what would run without. What is missing beside others is left out later,
    /// unless that is not wanted.
    private static func checkAvailability(_ plan: Plan) throws {
        let host = try Host.current()
        var missing: [String] = []
        var possible: [String] = []
        for environment in plan.environments {
            switch environment.availability(on: host) {
            case .available: possible.append(environment.name)
            case .unavailable(let reason): missing.append("\(environment.name) (\(reason))")
            }
        }
        guard !missing.isEmpty, plan.isStrict == true || possible.isEmpty else { return }
        var advice = geteuid() == 0 ? [] : ["run as root"]
        if !possible.isEmpty {
            advice.append("measure what there is: " + possible.map { "--env \($0)" }.joined(separator: " "))
        }
        let rest = advice.isEmpty ? "" : "; \(advice.joined(separator: ", or "))"
        throw Failure("not available here: \(missing.joined(separator: ", "))\(rest)", .unsupported)
    }
}
