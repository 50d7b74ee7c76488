import Counters
import Glibc
import Isolation
import Linux
import Workloads

/// Carries out a plan: block after block, each handed over before the next one starts.
public final class Executor {
    private let plan: Plan
    private let worker: WorkerBinary
    private let scratch: ScratchFolder
    private var arms: [Arm]
    private var series: [any Series]
    /// The base unit of every metric that the blocks may hold, but for `time`.
    public let units: [String: MetricUnit]
    private var losses: Losses
    /// What this host or user can't count, or an arm can't do.
    public private(set) var unavailable: [Unavailability]

    /// By environment: what starts the worker where that is not isocost.
    public let externals: [String: ExternalFacts]

    /// Something that a run goes without, and why.
    public struct Unavailability: Sendable, Codable, Equatable {
        public var metric: String
        public var reason: String
        public var workload: String?
        public var environment: String?
    }

    /// How a run ended.
    public enum Outcome: Sendable, Equatable {
        /// Every comparison is as precise as asked.
        case precise
        /// The budget is used up.
        case outOfBudget
        case interrupted
    }

    /// Lays out what every launch needs. Nothing is measured yet. Environments that are not available are left
    /// out, unless the plan is strict or no other is left.
    ///
    /// - Parameters:
    ///   - scratchParent: an existing folder on the file system to be measured.
    ///   - outputFolder: where the output of commands is kept, if the plan says so.
    /// - Throws: `ExperimentError`, e.g. `.isolation(.invalid)` for a root that is not there.
    public init(plan: Plan, scratchParent: String, outputFolder: String?) throws(ExperimentError) {
        self.plan = plan
        let worker = try WorkerBinary.locate()
        let scratch = try system { () throws(SystemError) in try ScratchFolder(in: scratchParent) }
        var losses = Losses(of: plan)
        let arms = try Executor.arms(
            of: plan, worker: worker, run: scratch, parent: scratchParent, losses: &losses)
        let probe = CounterGroup.probe(try Executor.metrics(of: plan))
        var series: [any Series] = []
        for spec in plan.workloads {
            let made = try Executor.series(
                for: spec, plan: plan, arms: arms, counters: probe.available, outputFolder: outputFolder,
                mark: ScratchFolder.mark(of: scratch.path))
            series.append(made)
        }
        unavailable =
            losses.found
            + Executor.unavailability(counters: probe.unavailable, arms: arms, series: series)
        externals = ExternalFacts.of(arms)
        units = Executor.units(of: probe.available)
        self.worker = worker
        self.scratch = scratch
        self.arms = arms
        self.series = series
        self.losses = losses
    }

    /// Launches every environment once, holds it against its definition, and tries what only an attempt can
    /// tell to be possible there.
    ///
    /// - Parameter onLoss: called for each environment that is left out, with the step that failed and why.
    /// - Throws: `ExperimentError.isolation` naming the environment and the step, or the contradiction; or
    ///   `.unavailable` if nothing is left to measure.
    public func preflight(onLoss: (Unavailability) -> Void = { _ in }) throws(ExperimentError) {
        for loss in losses.found { onLoss(loss) }
        var bare: Evidence?
        for arm in arms {
            let seen: Evidence?
            do throws(ExperimentError) { seen = try launchOnce(arm) } catch {
                onLoss(try goOn(after: error))
                continue
            }
            guard let seen else {
                note(unseen: arm)
                continue
            }
            bare = bare ?? seen
            try check(seen, of: arm.environment, against: bare ?? seen)
        }
        try checkThatSomethingIsLeft()
    }

    /// Where no environment can do any of the work, there is nothing to be compared.
    private func checkThatSomethingIsLeft() throws(ExperimentError) {
        let able = Set(series.flatMap(\.arms)).subtracting(EnvironmentCatalog.controls)
        let loss = unavailable.first { $0.metric == Block.timeMetric && $0.environment != nil }
        guard !plan.environments.isEmpty, able.isEmpty, let loss, let environment = loss.environment else {
            return
        }
        let work = loss.workload.map { "\($0): " } ?? ""
        throw .isolation(.unavailable(environment: environment, reason: work + loss.reason))
    }

    /// A workload that not even `bare` can do has nothing to be compared with.
    private func attempt(on process: WorkerProcess) throws(ExperimentError) {
        let bare = EnvironmentCatalog.bare.name
        for one in steadySeries where one.isTried {
            let before = one.unavailable[process.environment]
            try one.attempt(on: process)
            guard before == nil, let reason = one.unavailable[process.environment] else { continue }
            let isBare = process.environment == bare
            unavailable.append(
                .init(
                    metric: Block.timeMetric, reason: reason, workload: one.name,
                    environment: isBare ? nil : process.environment))
            guard isBare else { continue }
            series.removeAll { $0.name == one.name }
            if series.isEmpty { throw .isolation(.unavailable(environment: bare, reason: reason)) }
        }
    }

