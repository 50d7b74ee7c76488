import Experiment
import Statistics

/// What a calibration found: how often the method is right on this host, where the truth is known.
public struct CalibrationDocument: Codable, Sendable, Equatable {
    public static let currentSchema = "isocost.calibration/1"

    public var schema = CalibrationDocument.currentSchema
    public var run: ResultDocument.RunFacts
    public var host: HostFacts
    /// Blocks of each of the small runs that the measured blocks are cut into.
    public var blocksPerRun: Int
    /// What a run of all the workloads with one environment takes for so many blocks of each.
    public var runSeconds: Double
    public var confidence: Double
    public var control: [Control]
    public var coverage: [Coverage]
    public var detection: [Detection]
    public var verdictTimes: [VerdictTime]
    public var sequential: [Sequential]

    /// A number of trials that went one way, of all there were, with its Clopper-Pearson interval.
    public struct Rate: Codable, Sendable, Equatable {
        public var count: Int
        public var trials: Int
        /// Count by trials; 0 where there were none.
        public var share: Double
        public var lower: Double
        public var upper: Double

        public init(_ count: Int, of trials: Int) {
            self.count = count
            self.trials = trials
            share = trials == 0 ? 0 : Double(count) / Double(trials)
            let interval = ClopperPearson.interval(successes: count, trials: trials)
            lower = interval?.lower ?? 0
            upper = interval?.upper ?? 1
        }
    }

    /// `bare` against itself under other names: every finding is false.
    public struct Control: Codable, Sendable, Equatable {
        public var family: String
        /// Intervals that leave zero out.
        public var excludingZero: Rate
        /// Verdicts `slower` or `faster`, as reports give them.
        public var falseVerdicts: Rate
        /// Those whose p-value also stands after Benjamini-Hochberg over the small run.
        public var falseAfterAdjustment: Rate
    }

    /// Intervals against the truth.
    public struct Coverage: Codable, Sendable, Equatable {
        public var family: String
        /// The arm, e.g. `+2%`.
        public var injection: String
        /// Of the first workload of the family: the ratio that was injected, to the last op.
        public var truth: Double
        public var covering: Rate
        public var bias: Bias
        /// The median half-width, a ratio.
        public var halfWidth: Double
    }

    /// Estimates less the truth, in log units.
    public struct Bias: Codable, Sendable, Equatable {
        public var mean: Double
        /// Of the mean, by the bias-corrected bootstrap; nil for fewer than ten estimates.
        public var interval: Interval?
        /// Of no bias: the sign-flip permutation test.
        public var pValue: Double

        public init(_ errors: [Double], confidence: Double, seed: UInt64) {
            mean = errors.reduce(0, +) / Double(max(1, errors.count))
            interval = Bootstrap(meanOf: errors, seed: seed)?.bcaInterval(confidence: confidence)
            pValue = PermutationTest.paired(errors, seed: seed)
        }
    }

    /// How often an injected slowdown is found.
    public struct Detection: Codable, Sendable, Equatable {
        public var family: String
        public var injection: String
        public var truth: Double
        /// Blocks of the small runs.
        public var blocks: Int
        /// Verdict `slower`.
        public var found: Rate
        /// Interval above zero.
        public var aboveZero: Rate
    }

    /// Blocks and seconds from the first block until the verdict is right and stays so for the small run.
    public struct VerdictTime: Codable, Sendable, Equatable {
        public var family: String
        public var injection: String
        public var truth: Double
        /// Medians over the trials that got there.
        public var blocks: Double
        /// Of a run with this environment alone: `bare`, its twin and it.
        public var seconds: Double
        /// Of that median, by the percentile bootstrap; nil for fewer than ten trials that got there.
        public var secondsInterval: Interval?
        public var reached: Rate
    }

    /// The same truth judged by runs one after the other, with Welch's t-test.
    public struct Sequential: Codable, Sendable, Equatable {
        public var family: String
        public var injection: String
        public var truth: Double
        /// Two-sided p-values of 5 % or less.
        public var significant: Rate
        public var covering: Rate
        /// The median half-width of Welch's interval, a ratio.
        public var halfWidth: Double
    }
}
