import ArgumentParser
import Experiment
import Naming

/// What `--exclude` and the key `exclude` of suites say: `steal=5%`, `thermal=0`, or `none`.
enum Exclusion: ExpressibleByArgument, Equatable {
    case none
    case limit(ExclusionRule.Cause, Double)

    static let expectation =
        "none, or CAUSE=LIMIT with a part of a block such as steal=5% or a count such as thermal=0; causes: "
        + ExclusionRule.Cause.allCases.map(\.rawValue).joined(separator: ", ")

    init?(argument: String) {
        guard argument != "none" else {
            self = .none
            return
        }
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let limit = Exclusion.limit(cause: parts[0], text: parts[1]) else {
            return nil
        }
        self = limit
    }

    /// - Returns: nil for an unknown cause, or a limit that is none of its kind.
    static func limit(cause: String, text: String) -> Exclusion? {
        guard let cause = ExclusionRule.Cause(rawValue: cause) else { return nil }
        if cause.isShare, let fraction = Fraction(argument: text) { return .limit(cause, fraction.value) }
        if !cause.isShare, let count = Int(text), count >= 0 { return .limit(cause, Double(count)) }
        return nil
    }

    /// The standard rule with what was said: limits take the place of its own, `none` drops them all.
    static func rule(_ said: [Exclusion]) -> ExclusionRule {
        var rule = said.contains(.none) ? ExclusionRule() : .standard
        for case .limit(let cause, let limit) in said { rule.limits[cause] = limit }
        return rule
    }
}
