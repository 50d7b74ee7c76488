import RealModule

/// Quantiles as weighted means of all values, which vary less than single order statistics do.
///
/// Harrell & Davis, "A New Distribution-Free Quantile Estimator", Biometrika 69 (1982). For tails: the 0.9 or
/// 0.99 quantile of the times of one arm. Values have to be finite.
public enum HarrellDavis {
    /// The quantile below which a share `probability` of the values is expected; nil without values.
    ///
    /// Σ w[i] x[i] over ascending values, w[i] being the share of a Beta((n + 1)p, (n + 1)(1 - p)) distribution
    /// between (i - 1)/n and i/n.
    public static func quantile(_ probability: Double, of values: [Double]) -> Double? {
        precondition(probability > 0 && probability < 1, "a quantile's share lies between 0 and 1")
        guard !values.isEmpty else { return nil }
        return estimate(probability, sorted: values.sorted())
    }

    /// The same between two of the values, chosen so that the coverage is exact.
    ///
    /// The estimate's own spread is no guide where its tail is thin: on times of which 8 % lie far above the
    /// rest, intervals for p90 of 40 values asked to cover 95 % do so in 86 % by the standard error of
    /// Maritz & Jarrett (JASA 73, 1978), in 75 % by the jackknife and in 71 % by the percentile bootstrap.
    /// Order statistics depend on nothing but the count. Where the estimate lies outside them, the interval
    /// is widened to hold it.
    ///
    /// - Returns: nil for fewer than `minimumCount(_:confidence:)` values.
    public static func interval(
        _ probability: Double, of values: [Double], confidence: Double = 0.95
    ) -> Interval? {
        precondition(probability > 0 && probability < 1, "a quantile's share lies between 0 and 1")
        guard
            let ends = OrderStatisticInterval(
                probability: probability, count: values.count, confidence: confidence)
        else { return nil }
        let sorted = values.sorted()
        let center = estimate(probability, sorted: sorted)
        return Interval(
            center: center, lower: min(center, sorted[ends.lower]), upper: max(center, sorted[ends.upper]),
            confidence: ends.confidence)
    }

    /// The fewest values whose extremes enclose the quantile at `confidence`: at 0.95 these are 6 for p50, 36
    /// for p90 and 368 for p99.
    public static func minimumCount(_ probability: Double, confidence: Double = 0.95) -> Int {
        precondition(probability > 0 && probability < 1, "a quantile's share lies between 0 and 1")
        // All n values lie on the more probable side of the quantile with this probability to the n.
        let side = max(probability, 1 - probability)
        return Int((.log(LowerTail.limit(confidence: confidence)) / .log(side)).rounded(.up))
    }

    private static func estimate(_ probability: Double, sorted: [Double]) -> Double {
        let count = Double(sorted.count)
        let (a, b) = ((count + 1) * probability, (count + 1) * (1 - probability))
        // Summing distances from the smallest value keeps the quantile of equal values exact.
        let origin = sorted[0]
        var (sum, below) = (0.0, 0.0)
        for (index, value) in sorted.enumerated() {
            let notAbove = IncompleteBeta.regularized(Double(index + 1) / count, a, b)
            sum += (notAbove - below) * (value - origin)
            below = notAbove
        }
        return origin + sum
    }
}
