import Counters
import Isolation
import Linux
import Workloads

/// What a run's parts are laid out from.
extension Executor {
    /// `bare`, its twin, and every environment that can be had.
    ///
    /// - Parameters:
    ///   - run: the run's own scratch folder.
    ///   - parent: the folder that it was made in.
    ///   - losses: gets the others.
    static func arms(
        of plan: Plan, worker: borrowing WorkerBinary, run: borrowing ScratchFolder, parent: String,
        losses: inout Losses
    ) throws(ExperimentError) -> [Arm] {
        let host = try system(Host.current)
        let staging = try system { () throws(SystemError) in try run.makeFolder("root") }
        var arms: [Arm] = []
        for (number, environment) in try isolation(plan.arms).enumerated() {
            do throws(IsolationError) {
                if case .unavailable(let reason) = environment.availability(on: host) {
                    throw .unavailable(environment: environment.name, reason: reason)
                }
                arms.append(
                    try Arm(
                        environment, number: number, worker: worker, of: plan, run: run, parent: parent,
                        staging: staging))
            } catch { _ = try losses.add(.isolation(error)) }
        }
        if arms.count <= EnvironmentCatalog.controls.count, !losses.errors.isEmpty {
            throw .nothingLeft(losses.errors)
        }
        return arms
    }

    /// Of the counters, and of what a command's launches give besides.
    static func units(of counters: [Counter]) -> [String: MetricUnit] {
        let own = CommandSeries.metrics
        return Dictionary(
            counters.map { ($0.metric.name, $0.metric.unit) }
                + [own.setup, own.user, own.system].map { ($0, .seconds) }
        ) { first, _ in first }
    }

    static func metrics(of plan: Plan) throws(ExperimentError) -> [Metric] {
        do throws(CountersError) {
            let resolver = EventResolver()
            // Of many arms the time is asked alone: counts of each slice would be most of what is written.
            return try (plan.attribution == nil ? MetricCatalog.metrics : [])
                + plan.events.map { name throws(CountersError) in
                    try resolver.metric(event: name)
                }
        } catch { throw .counters(error) }
    }

    static func series(
        for spec: WorkloadSpec, plan: Plan, arms: [Arm], counters: [Counter], outputFolder: String?,
        mark: String
    ) throws(ExperimentError) -> any Series {
        switch spec.work {
        case .workload(let name, let parameters):
            guard let description = spec.description else {
                preconditionFailure("the plan was checked against the catalogue: \(name)")
            }
            return SteadySeries(
                name: spec.name, description: description, parameters: parameters, arms: arms,
                counters: counters, plan: plan)
        case .command(let command):
            let search = CommandSearch()
            return try CommandSeries(
                name: spec.name, command: command, executable: try search.path(of: command[0]),
                environment: search.environment + [mark], folder: search.workingDirectory, arms: arms,
                counters: counters, plan: plan, outputFolder: outputFolder)
        }
    }

    static func unavailability(
        counters: [UnavailableMetric], arms: [Arm], series: [any Series]
    ) -> [Unavailability] {
        counters.map { Unavailability(metric: $0.metric.name, reason: $0.reason) }
            + arms.flatMap(\.unavailable)
            + series.flatMap { one in
                one.unavailable.sorted { $0.key < $1.key }.map { arm, reason in
                    Unavailability(
                        metric: Block.timeMetric, reason: reason, workload: one.name, environment: arm)
                }
            }
    }
}
