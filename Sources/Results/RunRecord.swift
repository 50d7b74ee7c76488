import Counters
import Experiment
import Isolation

/// run.json: what a run set out to do, and where.
public struct RunRecord: Sendable, Codable {
    public static let currentSchema = "isocost.run/1"

    public var schema = RunRecord.currentSchema
    public var id: String
    /// ISO 8601, UTC, to the second.
    public var startedAt: String
    /// The version of isocost that measured.
    public var version: String
    /// How isocost was called.
    public var commandLine: [String]
    public var plan: Plan
    public var host: HostFacts
    /// The base unit of every metric in the blocks, but for `time`.
    public var units: [String: MetricUnit]
    public var unavailable: [Executor.Unavailability]
    /// By environment: what started the worker where that was not isocost.
    public var externals: [String: ExternalFacts]?
    /// Nil until the run has ended: a killed run has none.
    public var ending: Ending?

    public struct Ending: Sendable, Codable, Equatable {
        public var durationSeconds: Double
        /// By a signal.
        public var interrupted: Bool

        public init(durationSeconds: Double, interrupted: Bool) {
            self.durationSeconds = durationSeconds
            self.interrupted = interrupted
        }
    }

    public init(
        id: String, startedAt: String, version: String, commandLine: [String], plan: Plan, host: HostFacts,
        units: [String: MetricUnit], unavailable: [Executor.Unavailability]
    ) {
        self.id = id
        self.startedAt = startedAt
        self.version = version
        self.commandLine = commandLine
        self.plan = plan
        self.host = host
        self.units = units
        self.unavailable = unavailable
    }
}
