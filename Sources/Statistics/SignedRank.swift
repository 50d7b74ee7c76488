import RealModule

/// The one-sample signed-rank test of location and the interval it implies.
///
/// Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1 (1945); Hollander,
/// Wolfe & Chicken, "Nonparametric Statistical Methods", 3rd ed., §3.1–3.3. Assumes independent values
/// that are distributed symmetrically; they have to be finite.
public enum SignedRank {
    /// Up to this many values the null distribution is exact.
    public static let exactLimit = 50

    /// The two-sided probability, under a location of zero, of ranks at least as lopsided.
    ///
    /// Zeros are dropped, as Wilcoxon does. Up to 50 other values the permutation distribution of the
    /// midranks is exact, ties or not; beyond that it is normal, corrected for continuity and ties.
    /// 1 when no value differs from zero.
    public static func pValue(_ values: [Double]) -> Double {
        guard let signs = RankedSigns(values) else { return 1 }
        return min(1, 2 * signs.probability(ofAtMost: min(signs.positive, signs.total - signs.positive)))
    }

    /// The one-sided probability, under a location of zero or below, of ranks at least as far above it.
    ///
    /// Zeros and counts are treated as by `pValue`; 1 when no value differs from zero.
    public static func pValueOfGreater(_ values: [Double]) -> Double {
        guard let signs = RankedSigns(values) else { return 1 }
        // As improbable as its mirror image: ranks of negative values at most as large.
        return signs.probability(ofAtMost: signs.total - signs.positive)
    }

    /// The Hodges-Lehmann estimate between order statistics of the Walsh averages.
    ///
    /// `confidence` of the result is the coverage reached: exact up to 50 values, by normal
    /// approximation with continuity correction beyond. Ties can only make it larger.
    ///
    /// - Returns: nil for fewer than `minimumCount(confidence:)` values.
    public static func interval(_ values: [Double], confidence: Double) -> Interval? {
        guard let tail = tail(count: values.count, confidence: confidence) else { return nil }
        return PairwiseSums(walshAveragesOf: values.sorted()).interval(inverting: tail)
    }

    /// The fewest values that have an interval at `confidence`: 6 for 0.95.
    ///
    /// All n values have one sign with probability 2¹⁻ⁿ: no test of signs and ranks goes below that.
    public static func minimumCount(confidence: Double) -> Int {
        let limit = LowerTail.limit(confidence: confidence)
        var count = 1
        var extreme = 0.5
        while extreme > limit {
            count += 1
            extreme /= 2
        }
        return count
    }

    /// What the two-sided test that an interval at `confidence` inverts rejects at one end.
    static func tail(count: Int, confidence: Double) -> LowerTail? {
        let limit = LowerTail.limit(confidence: confidence)
        guard count > 0 else { return nil }
        guard count > exactLimit else {
            return LowerTail(
                masses: subsetSumMasses(of: Array(1...count), upTo: count * (count + 1) / 4), limit: limit)
        }
        let n = Double(count)
        return LowerTail(
            mean: n * (n + 1) / 4, standardDeviation: .sqrt(n * (n + 1) * (2 * n + 1) / 24), limit: limit)
    }

    /// The probabilities of the sums 0, 1, …, `limit` when each rank is in the sum by a fair coin.
    ///
    /// Every probability is a multiple of 2⁻ⁿ, so a Double holds it exactly up to 53 ranks.
    fileprivate static func subsetSumMasses(of ranks: [Int], upTo limit: Int) -> [Double] {
        var masses = [Double](repeating: 0, count: limit + 1)
        masses[0] = 1
        for rank in ranks {
            for sum in stride(from: limit, through: 0, by: -1) {
                masses[sum] = (masses[sum] + (sum >= rank ? masses[sum - rank] : 0)) / 2
            }
        }
        return masses
    }
}

/// The sizes of values other than zero, ranked; rank sums are doubled, so that midranks make whole numbers.
private struct RankedSigns {
    private let ranks: Midranks
    /// Of the ranks of positive values.
    let positive: Int

    /// Nil when no value differs from zero.
    init?(_ values: [Double]) {
        let nonZero = values.filter { $0 != 0 }
        guard !nonZero.isEmpty else { return nil }
        ranks = Midranks(nonZero.map(abs))
        positive = zip(nonZero, ranks.doubled).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    }

    /// Of all ranks.
    var total: Int { ranks.doubled.count * (ranks.doubled.count + 1) }

    /// Of the rank sum of one sign, each value having either sign by a fair coin.
    func probability(ofAtMost sum: Int) -> Double {
        guard ranks.doubled.count > SignedRank.exactLimit else {
            return min(1, SignedRank.subsetSumMasses(of: ranks.doubled, upTo: sum).reduce(0, +))
        }
        let count = Double(ranks.doubled.count)
        let variance = count * (count + 1) * (2 * count + 1) / 24 - ranks.tieSum / 48
        return NormalDistribution.cdf((Double(sum) / 2 + 0.5 - count * (count + 1) / 4) / .sqrt(variance))
    }
}
