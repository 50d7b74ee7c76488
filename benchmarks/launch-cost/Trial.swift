import Glibc
import Statistics

/// What was measured: one launch by every contender in every round.
struct Trial {
    /// Untimed rounds before the first: files get into the page cache, and slabs and free lists fill up.
    static let warmUpRounds = 20
    /// One value goes into the statistics for so many rounds: what the host does for a few launches in a
    /// row is then one observation, not ten.
    static let roundsPerBlock = 10

    /// Nanoseconds, round by round.
    private var elapsed: [String: [Double]] = [:]

    /// The order of every round is drawn anew: what a launch leaves to the kernel, the teardown of its
    /// namespaces above all, falls on every other contender alike.
    ///
    /// - Parameter reference: takes part; nil where nobody is asked through a pipe.
    init(_ contenders: [any Contender], reference: ReferenceProcess?, rounds: Int, seed: UInt64) throws {
        var random = RandomNumbers(seed: seed, label: "launch-cost")
        for round in -Trial.warmUpRounds..<rounds {
            for contender in random.shuffled(contenders) {
                if let reference, contender !== reference { try reference.ping() }
                let nanoseconds = Double(try contender.launch())
                if round >= 0 { elapsed[contender.name, default: []].append(nanoseconds) }
            }
        }
    }

    /// The Harrell-Davis quantile of a contender's launches, in nanoseconds.
    func quantile(_ share: Double, of name: String) -> Double {
        HarrellDavis.quantile(share, of: elapsed[name]!) ?? 0
    }

    /// The same between order statistics; nil for fewer launches than enclose it: 368 for the last hundredth.
    func interval(_ share: Double, of name: String) -> Interval? {
        HarrellDavis.interval(share, of: elapsed[name]!)
    }

    /// How many times as long as `base` a launch by `name` takes: the median over the pairs of each block,
    /// then the Hodges-Lehmann estimate and its 95 % signed-rank interval over blocks.
    func ratio(of name: String, to base: String, seed: UInt64) throws -> Interval {
        let logRatios = zip(elapsed[name]!, elapsed[base]!).map { log($0 / $1) }
        let blocks = stride(from: 0, to: logRatios.count, by: Trial.roundsPerBlock).compactMap { start in
            median(logRatios[start..<min(start + Trial.roundsPerBlock, logRatios.count)])
        }
        return try PairedComparison(blocks, seed: seed).interval.ratio
    }
}
