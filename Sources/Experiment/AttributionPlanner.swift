import Isolation
import Linux
import Statistics

/// Makes an experiment of an environment's mechanisms: its design, and an environment for each of its runs.
public struct AttributionPlanner {
    public private(set) var design: AttributionDesign
    /// The target first; without `bare` and its twin, which are runs of the design as well.
    public private(set) var environments: [Environment] = []

    private var runs: FactorialDesign
    private let make: ([Bool], String) throws(IsolationError) -> Environment
    private var excluded: Set<[Bool]> = []

    /// Combinations that may fail before the design is given up.
    private static let mostFailures = 64

    /// - Parameter chosen: the mechanisms to be told apart; all of them where there are none.
    /// - Throws: `AttributionError`, or `IsolationError` for the target itself.
    public init(target: Environment, chosen: [String], host: Host) throws {
        let list = try FactorList(of: target, chosen: chosen, host: host)
        make = { levels, name throws(IsolationError) in try list.environment(levels, name: name) }
        (runs, design) = Self.designed(
            target: target.name, factors: list.factors, rules: list.rules, dropped: list.dropped,
            levels: list.targetLevels)
        try layOut()
    }

    /// Factors of known cost, each of which makes an arm do that part more work and is nothing else.
    public init(costs: [(name: String, cost: Double)], interactions: [AttributionDesign.KnownInteraction])
        throws
    {
        var factors = costs.map {
            AttributionDesign.Factor(name: $0.name, summary: "known to cost what it does", knownCost: $0.cost)
        }
        for name in interactions.flatMap({ [$0.first, $0.second] })
        where !factors.contains(where: { $0.name == name }) {
            throw AttributionError.unknownFactor(name, known: costs.map(\.name))
        }
        factors.append(
            .init(name: AttributionDesign.control, summary: "the control: changes nothing", isInTarget: false)
        )
        make = { _, name throws(IsolationError) in try Environment(EnvironmentDefinition(name: name)) }
        (runs, design) = Self.designed(
            target: "synthetic", factors: factors,
            rules: FactorRules(requirements: factors.map { _ in [] }), dropped: [],
            levels: factors.map(\.isInTarget))
        design.interactions = interactions
        try layOut()
    }

    /// Launches every combination once, and replaces those that can't be.
    ///
    /// - Parameter attempt: launches an environment; gives the reason where it can't be.
    /// - Throws: what `attempt` says of the target, or `AttributionError.notEstimable`.
    public mutating func prove(_ attempt: (Environment) throws -> String?) throws {
        var proved: Set<[Bool]> = []
        while let (environment, levels) = nextUnproved(proved) {
            guard let reason = try attempt(environment) else {
                proved.insert(levels)
                continue
            }
            if environment.name == design.target {
                throw AttributionError.notEstimable(environment: design.target, reason: reason)
            }
            try giveUpIfTooMany(reason)
            replace(levels, reason: reason)
            try layOut()
        }
        guard LeastSquares(runs.runs.map(EffectModel(factors: design.factors.count).row)) != nil else {
            throw AttributionError.notEstimable(
                environment: design.target,
                reason: "the combinations that can be launched do not tell its mechanisms apart")
        }
    }

    private func nextUnproved(_ proved: Set<[Bool]>) -> (Environment, [Bool])? {
        for environment in environments {
            guard let levels = design.levels[environment.name], !proved.contains(levels) else { continue }
            return (environment, levels)
        }
        return nil
    }

    private static func designed(
        target: String, factors: [AttributionDesign.Factor], rules: FactorRules,
        dropped: [AttributionDesign.Dropped], levels: [Bool]
    ) -> (FactorialDesign, AttributionDesign) {
        let runs = FactorialDesign(rules, target: levels)
        let design = AttributionDesign(
            target: target, factors: factors, rules: rules, kind: runs.kind, levels: [:],
            impossible: runs.replaced,
            failed: [], dropped: dropped, interactions: [])
        return (runs, design)
    }

    /// Names the runs, and makes their environments. That of the control alone is the twin of `bare`.
    private mutating func layOut() throws {
        while let failed = try layOutOnce() {
            try giveUpIfTooMany(failed.reason)
            replace(failed.levels, reason: failed.reason)
        }
    }

    /// - Returns: the first run that is no environment, and why.
    private mutating func layOutOnce() throws -> (levels: [Bool], reason: String)? {
        let control = design.factors.map { $0.name == AttributionDesign.control }
        let none = control.map { _ in false }
        let target = design.factors.map(\.isInTarget)
        design.levels = [EnvironmentCatalog.bare.name: none, EnvironmentCatalog.bareTwin.name: control]
        environments = []
        for levels in runs.runs where levels != none && levels != control {
            let number = environments.count
            let name = levels == target ? design.target : "mix-\(number < 10 ? "0" : "")\(number)"
            do throws(IsolationError) { environments.append(try make(levels, name)) } catch {
                guard levels != target else { throw error }
                return (levels, "\(error)")
            }
            design.levels[name] = levels
        }
        return nil
    }

    private mutating func replace(_ levels: [Bool], reason: String) {
        excluded.insert(levels)
        let on = zip(design.factors, levels).filter { $0.1 && $0.0.name != AttributionDesign.control }
        design.failed.append(.init(factors: on.map(\.0.name), reason: reason))
        _ = runs.replace(levels, excluding: excluded)
    }

    private func giveUpIfTooMany(_ reason: String) throws {
        guard design.failed.count >= Self.mostFailures else { return }
        throw AttributionError.notEstimable(
            environment: design.target,
            reason: "\(design.failed.count) combinations could not be launched, the last one since \(reason)")
    }
}
