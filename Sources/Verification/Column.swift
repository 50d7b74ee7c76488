import Isolation
import Probes

/// One environment and what came of the attempts in it, before that is judged.
public struct Column {
    public let environment: Environment
    public var outcomes: [(property: Property, outcome: Outcome)] = []
    /// Why nothing could be attempted.
    public var unavailable: String?
    /// True where this host has what it takes, and a launch failed all the same.
    public var failedToStart = false

    public init(
        environment: Environment, outcomes: [(property: Property, outcome: Outcome)] = [],
        unavailable: String? = nil
    ) {
        self.environment = environment
        self.outcomes = outcomes
        self.unavailable = unavailable
    }

    var mechanisms: [String] { environment.mechanisms.map(\.name) }

    /// The mechanisms that promise a property; empty when none do.
    func promise(of property: Property) -> [String] {
        if let together = property.promise(among: mechanisms) { return together }
        return environment.mechanisms.filter { $0.promises.contains(property.name) }.map(\.name)
    }
}
