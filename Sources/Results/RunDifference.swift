import Experiment
import Statistics

/// Two runs side by side: how each overhead changed from `base` to `new`.
///
/// Overheads are compared, not absolute times: a ratio survives a change of machine.
public struct RunDifference: Codable, Sendable, Equatable {
    public static let currentSchema = "isocost.difference/1"

    public var schema = RunDifference.currentSchema
    public var base: ResultDocument.RunFacts
    public var new: ResultDocument.RunFacts
    public var baseHost: HostFacts
    public var newHost: HostFacts
    /// The practical margin of the verdicts, a ratio (0.02 is 2 %).
    public var margin: Double
    public var rows: [Row]
    /// Of the whole gate: `passed`, `regression` or `inconclusive`.
    public var verdict: String
    public var warnings: [Warning]

    public init(
        base: ResultDocument.RunFacts, new: ResultDocument.RunFacts, baseHost: HostFacts,
        newHost: HostFacts, margin: Double, rows: [Row], verdict: String, warnings: [Warning]
    ) {
        self.base = base
        self.new = new
        self.baseHost = baseHost
        self.newHost = newHost
        self.margin = margin
        self.rows = rows
        self.verdict = verdict
        self.warnings = warnings
    }

    /// One comparison present in both runs.
    public struct Row: Codable, Sendable, Equatable {
        public var workload: String
        public var environment: String
        public var metric: String
        /// Environment to `bare` in the base run.
        public var base: ResultDocument.Ratio
        /// Environment to `bare` in the new run.
        public var new: ResultDocument.Ratio
        /// The new ratio divided by the base ratio; its interval comes from both runs' blocks.
        public var change: ResultDocument.Ratio
        public var pValue: Double
        /// Holm over the rows of the gate.
        public var adjustedPValue: Double
        /// `equivalent`, `slower`, `faster` or `inconclusive`.
        public var verdict: String
        public var warnings: [Warning]

        public init(
            workload: String, environment: String, metric: String, base: ResultDocument.Ratio,
            new: ResultDocument.Ratio, change: ResultDocument.Ratio, pValue: Double,
            adjustedPValue: Double, verdict: String, warnings: [Warning]
        ) {
            self.workload = workload
            self.environment = environment
            self.metric = metric
            self.base = base
            self.new = new
            self.change = change
            self.pValue = pValue
            self.adjustedPValue = adjustedPValue
            self.verdict = verdict
            self.warnings = warnings
        }
    }
}
