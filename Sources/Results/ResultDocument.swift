import Experiment
import Isolation
import Statistics

/// The judged result of one run: what `--format json` prints and what every report is made from.
///
/// Base units only (s, B, count, ratio); scaling happens when rendering.
public struct ResultDocument: Codable, Sendable, Equatable {
    public static let currentSchema = "isocost.result/1"

    public var schema = ResultDocument.currentSchema
    public var run: RunFacts
    public var host: HostFacts
    public var environments: [EnvironmentFacts]
    public var measurements: [Measurement]
    public var comparisons: [Comparison]
    public var unavailable: [Unavailable]
    /// The newest calibration of the host when the run started; nil where there was none.
    public var calibration: CalibrationCitation?
    /// Headline verdicts under other conditions; nil where that was not asked for.
    public var robustness: [Robustness]?

    public init(
        run: RunFacts, host: HostFacts, environments: [EnvironmentFacts],
        measurements: [Measurement], comparisons: [Comparison], unavailable: [Unavailable],
        calibration: CalibrationCitation? = nil
    ) {
        self.run = run
        self.host = host
        self.environments = environments
        self.measurements = measurements
        self.comparisons = comparisons
        self.unavailable = unavailable
        self.calibration = calibration
    }
}

extension ResultDocument {
    /// What was asked for, and when.
    public struct RunFacts: Codable, Sendable, Equatable {
        public var id: String
        /// ISO 8601, UTC, to the second.
        public var startedAt: String
        /// Seconds from the first launch to the last block.
        public var durationSeconds: Double
        public var seed: UInt64
        public var suite: String
        /// The version of isocost that measured.
        public var version: String
        public var labels: [String: String]
        /// The practical margin of the verdicts, a ratio (0.01 is 1 %).
        public var margin: Double
        /// The half-width asked for, a ratio.
        public var precision: Double
        /// True when the run was stopped by a signal, before its rule would have ended it.
        public var interrupted: Bool
        /// About the whole run; those about one comparison are stored with it.
        public var warnings: [Warning]

        public init(
            id: String, startedAt: String, durationSeconds: Double, seed: UInt64, suite: String,
            version: String, labels: [String: String], margin: Double, precision: Double,
            interrupted: Bool, warnings: [Warning]
        ) {
            self.id = id
            self.startedAt = startedAt
            self.durationSeconds = durationSeconds
            self.seed = seed
            self.suite = suite
            self.version = version
            self.labels = labels
            self.margin = margin
            self.precision = precision
            self.interrupted = interrupted
            self.warnings = warnings
        }
    }

    /// An arm: its name, what is on in it, and what was observed of it.
    public struct EnvironmentFacts: Codable, Sendable, Equatable {
        public var name: String
        public var mechanisms: [String]
        /// Observed property to value, in the words of /proc (`mnt`, `capEff`, `rootInode`, …).
        public var evidence: [String: String]
        /// The exact command that started the worker, word by word, where that was not isocost.
        public var command: [String]?
        /// What that program says of its version.
        public var version: String?

        /// The command as a shell takes it.
        public var commandLine: String? { command.map(ShellText.quoted) }

        public init(
            name: String, mechanisms: [String], evidence: [String: String], command: [String]? = nil,
            version: String? = nil
        ) {
            self.name = name
            self.mechanisms = mechanisms
            self.evidence = evidence
            self.command = command
            self.version = version
        }
    }

    /// One metric of one workload in one environment.
    public struct Measurement: Codable, Sendable, Equatable {
        public var workload: String
        public var environment: String
        /// `time`, or a counter's name, e.g. `task-clock`, `instructions:u`.
        public var metric: String
        /// `s/op`, `count/op`, …
        public var unit: String
        public var center: Double
        public var lower: Double
        public var upper: Double
        public var blocks: Int

        public init(
            workload: String, environment: String, metric: String, unit: String,
            center: Double, lower: Double, upper: Double, blocks: Int
        ) {
            self.workload = workload
            self.environment = environment
            self.metric = metric
            self.unit = unit
            self.center = center
            self.lower = lower
            self.upper = upper
            self.blocks = blocks
        }
    }

    /// A time ratio to the baseline: 1 is "as fast as the baseline", 1.05 is 5 % slower.
    public typealias Ratio = Interval

    /// One environment against the baseline, judged.
    public struct Comparison: Codable, Sendable, Equatable {
        public var workload: String
        public var environment: String
        public var baseline: String
        public var metric: String
        public var ratio: Ratio
        public var pValue: Double
        public var adjustedPValue: Double
        /// The smallest overhead (ratio minus 1) found with 80 % power at this block count;
        /// nil when there are too few blocks to say.
        public var minimumDetectableEffect: Double?
        /// What this host can't resolve: the larger end of bare' against bare, as an overhead.
        public var noiseFloor: Double
        /// `equivalent`, `slower`, `faster` or `inconclusive`.
        public var verdict: String
        public var blocks: Int
        public var warnings: [Warning]
        /// Of no equivalence within the margin: two one-sided signed-rank tests; nil where the block values follow
        /// one another.
        public var equivalencePValue: Double?
        /// What all blocks give, those that the plan's rule leaves out too; nil where it left out none.
        public var allBlocks: AllBlocks?

        public init(
            workload: String, environment: String, baseline: String, metric: String, ratio: Ratio,
            pValue: Double, adjustedPValue: Double, minimumDetectableEffect: Double?,
            noiseFloor: Double, verdict: String, blocks: Int, warnings: [Warning],
            equivalencePValue: Double? = nil
        ) {
            self.workload = workload
            self.environment = environment
            self.baseline = baseline
            self.metric = metric
            self.ratio = ratio
            self.pValue = pValue
            self.adjustedPValue = adjustedPValue
            self.minimumDetectableEffect = minimumDetectableEffect
            self.noiseFloor = noiseFloor
            self.verdict = verdict
            self.blocks = blocks
            self.warnings = warnings
            self.equivalencePValue = equivalencePValue
        }
    }

    /// A comparison without the plan's rule of exclusion.
    public struct AllBlocks: Codable, Sendable, Equatable {
        public var ratio: Ratio
        public var verdict: String
        public var blocks: Int

        public init(ratio: Ratio, verdict: String, blocks: Int) {
            self.ratio = ratio
            self.verdict = verdict
            self.blocks = blocks
        }
    }

    /// What could not be measured, and why. Workload and environment are nil when it holds for all.
    public struct Unavailable: Codable, Sendable, Equatable {
        public var metric: String
        public var reason: String
        public var workload: String?
        public var environment: String?

        public init(metric: String, reason: String, workload: String? = nil, environment: String? = nil) {
            self.metric = metric
            self.reason = reason
            self.workload = workload
            self.environment = environment
        }
    }
}
