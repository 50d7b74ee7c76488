import ArgumentParser
import Experiment
import Isolation
import Linux
import Naming
import Report
import Workloads

/// The options of `isocost attribute`, and the plan that they make.
struct AttributeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The environment to take apart, or a YAML file with one. (default: container)",
            valueName: "name|file"))
    var env: String?

    @Option(
        help: ArgumentHelp(
            "Tell only this mechanism apart, with what it needs; may be repeated. (default: all)",
            valueName: "name"))
    var mechanism: [String] = []

    @Option(
        help: ArgumentHelp(
            "Instead of an environment's mechanisms, factors of known cost, e.g. a=2%, and 'a*b=3%' for what two cost "
                + "together beyond that; may be repeated. Proves the method.", valueName: "name=cost"))
    var synthetic: [KnownCost] = []

    @Option(help: ArgumentHelp("Workloads to measure, e.g. 'sys.*'; may be repeated.", valueName: "glob"))
    var workload: [String] = []

    @Option(
        help: ArgumentHelp(
            "A YAML file with the workloads and the one environment to take apart.", valueName: "file"))
    var suite: String?

    @OptionGroup var measuring: MeasuringOptions

    @Option(
        help: ArgumentHelp(
            "terminal, markdown, html or json: the first is printed, all are kept in the run's folder; may be repeated.",
            valueName: "name"))
    var format: [String] = []

    mutating func validate() throws {
        let known = ReportCatalog.attributions.map { $0.name }
        for name in format where !known.contains(name) {
            throw ValidationError(Unknown.format(name, known: known))
        }
        if suite != nil, !workload.isEmpty || env != nil {
            throw ValidationError(
                "--suite names the workloads and the environment; give it, or --workload and --env.")
        }
        if !synthetic.isEmpty, env != nil || !mechanism.isEmpty {
            throw ValidationError(
                "--synthetic takes the place of an environment's mechanisms; give one of them.")
        }
    }

    static let budgetSeconds = 180.0
    /// Of each arm in a block: many arms tell as much in fewer rounds each.
    static let rounds = 20
    private static let target = EnvironmentCatalog.named("container")!
    /// What containers do: calls, files, processes, memory, network, and work that no mechanism should touch.
    private static let workloads = [
        "sys.null", "sys.stat", "io.open", "sys.fork", "mem.fault", "io.metadata", "net.tcp", "cpu.integer",
        "mem.latency",
    ]

    /// - Throws: `Failure`, `AttributionError`, `WorkloadError` or `FileError` for what is not known or can't be.
    func plan() throws -> (Plan, AttributionPlanner) {
        let suite = try chosenSuite()
        let planner = try planner(of: suite)
        var plan = Plan(
            suite: suite.name, workloads: suite.workloads, environments: planner.environments,
            seed: measuring.drawnSeed,
            placement: CPUPlacement.choose(from: try CPUSet.ofThisProcess().cpus))
        plan.budgetSeconds = Self.budgetSeconds
        plan.rounds = Self.rounds
        measuring.apply(to: &plan, suite: suite)
        plan.attribution = planner.design
        return (plan, planner)
    }

    private func planner(of suite: Suite) throws -> AttributionPlanner {
        guard synthetic.isEmpty else {
            return try AttributionPlanner(
                costs: synthetic.compactMap { $0.factors.count == 1 ? ($0.factors[0], $0.cost) : nil },
                interactions: synthetic.compactMap {
                    $0.factors.count == 2
                        ? .init(first: $0.factors[0], second: $0.factors[1], cost: $0.cost) : nil
                })
        }
        return try AttributionPlanner(
            target: suite.environments[0], chosen: mechanism, host: try Host.current())
    }

    private func chosenSuite() throws -> Suite {
        if let suite {
            let read = try SuiteFile.read(suite)
            guard read.environments.count == 1 else {
                throw Failure(
                    "\(suite): attribute takes one environment apart; 'environments' has \(read.environments.count)",
                    .usage)
            }
            if let command = read.workloads.first(where: { $0.description == nil }) {
                throw Failure(
                    "\(suite): attribute takes workloads of the list (isocost list workloads), not the command "
                        + "'\(command.name)'", .usage)
            }
            return read
        }
        let target = try env.map { name in
            guard let found = try EnvironmentChoice.find(name) else {
                throw Failure("--env \(name): there is nothing in it to take apart", .usage)
            }
            return found
        }
        var specs: [WorkloadSpec] = []
        for glob in workload.isEmpty ? Self.workloads : workload {
            for description in try WorkloadCatalog.select(glob)
            where !specs.contains(where: { $0.name == description.name }) {
                specs.append(try WorkloadSpec(description))
            }
        }
        return Suite(
            name: "attribution", workloads: specs, environments: [try target ?? Environment(Self.target)])
    }
}

/// What `--synthetic` takes: a factor and its cost, or two and what they cost together.
struct KnownCost: ExpressibleByArgument {
    var factors: [String]
    var cost: Double

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "=") else { return nil }
        let names = argument[..<equals].split(separator: "*", omittingEmptySubsequences: false).map(
            String.init)
        let isName = { (name: String) in
            !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
        guard (1...2).contains(names.count), names.allSatisfy(isName), Set(names).count == names.count,
            let cost = Fraction(argument: String(argument[argument.index(after: equals)...]))
        else { return nil }
        (factors, self.cost) = (names, cost.value)
    }
}
