import ArgumentParser
import Experiment
import Isolation
import Linux
import Report
import Results

struct Attribute: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Which mechanism costs what: take an environment apart.",
        discussion: """
            Measures an environment's mechanisms in many combinations at once, chosen so that the effect of each can \
            be told from the others' (a Plackett-Burman design with its fold-over), and says what each costs, which \
            of them interact, whether the effects add up to the whole, and what each one's share of that is. What can't \
            be on together is replaced; what this host does not have drops out. `isocost report` and `isocost predict` \
            take the run's folder.

            EXAMPLES
              isocost attribute                                   `container`, in three minutes
              isocost attribute --env my-cell.yaml --workload 'sys.*' --budget 60s
              isocost attribute --mechanism seccomp --mechanism pid --workload sys.fork
              isocost attribute --synthetic a=2% --synthetic b=5% --synthetic 'a*b=3%' --workload sys.null
            """)

    @OptionGroup var options: AttributeOptions

    func run() throws {
        try measuring { try measure() }
    }

    /// - Returns: true when a signal ended it.
    private func measure() throws -> Bool {
        var (plan, planner) = try options.plan()
        Interruption.watch()
        let scratch = try options.measuring.scratchFolder()
        Leftovers.sweep()
        let host = HostFacts.ofThisMachine(placement: plan.placement)
        try CPUSet([plan.placement.controller]).applyToThisProcess()
        try planner.prove { environment in
            if Interruption.signal != nil { throw ExperimentError.interrupted }
            return try obstacle(environment, plan: plan, scratch: scratch)
        }
        plan.attribution = planner.design
        plan.environments = planner.environments
        try Capacity.check(arms: planner.environments.count + 2)
        let recorder = RunRecorder(plan: plan, host: host, output: options.measuring.output)
        let executor = try Executor(plan: plan, scratchParent: scratch, outputFolder: nil)
        try executor.preflight()
        try recorder.open(for: executor)
        let outcome = try MeasuredRun(recorder).execute(executor)
        try recorder.close(interrupted: outcome == .interrupted)
        guard recorder.blocks > 0 else { return try MeasuredRun(recorder).endEmpty(outcome) }
        try show(recorder.folder)
        return outcome == .interrupted
    }

    /// - Returns: why an environment can't be launched; nil when it can.
    private func obstacle(_ environment: Environment, plan: Plan, scratch: String) throws -> String? {
        var single = plan
        single.environments = [environment]
        single.isStrict = true
        do throws(ExperimentError) {
            let executor = try Executor(plan: single, scratchParent: scratch, outputFolder: nil)
            try executor.preflight()
            return nil
        } catch .isolation(let error) {
            return "\(error)".replacing("environment \(environment.name) ", with: "it ")
        }
    }

    private func show(_ folder: RunFolder) throws {
        guard let document = try AttributionAnalysis.document(of: folder) else { return }
        try folder.writeReport(try JSONAttribution().render(document), name: "attribution.json")
        for name in options.format {
            let format = try ReportCatalog.attribution(named: name, options: .init(runPath: folder.path))
            try folder.writeReport(
                try format.render(document), name: "report.\(type(of: format).fileExtension)")
        }
        let first = options.format.first ?? TerminalAttribution.name
        let shown = try ReportCatalog.attribution(
            named: first, options: Console.renderOptions(runPath: folder.path))
        Console.output(try shown.render(document))
    }
}
