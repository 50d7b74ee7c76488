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
    /// The newest calibration of the host when the run started; nil where there was none.
    public var calibration: CalibrationCitation?
    /// What the first blocks said of the rest; nil when the run ended before they were measured.
    public var forecast: Forecast?
    /// Under which the headline verdicts were repeated; nil where that was not asked for.
    public var conditions: [Condition]?
    /// By environment: what started the worker where that was not isocost.
    public var externals: [String: ExternalFacts]?
    /// Nil until the run has ended: a killed run has none.
    public var ending: Ending?

    /// A repetition, in a folder of its own inside the run's.
    public struct Condition: Sendable, Codable, Equatable {
        public var name: String
        /// Why it could not be had; nil where it was.
        public var unavailable: String?

        public init(name: String, unavailable: String?) {
            self.name = name
            self.unavailable = unavailable
        }
    }

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
