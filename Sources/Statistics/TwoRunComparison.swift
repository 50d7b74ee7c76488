/// The blocks of two independent runs against each other, e.g. an overhead before and after a change.
///
/// Everything is in log units, new minus base: `Interval.ratio` of the result is the new ratio divided by
/// the base ratio.
public struct TwoRunComparison: Sendable, Equatable {
    public let baseBlocks: Int
    public let newBlocks: Int
    /// Around the Hodges-Lehmann shift: by rank sums, or by moving-block bootstrap of both runs where
    /// either is autocorrelated and that is wider.
    public let interval: Interval
    /// Two-sided, of no difference: by rank sums; the larger one where the bootstrap is used too.
    public let pValue: Double
    /// Codes `autocorrelated` (once for each run it holds for) and `interval-methods-disagree`.
    public let warnings: [Warning]

    /// - Parameters:
    ///   - base: block values of the first run, in measured order.
    ///   - new: block values of the second run, in measured order.
    ///   - seed: of the bootstrap; the same seed gives the same result.
    /// - Throws: `StatisticsError.notFinite` with run and index, `.tooFewBlocks` with the smaller run's
    ///   count and what two equal runs need, or `.empty`.
    public init(
        base: [Double], new: [Double], confidence: Double = 0.95, seed: UInt64
    ) throws(StatisticsError) {
        let baseSample = try Sample(base, name: "base")
        let newSample = try Sample(new, name: "new")
        let have = min(base.count, new.count)
        let need = RankSum.minimumCount(confidence: confidence)
        // Two blocks against a hundred would have an interval, but nothing says how those two vary.
        guard have >= need, let ranked = RankSum.interval(base: base, new: new, confidence: confidence) else {
            throw .tooFewBlocks(have: have, need: need)
        }
        let isAutocorrelated = baseSample.isAutocorrelated || newSample.isAutocorrelated
        let bootstrap = isAutocorrelated ? MovingBlockBootstrap(base: base, new: new, seed: seed) : nil
        let chosen = WiderInterval(
            of: ranked, pValue: RankSum.pValue(base: base, new: new), and: bootstrap, confidence: confidence)
        baseBlocks = base.count
        newBlocks = new.count
        interval = chosen.interval
        pValue = chosen.pValue
        warnings = [
            .autocorrelated(baseSample, named: "the base run's blocks"),
            .autocorrelated(newSample, named: "the new run's blocks"),
            .disagreement(ranked, differenceOfMedians: newSample.median - baseSample.median),
        ].compactMap { $0 }
    }
}

extension Warning {
    /// When the difference of the medians lies outside the interval of the shift.
    fileprivate static func disagreement(
        _ ranked: Interval, differenceOfMedians difference: Double
    ) -> Warning? {
        guard !ranked.contains(difference) else { return nil }
        return Warning(
            code: "interval-methods-disagree",
            message: "The medians of the two runs differ by an amount outside the rank-sum interval: "
                + "the runs differ in more than a shift.",
            advice: "Look at the block values of both runs for two regimes; measure more blocks.")
    }
}
