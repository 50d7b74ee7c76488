/// Which values of a sorted sample enclose a quantile, whatever the values are distributed as.
///
/// The number of values below a quantile is binomial: Hollander, Wolfe & Chicken, "Nonparametric Statistical
/// Methods", 3rd ed., §3.6; Conover, "Practical Nonparametric Statistics", 3rd ed., §3.2.
struct OrderStatisticInterval {
    /// Zero-based ranks in ascending order.
    let lower: Int
    let upper: Int
    /// The coverage reached: exact for continuous values, more with ties.
    let confidence: Double

    /// - Returns: nil when even the smallest and the largest value may lie on one side of the quantile more
    ///   often than `confidence` allows.
    init?(probability: Double, count: Int, confidence: Double) {
        let limit = LowerTail.limit(confidence: confidence)
        // The median's tails mirror one another.
        guard
            let below = Self.tail(probability, count, limit: limit),
            let above = probability == 0.5 ? below : Self.tail(1 - probability, count, limit: limit)
        else { return nil }
        lower = below.statistic
        upper = count - 1 - above.statistic
        self.confidence = 1 - (below.probability + above.probability)
    }

    private static func tail(_ probability: Double, _ count: Int, limit: Double) -> LowerTail? {
        let below = Binomial(trials: count, probability: probability)
        return LowerTail(masses: (0...count).lazy.map(below.mass), limit: limit)
    }
}
