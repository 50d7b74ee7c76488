import Experiment
import Isolation
import Statistics

/// What each mechanism of an environment costs: `isocost attribute --format json`.
///
/// Overheads are parts of the time without any factor (0.05 is 5 % of it); seconds are of one op.
public struct AttributionDocument: Sendable, Codable {
    public static let currentSchema = "isocost.attribution/1"

    public var schema = AttributionDocument.currentSchema
    public var run: ResultDocument.RunFacts
    public var host: HostFacts
    /// The environment that was taken apart.
    public var target: String
    public var confidence: Double
    public var factors: [Factor]
    public var design: Design
    public var workloads: [Workload]
    /// What could not be told, and why.
    public var unavailable: [ResultDocument.Unavailable]
    public var calibration: CalibrationCitation?

    public struct Factor: Sendable, Codable, Equatable {
        public var name: String
        public var summary: String
        /// As an environment file says it; nil for what is no mechanism.
        public var setting: Setting?
        public var mechanism: String?
        /// Those that have to be on as well: its effect is what it adds to them.
        public var requirements: [String]
        /// Those that it can't be on with: other levels of the same.
        public var alternatives: [String]
        public var isInTarget: Bool
        /// What it costs in truth, where that was injected.
        public var knownCost: Double?
    }

    /// The experiment that was run.
    public struct Design: Sendable, Codable, Equatable {
        /// Before combinations that can't be were replaced.
        public var kind: String
        /// `bare` and its twin included.
        public var arms: [Arm]
        /// How many combinations of the textbook's design can't be, and were replaced.
        public var impossible: Int
        public var failed: [AttributionDesign.Failed]
        public var dropped: [AttributionDesign.Dropped]
        public var interactions: [AttributionDesign.KnownInteraction]
    }

    public struct Arm: Sendable, Codable, Equatable {
        public var name: String
        /// The factors that are on.
        public var factors: [String]
    }

    /// One workload's answer.
    public struct Workload: Sendable, Codable {
        public var workload: String
        public var blocks: Int
        /// Of an op without any factor, seconds: that of `bare`.
        public var seconds: Interval
        /// Of every factor, in the order of `factors`.
        public var effects: [Effect]
        /// Those that are part of the model, then the likeliest of the others.
        public var interactions: [Interaction]
        /// What each factor of the target is of the whole, in the order of `factors`.
        public var shares: [Share]
        public var additivity: Additivity
        /// The standard deviation of arms around the model beyond what the blocks' spread explains; a part of every
        /// interval.
        public var lackOfFit: Double
        /// The larger end of the interval of the control's effect.
        public var noiseFloor: Double
        /// For each factor the interaction of others that would bias its effect the most.
        public var aliasing: [Alias]
        public var warnings: [Warning]
        /// What `isocost predict` needs beside the design.
        public var model: Model
    }

    /// What turning a factor on adds, on average over those that it interacts with.
    public struct Effect: Sendable, Codable, Equatable {
        public var factor: String
        public var overhead: Interval
        public var seconds: Interval
        public var verdict: String
        /// What it is in truth, where that was injected.
        public var truth: Double?
    }

    /// What two factors add together beyond what each adds alone.
    public struct Interaction: Sendable, Codable, Equatable {
        public var first: String
        public var second: String
        public var overhead: Interval
        public var seconds: Interval
        /// Whether the arms speak for it, so that it is part of the model.
        public var isInModel: Bool
        public var truth: Double?
    }

    public struct Share: Sendable, Codable, Equatable {
        public var factor: String
        public var overhead: Interval
        public var seconds: Interval
        /// Of the target's whole overhead in the model; nil where that is too small to be divided.
        public var part: Double?
    }

    /// Whether the effects of single factors add up to the whole.
    public struct Additivity: Sendable, Codable, Equatable {
        /// The target's overhead.
        public var measured: Interval
        /// The sum of the effects, estimated without the target's arm and without interactions.
        public var predicted: Interval
        /// Measured less predicted.
        public var difference: Interval
        /// The target's overhead in the model with its interactions, its arm included.
        public var modelled: Interval
        /// `additive`, `not additive` or `inconclusive`.
        public var verdict: String
    }

    public struct Alias: Sendable, Codable, Equatable {
        public var factor: String
        public var first: String
        public var second: String
        /// How much of that interaction goes into the factor's effect.
        public var part: Double
    }

    /// The fitted coefficients, block by block.
    public struct Model: Sendable, Codable {
        public var pairs: [EffectModel.Pair]
        /// For each block: of the factors, then of the pairs, as parts of the time without any.
        public var coefficients: [[Double]]
        /// (XᵀX)⁻¹, with the mean's row and column first.
        public var covariance: [[Double]]
        public var freedom: Int
    }
}
