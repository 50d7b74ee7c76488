/// The lower tail of a rank statistic that a two-sided test rejects: as much as `limit` allows.
///
/// Inverting the test that rejects at `statistic` and below gives the interval that leaves out as many
/// order statistics at either end (Hollander, Wolfe & Chicken, "Nonparametric Statistical Methods", 3rd
/// ed., §3.3, §3.6, §4.3): a location below the smallest of all goes with a statistic of 0.
struct LowerTail {
    /// The largest value of the statistic in the tail.
    let statistic: Int
    /// Of the statistic being at most that, under the null hypothesis.
    let probability: Double

    /// The coverage of the interval that inverts the test.
    var confidence: Double { 1 - 2 * probability }

    /// Exact, from the probabilities of the statistic being 0, 1, 2, …
    ///
    /// - Returns: nil when even the statistic 0 is more probable than `limit`.
    init?(masses: some Sequence<Double>, limit: Double) {
        var statistic = -1
        var probability = 0.0
        for mass in masses {
            guard probability + mass <= limit else { break }
            probability += mass
            statistic += 1
        }
        guard statistic >= 0 else { return nil }
        self.statistic = statistic
        self.probability = probability
    }

    /// By normal approximation with continuity correction.
    init?(mean: Double, standardDeviation: Double, limit: Double) {
        let critical = mean - 0.5 + NormalDistribution.quantile(limit) * standardDeviation
        guard critical >= 0 else { return nil }
        let last = critical.rounded(.down)
        statistic = Int(last)
        probability = NormalDistribution.cdf((last + 0.5 - mean) / standardDeviation)
    }

    /// The probability that each tail may have.
    static func limit(confidence: Double) -> Double {
        precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
        return (1 - confidence) / 2
    }
}
