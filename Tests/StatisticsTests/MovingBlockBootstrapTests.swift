import Statistics
import Testing

@Suite struct MovingBlockBootstrapTests {
    @Test func blockLengthIsTheCubeRootRoundedUp() {
        let lengths = [1, 8, 9, 27, 28, 1_000, 1_001].map(MovingBlockBootstrap.blockLength)
        #expect(lengths == [1, 2, 3, 3, 4, 10, 11])
    }

    @Test func sameSeedSameInterval() throws {
        let values = series(40, start: 3)
        let first = try #require(MovingBlockBootstrap(values, seed: 7)).interval(confidence: 0.95)
        let second = try #require(MovingBlockBootstrap(values, seed: 7)).interval(confidence: 0.95)
        let other = try #require(MovingBlockBootstrap(values, seed: 8)).interval(confidence: 0.95)
        #expect(first == second)
        #expect(first != other)
        #expect(first.center == HodgesLehmann.estimate(values))
    }

    /// Without dependence it has to say what the rank test says.
    @Test(arguments: Shape.allCases)
    func independentValuesGiveTheRankInterval(shape: Shape) throws {
        var random = RandomNumbers(seed: 14)
        var ratio = 0.0
        for seed in 0..<20 {
            let values = shape.draw(60, using: &random)
            let ranked = try #require(SignedRank.interval(values, confidence: 0.95))
            let resampled = try #require(MovingBlockBootstrap(values, seed: UInt64(seed)))
            ratio += resampled.interval(confidence: 0.95).halfWidth / ranked.halfWidth / 20
        }
        #expect(ratio > 0.9 && ratio < 1.1)
    }

    /// The linear form against the Hodges-Lehmann estimate of each resample itself.
    @Test func spreadsAsTheEstimateItself() throws {
        var random = RandomNumbers(seed: 15)
        let values = autoregressive(60, coefficient: 0.5, using: &random)
        let length = MovingBlockBootstrap.blockLength(count: 60)
        let estimates = try (0..<600).map { _ in
            let resample = (0..<60 / length).flatMap { _ in
                let start = random.index(below: 60 - length + 1)
                return values[start..<start + length]
            }
            return try #require(HodgesLehmann.estimate(resample))
        }
        let spread = try #require(Sample(estimates).standardDeviation)
        let interval = try #require(MovingBlockBootstrap(values, seed: 1)).interval(confidence: 0.95)
        // The interval is widened for its 15 independent stretches; 600 resamples give the spread to 3 %.
        let expected = 1.96 * spread * (15.0 / 14).squareRoot()
        #expect(abs(interval.halfWidth / expected - 1) < 0.12)
    }

    @Test func coversWhereTheRankIntervalDoesNot() throws {
        var random = RandomNumbers(seed: 16)
        var covered = (ranked: 0, resampled: 0)
        for seed in 0..<200 {
            let values = autoregressive(60, coefficient: 0.5, using: &random)
            let ranked = try #require(SignedRank.interval(values, confidence: 0.95))
            let bootstrap = try #require(MovingBlockBootstrap(values, seed: UInt64(seed)))
            covered.ranked += ranked.contains(0) ? 1 : 0
            covered.resampled += bootstrap.interval(confidence: 0.95).contains(0) ? 1 : 0
        }
        #expect(covered.ranked < 165)
        #expect(covered.resampled > 168)
    }

    @Test func pValueAgreesWithTheInterval() throws {
        for shift in [0.0, 0.05, 0.1, 0.2] {
            let bootstrap = try #require(
                MovingBlockBootstrap(series(40, start: 3).map { $0 + shift }, seed: 2))
            let isInside = bootstrap.interval(confidence: 0.95).contains(0)
            #expect(isInside == (bootstrap.pValue > 0.05))
        }
        let far = try #require(MovingBlockBootstrap(series(40, start: 3).map { $0 + 100 }, seed: 2))
        #expect(far.pValue == 1.0 / 5_000)
    }

    @Test func twoSamplesGiveTheRankInterval() throws {
        let base = series(50, start: 5)
        let new = series(40, step: 53, start: 3)
        let ranked = try #require(RankSum.interval(base: base, new: new, confidence: 0.95))
        let bootstrap = try #require(MovingBlockBootstrap(base: base, new: new, seed: 3))
        let interval = bootstrap.interval(confidence: 0.95)
        #expect(interval.center == ranked.center)
        #expect(interval.contains(ranked.center))
    }

    @Test func equalValuesHaveNoWidth() throws {
        let constant = [Double](repeating: 0.3, count: 12)
        let one = try #require(MovingBlockBootstrap(constant, seed: 1)).interval(confidence: 0.95)
        #expect(one.lower == 0.3 && one.center == 0.3 && one.upper == 0.3)
        let two = try #require(MovingBlockBootstrap(base: constant, new: constant, seed: 1))
        #expect(two.interval(confidence: 0.95).halfWidth == 0)
    }

    @Test func tooFewValues() {
        #expect(MovingBlockBootstrap([1, 2, 3, 4], seed: 1) == nil)
        #expect(MovingBlockBootstrap(base: [1, 2], new: series(90, start: 1), seed: 1) == nil)
    }
}
