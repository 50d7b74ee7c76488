import ArgumentParser
import Experiment
import Glibc
import Isolation
import Linux
import Naming
import Report
import Workloads

/// The options of `isocost run`, and the plan that they make.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A suite: \(SuiteCatalog.names.joined(separator: ", ")), or a YAML file.", valueName: "name|file")
    )
    var suite: String?

    @Option(help: ArgumentHelp("Workloads to measure, e.g. 'sys.*'; may be repeated.", valueName: "glob"))
    var workload: [String] = []

    @Option(
        help: ArgumentHelp(
            "An environment, or a YAML file with one; may be repeated.", valueName: "name|file"))
    var env: [String] = []

    @OptionGroup var measuring: MeasuringOptions

    @Option(
        help: ArgumentHelp(
            "Report to make: the first is printed, all are kept in the run's folder; may be repeated.",
            valueName: "name"))
    var format: [String] = []

    @Option(help: ArgumentHelp("Stored with the result; may be repeated.", valueName: "k=v"))
    var label: [Label] = []

    @Option(
        help: ArgumentHelp(
            "Count this libpfm4 event or tracepoint as well; may be repeated.", valueName: "name"))
    var event: [String] = []

    @Flag(
        help: ArgumentHelp(
            "Repeat the differences found with randomised addresses off, on another CPU, with other slices and "
                + "fewer blocks, and say which verdicts depend on that."))
    var checkRobust = false

    @Flag(help: "End the run, before it measures, when an environment is not available or can't be launched.")
    var strict = false

    @Flag(help: "Keep what a command prints in the run's folder, instead of discarding it.")
    var keepOutput = false

    @Flag(help: "Measure a command even if it exits with another status than 0.")
    var ignoreFailure = false

    @Argument(
        parsing: .postTerminator, help: ArgumentHelp("A program of yours, after --.", valueName: "command"))
    var command: [String] = []

    mutating func validate() throws {
        for name in format where !ReportCatalog.all.contains(where: { $0.name == name }) {
            throw ValidationError(Unknown.format(name, known: ReportCatalog.all.map { $0.name }))
        }
        if CommandLine.arguments.last == "--" { throw ValidationError("There is no command after --.") }
        if suite != nil, !workload.isEmpty || !command.isEmpty {
            throw ValidationError("--suite names the workloads; give it, or --workload and a command.")
        }
    }

    /// - Throws: `Failure`, `WorkloadError` or `FileError` for what is not known.
    func plan() throws -> Plan {
        let suite = try chosenSuite()
        let allowed = try CPUSet.ofThisProcess().cpus
        var plan = Plan(
            suite: suite.name, workloads: suite.workloads, environments: try environments(of: suite),
            seed: measuring.drawnSeed, placement: CPUPlacement.choose(from: allowed))
        measuring.apply(to: &plan, suite: suite)
        plan.events = event
        plan.labels = Dictionary(label.map { ($0.key, $0.value) }) { _, last in last }
        plan.isStrict = strict
        plan.commands.keepsOutput = keepOutput
        plan.commands.ignoresFailure = ignoreFailure
        return plan
    }

    private func chosenSuite() throws -> Suite {
        if let suite { return try named(suite) }
        var quick = try SuiteCatalog.quick()
        guard !workload.isEmpty || !command.isEmpty else { return quick }
        quick.name = "custom"
        quick.precision = nil
        quick.workloads = []
        for glob in workload {
            for description in try WorkloadCatalog.select(glob)
            where !quick.workloads.contains(where: { $0.name == description.name }) {
                quick.workloads.append(try WorkloadSpec(description))
            }
        }
        if !command.isEmpty {
            quick.workloads.append(
                WorkloadSpec(name: command.joined(separator: " "), work: .command(command)))
        }
        return quick
    }

    private func named(_ name: String) throws -> Suite {
        if name == "quick" { return try SuiteCatalog.quick() }
        if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return try SuiteFile.read(name)
        }
        let hint = NearestName.hint(among: SuiteCatalog.names, to: name)
        throw Failure("no suite is called '\(name)'\(hint) (a file needs a / or ends in .yaml)", .usage)
    }

    private func environments(of suite: Suite) throws -> [Environment] {
        guard !env.isEmpty else { return suite.environments }
        var found: [Environment] = []
        for name in env {
            guard let environment = try EnvironmentChoice.find(name) else { continue }
            guard !found.contains(where: { $0.name == environment.name }) else {
                throw Failure(
                    "--env \(name): an environment called '\(environment.name)' is there already", .usage)
            }
            found.append(environment)
        }
        return found
    }
}
