import Isolation
import Linux

/// Everything that a run does, decided before it starts and written to run.json.
public struct Plan: Sendable, Codable {
    public var suite: String
    public var workloads: [WorkloadSpec]
    /// Without `bare` and its twin, which are in every run.
    public var environments: [Environment]
    /// Slices of every arm in a block; raised to whole Williams designs.
    public var rounds = 40
    /// How long a slice is meant to last on `bare`, seconds.
    public var sliceSeconds = 0.0005
    /// Untimed slices of every arm before the first round.
    public var warmUpSlices = 8
    /// Blocks that every workload gets before precision may end it.
    public var minimumBlocks = 10
    public var maximumBlocks = 1000
    /// The half-width asked of every overhead's interval, a ratio.
    public var precision = 0.01
    /// The practical margin of the verdicts, a ratio.
    public var margin = 0.01
    public var confidence = 0.95
    /// Which blocks are left out of the figures; nil for none.
    public var exclusion: ExclusionRule? = .standard
    public var budgetSeconds = 60.0
    public var seed: UInt64
    public var placement: CPUPlacement
    /// Events asked for beside the default metrics.
    public var events: [String] = []
    public var labels: [String: String] = [:]
    public var commands = CommandOptions()
    /// An environment that can't be launched ends the run, instead of being left out of it. Nil for no.
    public var isStrict: Bool?
    /// Every arm without address space layout randomisation.
    public var fixedAddresses: Bool?
    /// Nil in every run that is no calibration.
    public var calibration: CalibrationDesign?
    /// Nil in every run that is no attribution.
    public var attribution: AttributionDesign?

    public init(
        suite: String, workloads: [WorkloadSpec], environments: [Environment], seed: UInt64,
        placement: CPUPlacement
    ) {
        self.suite = suite
        self.workloads = workloads
        self.environments = environments
        self.seed = seed
        self.placement = placement
    }

    /// `bare`, its twin, and the rest: the arms of every block.
    public func arms() throws(IsolationError) -> [Environment] {
        try [Environment(EnvironmentCatalog.bare), Environment(EnvironmentCatalog.bareTwin)] + environments
    }
}

extension Plan {
    /// Whether a block counts, by the rule declared for it.
    public func keeps(_ block: Block) -> Bool { exclusion?.excludes(block) != true }
}

/// How a user's commands are treated.
public struct CommandOptions: Sendable, Codable, Equatable {
    /// Keep what they print in the run folder instead of discarding it.
    public var keepsOutput = false
    /// Go on when one exits with another status than 0.
    public var ignoresFailure = false

    public init() {}
}
