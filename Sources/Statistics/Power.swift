import RealModule

/// What a planned or finished run is able to find.
public enum Power {
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
    /// - Returns: in the unit of `standardDeviation`; nil for fewer values than the test can reject with: 6 at
    ///   a significance of 0.05.
    public static func minimumDetectableEffect(
        standardDeviation: Double, count: Int, significance: Double = 0.05, power: Double = 0.8
    ) -> Double? {
        guard count >= SignedRank.minimumCount(confidence: 1 - significance) else { return nil }
        return distance(significance, power) * standardDeviation * .sqrt(loss / Double(count))
    }

    /// The fewest values with which the two-sided signed-rank test finds a shift of `effect` with probability
    /// `power`: the inverse of `minimumDetectableEffect`.
    ///
    /// - Parameters:
    ///   - effect: either sign, in the unit of `standardDeviation`.
    ///   - standardDeviation: of the block values.
    ///   - significance: two-sided, e.g. 0.05.
    /// - Returns: nil when no number of values a run could have is enough.
    public static func count(
        detecting effect: Double, standardDeviation: Double, significance: Double = 0.05, power: Double = 0.8
    ) -> Int? {
        precondition(standardDeviation >= 0 && !effect.isNaN, "neither can be NaN")
        let fewest = SignedRank.minimumCount(confidence: 1 - significance)
        return smallestCount(from: fewest, near: standardDeviation * distance(significance, power) / effect) {
            minimumDetectableEffect(
                standardDeviation: standardDeviation, count: $0, significance: significance, power: power
            )
            .map { $0 <= abs(effect) } ?? false
        }
    }

    /// The half-width to expect of a signed-rank interval.
    ///
    /// t[1-α/2, n-1] · σ/√n · √(π/3): Student's interval, with the efficiency as above. Of 10 to 50 normal
    /// values the median half-width is within 4 % of it; tails heavier than the normal's give narrower
    /// intervals.
    ///
    /// - Parameters:
    ///   - standardDeviation: of the block values, in their unit.
    ///   - count: of the block values.
    /// - Returns: in the unit of `standardDeviation`; nil for fewer values than have an interval.
    public static func halfWidth(
        standardDeviation: Double, count: Int, confidence: Double = 0.95
    ) -> Double? {
        guard count >= SignedRank.minimumCount(confidence: confidence) else { return nil }
        let student = StudentDistribution(degreesOfFreedom: Double(count - 1))
        let tail = LowerTail.limit(confidence: confidence)
        return -student.quantile(tail) * standardDeviation * .sqrt(loss / Double(count))
    }

    /// The fewest values whose signed-rank interval is to be expected within ± `halfWidth`: the inverse of
    /// `halfWidth(standardDeviation:count:confidence:)`.
    ///
    /// - Parameters:
    ///   - halfWidth: in the unit of `standardDeviation`.
    ///   - standardDeviation: of the block values. Where they are heavy-tailed or follow one another, what an
    ///     interval of n values stands for says more: its half-width / `halfWidth(standardDeviation: 1,
    ///     count: n)`.
    /// - Returns: nil when no number of values a run could have is enough.
    public static func count(
        reaching halfWidth: Double, standardDeviation: Double, confidence: Double = 0.95
    ) -> Int? {
        precondition(standardDeviation >= 0 && halfWidth >= 0, "neither can be negative or NaN")
        let z = -NormalDistribution.quantile(LowerTail.limit(confidence: confidence))
        let fewest = SignedRank.minimumCount(confidence: confidence)
        return smallestCount(from: fewest, near: standardDeviation * z / halfWidth) {
            Self.halfWidth(standardDeviation: standardDeviation, count: $0, confidence: confidence)
                .map { $0 <= halfWidth } ?? false
        }
    }

    /// What the signed-rank test needs more values than Student's on normal data: 1 / efficiency.
    private static let loss = Double.pi / 3

    /// Of an effect from zero, in standard errors of the mean.
    private static func distance(_ significance: Double, _ power: Double) -> Double {
        precondition(significance > 0 && significance < 1 && power > 0 && power < 1)
        return NormalDistribution.quantile(1 - significance / 2) + NormalDistribution.quantile(power)
    }

    /// The first count that is enough, sought upwards from just below ratio² · π/3, where the normal
    /// approximation has it.
    private static func smallestCount(
        from fewest: Int, near ratio: Double, where isEnough: (Int) -> Bool
    ) -> Int? {
        let approximate = ratio * ratio * loss
        // NaN of 0 / 0: without spread the fewest are enough to resolve nothing.
        guard !approximate.isNaN else { return fewest }
        guard approximate < largestCount else { return nil }
        var count = max(fewest, Int(approximate) - 1)
        while !isEnough(count) { count += 1 }
        return count
    }

    /// A block takes a millisecond at least: this many take eleven days.
    private static let largestCount = 1e9
}
