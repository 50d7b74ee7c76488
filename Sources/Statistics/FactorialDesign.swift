import RealModule

/// Which factors are on in each run of an experiment that tells their effects apart.
///
/// Up to four factors: every combination. More: a Plackett-Burman design with its fold-over, in which no main
/// effect is aliased with a two-way interaction (resolution IV; Box & Wilson, J. Roy. Statist. Soc. B 13 (1951)).
/// Combinations that can't be are replaced by allowed ones near them: of those the one that makes the
/// determinant of the information matrix largest (D-optimality; Mitchell, "An Algorithm for the Construction of
/// D-Optimal Experimental Designs", Technometrics 16 (1974)). What is then no longer orthogonal is estimated by
/// least squares, and `Aliasing` says what it mixes.
public struct FactorialDesign: Sendable {
    /// What made the runs before any was replaced.
    public enum Kind: String, Sendable, Codable {
        case full = "full factorial"
        case folded = "Plackett-Burman, folded over"
    }

    public let kind: Kind
    public let rules: FactorRules
    /// The one with all factors off comes first, then `target`; each combination once.
    public private(set) var runs: [[Bool]]
    /// How many combinations of the design before it could not be.
    public let replaced: Int

    private static let mostForFull = 4

    /// - Parameters:
    ///   - target: a run that is in the design in any case.
    ///   - excluded: runs that are allowed and yet can't be.
    public init(_ rules: FactorRules, target: [Bool], excluding excluded: Set<[Bool]> = []) {
        let count = rules.count
        kind = count <= Self.mostForFull ? .full : .folded
        let base = kind == .full ? Self.allRuns(of: count) : Self.foldedRuns(of: count)
        self.rules = rules
        let none = [Bool](repeating: false, count: count)
        var chosen = [none]
        if target != none { chosen.append(target) }
        var open: [[Bool]] = []
        for run in base where !chosen.contains(run) {
            if rules.allow(run), !excluded.contains(run) { chosen.append(run) } else { open.append(run) }
        }
        replaced = open.count
        let candidates = open.map { run in
            let mended = rules.mended(run).filter { !excluded.contains($0) }
            return mended.isEmpty ? [none] : mended
        }
        runs = Self.completed(chosen, with: candidates)
    }

    /// Takes a run out that turned out not to be possible, and puts the most informative allowed one in.
    /// - Returns: the run that came in; nil when there is none that is not there already.
    public mutating func replace(_ failed: [Bool], excluding excluded: Set<[Bool]>) -> [Bool]? {
        guard let place = runs.firstIndex(of: failed), place > 0 else { return nil }
        runs.remove(at: place)
        // Next to runs that are thought possible, and to the one that is not.
        var near: Set<[Bool]> = []
        for run in runs + [failed] {
            for factor in run.indices {
                var flipped = run
                flipped[factor].toggle()
                if rules.allow(flipped) { near.insert(flipped) }
            }
        }
        // What all that failed have in common is the likeliest reason.
        let common = failed.indices.filter { factor in failed[factor] && excluded.allSatisfy { $0[factor] } }
        let fresh = near.filter { !excluded.contains($0) && !runs.contains($0) }
            .sorted { $0.lexicographicallyPrecedes($1) { !$0 && $1 } }
        let likely = fresh.filter { run in !common.allSatisfy { run[$0] } }
        let candidates = likely.isEmpty ? fresh : likely
        var information = InformationMatrix(rules.count + 1)
        for run in runs { information.add(Self.row(run)) }
        guard
            let best = candidates.max(by: { information.gain(Self.row($0)) < information.gain(Self.row($1)) })
        else { return nil }
        runs.insert(best, at: place)
        return best
    }

    /// A run as a row of the model of main effects: 1 for the mean, then 1 for each factor that is on.
    static func row(_ run: [Bool]) -> [Double] { [1] + run.map { $0 ? 1 : 0 } }

    private static func allRuns(of count: Int) -> [[Bool]] {
        (0..<(1 << count)).map { bits in (0..<count).map { bits >> $0 & 1 == 1 } }
    }

    private static func foldedRuns(of count: Int) -> [[Bool]] {
        let runs = PlackettBurman.runs(factors: count)
        return runs + runs.map { $0.map { !$0 } }
    }

    /// Greedily, then by exchange until nothing gets better; a combination that is there already adds no
    /// other arm, so it is left out where it stays the best.
    private static func completed(_ fixed: [[Bool]], with candidates: [[[Bool]]]) -> [[Bool]] {
        var information = InformationMatrix(fixed[0].count + 1)
        for run in fixed { information.add(row(run)) }
        var taken: [[Bool]] = []
        func best(_ choices: [[Bool]]) -> [Bool] {
            let fresh = choices.filter { !taken.contains($0) && !fixed.contains($0) }
            return (fresh.isEmpty ? choices : fresh).max {
                information.gain(row($0)) < information.gain(row($1))
            }!
        }
        for choices in candidates {
            let chosen = best(choices)
            information.add(row(chosen))
            taken.append(chosen)
        }
        for _ in 0..<3 {
            for (place, choices) in candidates.enumerated() {
                information.remove(row(taken[place]))
                taken[place] = fixed[0]
                let chosen = best(choices)
                information.add(row(chosen))
                taken[place] = chosen
            }
        }
        var seen = Set(fixed)
        return fixed + taken.filter { seen.insert($0).inserted }
    }
}
