import RealModule

/// The two-sample rank-sum test of a shift and the interval it implies.
///
/// Mann & Whitney, "On a Test of Whether One of Two Random Variables Is Stochastically Larger than the
/// Other", Ann. Math. Statist. 18 (1947); Hollander, Wolfe & Chicken, 3rd ed., §4.1–4.3. Assumes
/// independent values whose distributions differ by a shift; they have to be finite.
public enum RankSum {
    /// Up to this many values in each sample the null distribution is exact.
    public static let exactLimit = 50

    /// The two-sided probability, under no shift, of samples at least as far apart.
    ///
    /// Exact up to 50 values each without ties, else normal, corrected for continuity and ties.
    /// 1 when either sample is empty or all values are equal.
    public static func pValue(base: [Double], new: [Double]) -> Double {
        guard !base.isEmpty, !new.isEmpty else { return 1 }
        let ranks = Midranks(base + new)
        let (m, n) = (Double(base.count), Double(new.count))
        let rankSum = Double(ranks.doubled[base.count...].reduce(0, +)) / 2
        let statistic = rankSum - n * (n + 1) / 2
        if ranks.tieSum == 0, base.count <= exactLimit, new.count <= exactLimit {
            let smaller = Int(min(statistic, m * n - statistic))
            return min(1, 2 * masses(base.count, new.count, upTo: smaller).reduce(0, +))
        }
        let total = m + n
        let variance = m * n / 12 * (total + 1 - ranks.tieSum / (total * (total - 1)))
        let distance = abs(statistic - m * n / 2) - 0.5
        return distance <= 0 || variance <= 0 ? 1 : .erfc(distance / .sqrt(2 * variance))
    }

    /// How much `new` lies above `base`, between order statistics of all pairwise differences.
    ///
    /// `confidence` of the result is the coverage reached: exact up to 50 values each, by normal
    /// approximation with continuity correction beyond.
    ///
    /// - Returns: nil when there are too few values for an interval at `confidence`.
    public static func interval(base: [Double], new: [Double], confidence: Double) -> Interval? {
        guard let tail = tail(base.count, new.count, confidence: confidence) else { return nil }
        return PairwiseSums(differencesFrom: base.sorted(), to: new.sorted()).interval(inverting: tail)
    }

    /// The fewest values in each of two equal samples that have an interval at `confidence`: 4 for 0.95.
    public static func minimumCount(confidence: Double) -> Int {
        let limit = LowerTail.limit(confidence: confidence)
        var count = 1
        // One of the (2n over n) arrangements separates the samples one way.
        var extreme = 0.5
        while extreme > limit {
            count += 1
            extreme *= Double(count) / Double(4 * count - 2)
        }
        return count
    }

    /// What the two-sided test that an interval at `confidence` inverts rejects at one end.
    static func tail(_ m: Int, _ n: Int, confidence: Double) -> LowerTail? {
        let limit = LowerTail.limit(confidence: confidence)
        guard m > 0, n > 0 else { return nil }
        if m <= exactLimit, n <= exactLimit {
            return LowerTail(masses: masses(m, n, upTo: m * n / 2), limit: limit)
        }
        let pairs = Double(m) * Double(n)
        return LowerTail(
            mean: pairs / 2, standardDeviation: .sqrt(pairs * Double(m + n + 1) / 12), limit: limit)
    }

    /// The probabilities of 0, 1, …, `limit` of all pairs being in reverse order.
    ///
    /// The counts are the coefficients of the Gaussian binomial Π(1 - q^(n+i)) / (1 - q^i), i = 1…m
    /// (Mann & Whitney 1947; Andrews, "The Theory of Partitions", §3.2). They are whole and below
    /// (100 over 50) < 2⁹⁷, hence exact in 128 bits.
    private static func masses(_ m: Int, _ n: Int, upTo limit: Int) -> [Double] {
        var counts = [Int128](repeating: 0, count: limit + 1)
        counts[0] = 1
        var arrangements: Int128 = 1
        for i in 1...m {
            for power in stride(from: limit, through: n + i, by: -1) {
                counts[power] -= counts[power - n - i]
            }
            for power in stride(from: i, through: limit, by: 1) { counts[power] += counts[power - i] }
            arrangements = arrangements * Int128(n + i) / Int128(i)
        }
        let total = Double(arrangements)
        return counts.map { Double($0) / total }
    }
}
