import RealModule

/// What a planned or finished run is able to find.
public enum Power {
    /// Below this many values the two-sided signed-rank test can't reject at 5 % at all.
    public static let minimumCount = 6

    /// The smallest shift that the two-sided signed-rank test finds with probability `power`.
    ///
    /// (z[1-α/2] + z[power]) · σ/√n · √(π/3): the normal approximation for the t test, with the signed-rank
    /// test's asymptotic relative efficiency of 3/π on normal data (Hodges & Lehmann, "The Efficiency of
    /// Some Nonparametric Competitors of the t-Test", Ann. Math. Statist. 27 (1956); Lehmann,
    /// "Nonparametrics", 1975, ch. 4). Heavier tails than the normal's make the test more efficient than
    /// this says.
    ///
    /// - Parameters:
    ///   - standardDeviation: of the block values, in their unit.
    ///   - count: of the block values.
    ///   - significance: two-sided, e.g. 0.05.
    /// - Returns: in the unit of `standardDeviation`; nil for fewer than 6 values.
    public static func minimumDetectableEffect(
        standardDeviation: Double, count: Int, significance: Double = 0.05, power: Double = 0.8
    ) -> Double? {
        precondition(significance > 0 && significance < 1 && power > 0 && power < 1)
        guard count >= minimumCount else { return nil }
        let distance =
            NormalDistribution.quantile(1 - significance / 2) + NormalDistribution.quantile(power)
        return distance * standardDeviation * .sqrt(.pi / 3 / Double(count))
    }
}
