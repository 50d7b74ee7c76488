import Experiment
import Statistics

/// What became of a run's verdicts under a condition that should not matter to them.
public struct Robustness: Codable, Sendable, Equatable {
    /// Of the condition, e.g. `aslr-off`.
    public var name: String
    public var summary: String
    /// Why the condition could not be had; nil where it was.
    public var unavailable: String?
    public var checks: [Check]

    /// One comparison, once more.
    public struct Check: Codable, Sendable, Equatable {
        public var workload: String
        public var environment: String
        public var ratio: ResultDocument.Ratio
        public var verdict: String
        /// Of the run itself.
        public var expected: String
        public var blocks: Int
        /// Of block values that do not depend on the condition: a permutation test of both runs', adjusted by Holm
        /// over all checks.
        public var pValue: Double

        /// Whether the verdict depends on the condition: another verdict, and more than chance behind it.
        public var agreement: Agreement {
            if verdict == expected { return .holds }
            return verdict != Verdict.inconclusive.rawValue && pValue <= 0.05 ? .depends : .open
        }
    }

    /// A set closed by what two verdicts can be to one another.
    public enum Agreement: String, Codable, Sendable, CaseIterable {
        /// The same verdict.
        case holds
        /// No verdict under the condition, or another one that may be chance.
        case open
        /// Another one.
        case depends
    }

    /// The comparisons of a run that are worth repeating: those that found a difference; where none did, all
    /// that came to a verdict.
    public static func headline(of document: ResultDocument) -> [ResultDocument.Comparison] {
        let asked = document.comparisons.filter {
            $0.environment != Analysis.control && $0.metric == Block.timeMetric
        }
        let real = [Verdict.slower.rawValue, Verdict.faster.rawValue]
        let found = asked.filter { real.contains($0.verdict) }
        return found.isEmpty ? asked.filter { $0.verdict != Verdict.inconclusive.rawValue } : found
    }
}

extension Robustness {
    /// Reads what a run's folder holds of repetitions.
    ///
    /// - Parameter document: of the run itself.
    /// - Returns: nil where none were asked for.
    static func read(
        in folder: RunFolder, record: RunRecord, of document: ResultDocument
    ) throws(ResultsError) -> [Robustness]? {
        guard let conditions = record.conditions else { return nil }
        let runs = try ConditionRuns(folder, record)
        var found: [Robustness] = []
        for condition in conditions {
            let known = SensitivityCatalog.all.first { $0.name == condition.name }
            var one = Robustness(
                name: condition.name, summary: known?.summary ?? condition.name,
                unavailable: condition.unavailable, checks: [])
            if condition.unavailable == nil {
                one.checks = try runs.checks(of: headline(of: document), under: condition.name)
            }
            found.append(one)
        }
        return adjusted(found)
    }

    private static func adjusted(_ found: [Robustness]) -> [Robustness] {
        var pValues = MultipleTesting.holm(found.flatMap { $0.checks.map(\.pValue) })[...]
        return found.map { one in
            var one = one
            for index in one.checks.indices { one.checks[index].pValue = pValues.removeFirst() }
            return one
        }
    }
}
