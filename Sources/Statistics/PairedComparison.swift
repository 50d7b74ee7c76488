/// One arm against `bare` over the blocks of a run.
///
/// Everything is in log units: the natural logarithm of a time ratio. `Interval.ratio` and
/// `Interval.overhead` turn an interval into what is reported.
public struct PairedComparison: Sendable, Equatable {
    public let blocks: Int
    /// Around the Hodges-Lehmann estimate: by signed ranks, or by moving-block bootstrap where the values
    /// are autocorrelated and that is wider.
    public let interval: Interval
    /// Around the median, without the assumption of symmetry; shown beside `interval`.
    public let signTestInterval: Interval
    /// Two-sided, of no difference: by signed ranks; the larger one where the bootstrap is used too.
    public let pValue: Double
    /// Nil when all values are equal.
    public let lag1Autocorrelation: Double?
    /// The smallest difference found with 80 % power at this block count; nil for fewer than 6 blocks.
    public let minimumDetectableEffect: Double?
    /// Whether the values follow one another, so that what takes them for independent does not hold.
    public let isAutocorrelated: Bool
    /// Codes `autocorrelated` and `interval-methods-disagree`.
    public let warnings: [Warning]

    /// - Parameters:
    ///   - values: one for each block, in measured order: its median over rounds of ln(t_arm / t_bare).
    ///   - seed: of the bootstrap; the same seed gives the same result.
    /// - Throws: `StatisticsError.notFinite` with the index, `.tooFewBlocks` with how many are needed,
    ///   whose `warning` has the code `few-blocks`, or `.empty`.
    public init(_ values: [Double], confidence: Double = 0.95, seed: UInt64) throws(StatisticsError) {
        let sample = try Sample(values)
        guard
            let ranked = SignedRank.interval(values, confidence: confidence),
            let signTest = SignTest.interval(values, confidence: confidence)
        else {
            throw .tooFewBlocks(
                have: sample.count, need: SignedRank.minimumCount(confidence: confidence))
        }
        let bootstrap = sample.isAutocorrelated ? MovingBlockBootstrap(values, seed: seed) : nil
        let chosen = WiderInterval(
            of: ranked, pValue: SignedRank.pValue(values), and: bootstrap, confidence: confidence)
        blocks = sample.count
        interval = chosen.interval
        pValue = chosen.pValue
        signTestInterval = signTest
        lag1Autocorrelation = sample.lag1Autocorrelation
        isAutocorrelated = sample.isAutocorrelated
        minimumDetectableEffect = Power.minimumDetectableEffect(
            standardDeviation: sample.standardDeviation ?? 0, count: sample.count,
            significance: 1 - confidence
        ).map { $0 * chosen.widening }
        warnings = [
            .autocorrelated(sample, named: "the blocks"), .disagreement(ranked, signTest),
        ].compactMap { $0 }
    }
}

extension Warning {
    /// When either interval leaves out the center of the other.
    ///
    /// On symmetric values that happens to about one comparison in a hundred; a sign-test interval that
    /// is merely wider, and so contains zero where the other does not, is no disagreement.
    fileprivate static func disagreement(_ ranked: Interval, _ signTest: Interval) -> Warning? {
        guard !ranked.contains(signTest.center) || !signTest.contains(ranked.center) else { return nil }
        return Warning(
            code: "interval-methods-disagree",
            message: "The signed-rank and the sign-test interval leave out one another's center: "
                + "the block values are skewed.",
            advice: "Look at the block values for two regimes, and trust the sign-test interval more.")
    }
}