    private func launchOnce(_ arm: Arm) throws(ExperimentError) -> Evidence? {
        do throws(ExperimentError) {
            let process = try WorkerProcess(arm, workload: "preflight", counters: [])
            let evidence = try process.evidence()
            try attempt(on: process)
            _ = try process.quit()
            return evidence
        } catch .workerFailed(_, let environment, let message) {
            throw .isolation(
                .runtimeFailed(environment: environment, step: "start the worker", message: message))
        }
    }

    /// Leaves out the environment that is at fault, of one workload where it can still be launched.
    ///
    /// - Parameter one: what was measured; nil before anything was.
    /// - Returns: what the run goes on without.
    /// - Throws: the error where it can't; `.nothingLeft` where no environment is left.
    private func goOn(
        after error: ExperimentError, in one: (any Series)? = nil, blocks: Int = 0
    ) throws(ExperimentError) -> Unavailability {
        if Interruption.signal != nil { throw .interrupted }
        let fault = try losses.add(error, in: one?.name, after: blocks)
        let affected = one.map { fault.isOfLaunch ? series : [$0] } ?? series
        for one in affected { one.leaveOut(fault.environment) }
        if affected.count == series.count { arms.removeAll { $0.name == fault.environment } }
        // What its runtime has left running would take the others' CPU.
        Descendants.endStrays()
        let rest = Set(series.flatMap(\.arms)).subtracting(EnvironmentCatalog.controls)
        guard !rest.isEmpty, let loss = losses.found.last else { throw .nothingLeft(losses.errors) }
        unavailable.append(loss)
        return loss
    }

    /// That a launcher of the user's has its worker where isocost can't look is known once it was launched.
    private func note(unseen arm: Arm) {
        guard let external = arm.plan.external, case .descendantIfAny = external.workerProcess else { return }
        unavailable.append(.init(metric: "evidence", reason: external.absence, environment: arm.name))
    }

    /// Measures until the plan's rule or a signal ends it.
    ///
    /// - Parameters:
    ///   - onBlock: keeps a block; what it throws ends the run.
    ///   - onProgress: called before each block.
    ///   - onForecast: called once, when every workload has the blocks that it takes to judge its spread.
    ///   - onLoss: called for each environment that the run goes on without, wholly or for a workload.
    public func run(
        onBlock: (Block) throws -> Void, onProgress: (Progress) -> Void,
        onForecast: (Forecast) throws -> Void = { _ in }, onLoss: (Unavailability) throws -> Void = { _ in }
    ) throws -> Outcome {
        let started = Clock.seconds()
        var pace = Pace(plan: plan, started: started)
        var isForecast = false
        do {
            for one in series {
                onProgress(pace.progress(of: one.name, block: nil))
                try calibrate(one, deadline: started + plan.budgetSeconds, onLoss: onLoss)
            }
            while let next = pace.next(among: series) {
                onProgress(pace.progress(of: next.name, block: pace.blocks(of: next.name)))
                let number = pace.blocks(of: next.name)
                guard let block = try measure(next, block: number, onLoss: onLoss) else { continue }
                if Interruption.signal != nil { return .interrupted }
                try check(block)
                try onBlock(block)
                pace.add(block)
                if !isForecast, let forecast = pace.forecast(for: series) {
                    isForecast = true
                    try onForecast(forecast)
                }
            }
        } catch ExperimentError.interrupted {
            return .interrupted
        }
        return pace.isPrecise(series) ? .precise : .outOfBudget
    }

    /// Once more where an environment was lost on the way.
    private func calibrate(
        _ one: any Series, deadline: Double, onLoss: (Unavailability) throws -> Void
    ) throws {
        while true {
            do throws(ExperimentError) { return try one.calibrate(deadline: deadline) } catch {
                try onLoss(goOn(after: error, in: one))
            }
        }
    }

    /// - Returns: nil when an environment was lost on the way, and the block with it.
    private func measure(
        _ one: any Series, block: Int, onLoss: (Unavailability) throws -> Void
    ) throws -> Block? {
        do throws(ExperimentError) { return try one.measure(block: block) } catch {
            try onLoss(goOn(after: error, in: one, blocks: block))
            return nil
        }
    }

    /// The series that are not commands.
    var steadySeries: [SteadySeries] { series.compactMap { $0 as? SteadySeries } }

    private func check(_ block: Block) throws(ExperimentError) {
        let disagreeing = block.disagreeing(except: plan.injectedArms)
        if !disagreeing.isEmpty {
            throw .checksumsDisagree(workload: block.workload, block: block.block, arms: disagreeing)
        }
        guard let bare = block.arms["bare"]?.evidence else { return }
        for arm in arms {
            guard let evidence = block.arms[arm.name]?.evidence else { continue }
            try check(evidence, of: arm.environment, against: bare)
        }
    }

    private func check(
        _ evidence: Evidence, of environment: Environment, against bare: Evidence
    ) throws(ExperimentError) {
        let findings = EvidenceCheck.contradictions(in: evidence, of: environment, against: bare)
        guard findings.isEmpty else {
            throw .isolation(.evidenceContradicts(environment: environment.name, findings: findings))
        }
    }
}
