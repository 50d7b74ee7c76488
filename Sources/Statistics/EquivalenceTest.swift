import RealModule

/// Whether an overhead is too small to matter: two one-sided signed-rank tests against both ends of a margin.
///
/// Schuirmann, "A Comparison of the Two One-Sided Tests Procedure", J. Pharmacokin. Biopharm. 15 (1987);
/// with signed ranks: Wellek, "Testing Statistical Hypotheses of Equivalence and Noninferiority", 2nd ed.,
/// §5.4. Assumes what `SignedRank` does, independence too.
public struct EquivalenceTest: Sendable, Equatable {
    /// Of the location being at or below the lower end of the margin.
    public let lowerPValue: Double
    /// Of the location being at or above the upper end.
    public let upperPValue: Double

    /// Of no equivalence. At most α just when the signed-rank interval at confidence 1 - 2α lies inside the
    /// margin: `Verdict.equivalent` at 95 % corresponds to a p-value of 0.025 or less.
    public var pValue: Double { max(lowerPValue, upperPValue) }

    /// Of block values against an overhead that is too small to matter.
    ///
    /// - Parameters:
    ///   - logRatios: one for each block: its median over rounds of ln(t_arm / t_bare).
    ///   - margin: the smallest overhead that matters, as `Verdict` takes it: 0.01 allows ratios from 0.99 to
    ///     1.01. Between 0 and 1.
    public init(logRatios: [Double], margin: Double) throws(StatisticsError) {
        precondition(margin >= 0 && margin < 1, "a margin is an overhead between 0 and 1")
        try self.init(logRatios, above: .log(onePlus: -margin), below: .log(onePlus: margin))
    }

    /// Of values against a range in their own unit.
    ///
    /// - Throws: `StatisticsError.notFinite` with the index, or `.empty`.
    public init(_ values: [Double], above lower: Double, below upper: Double) throws(StatisticsError) {
        precondition(lower <= upper, "\(lower)...\(upper) is no range")
        let sample = try Sample(values)
        lowerPValue = SignedRank.pValueOfGreater(sample.values.map { $0 - lower })
        upperPValue = SignedRank.pValueOfGreater(sample.values.map { upper - $0 })
    }
}
