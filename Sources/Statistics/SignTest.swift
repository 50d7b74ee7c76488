/// The sign test of a median and the interval it implies: no symmetry needed, at the price of width.
///
/// Hollander, Wolfe & Chicken, "Nonparametric Statistical Methods", 3rd ed., §3.4–3.6. Exact for every
/// count. Values have to be finite.
public enum SignTest {
    /// The two-sided probability, under a median of zero, of signs at least as uneven. Zeros are dropped.
    public static func pValue(_ values: [Double]) -> Double {
        let positive = values.count { $0 > 0 }
        let negative = values.count { $0 < 0 }
        return min(1, 2 * Binomial(trials: positive + negative).cdf(min(positive, negative)))
    }

    /// The median between order statistics of the values; `confidence` of the result is exact.
    ///
    /// - Returns: nil for fewer than `SignedRank.minimumCount(confidence:)` values.
    public static func interval(_ values: [Double], confidence: Double) -> Interval? {
        guard
            let ends = OrderStatisticInterval(
                probability: 0.5, count: values.count, confidence: confidence),
            let center = median(values)
        else { return nil }
        let sorted = values.sorted()
        return Interval(
            center: center, lower: sorted[ends.lower], upper: sorted[ends.upper], confidence: ends.confidence)
    }
}
