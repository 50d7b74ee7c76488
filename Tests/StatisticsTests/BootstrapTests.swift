import RealModule
import Statistics
import Testing

@Suite struct BootstrapTests {
    /// [math.exp(2 * v) for v in series(40, 37, 11)]: skewed to the right.
    static let skewed = series(40, start: 11).map { Double.exp(2 * $0) }

    /// Ends of intervals by scipy.stats.bootstrap(…, n_resamples=200000), whose own error is 0.001.
    private func isNear(_ interval: Interval, _ lower: Double, _ upper: Double, within tolerance: Double)
        -> Bool
    {
        abs(interval.lower - lower) < tolerance && abs(interval.upper - upper) < tolerance
    }

    @Test func meanAgreesWithSciPy() throws {
        let bootstrap = try #require(Bootstrap(meanOf: Self.skewed, seed: 1))
        #expect(bootstrap.estimate == (try Sample(Self.skewed)).mean)
        #expect(isNear(bootstrap.percentileInterval(confidence: 0.95), 1.1393, 1.6218, within: 0.012))
        #expect(isNear(bootstrap.bcaInterval(confidence: 0.95), 1.1522, 1.6372, within: 0.012))
    }

    /// A resample's median is one of few numbers, so that the ends are the same for nearly every seed.
    @Test func medianAgreesWithSciPy() throws {
        let bootstrap = try #require(Bootstrap(medianOf: Self.skewed, seed: 2))
        #expect(bootstrap.estimate == median(Self.skewed))
        #expect(isNear(bootstrap.percentileInterval(confidence: 0.95), 0.85556, 1.5497, within: 1e-5))
        #expect(isNear(bootstrap.bcaInterval(confidence: 0.95), 0.85556, 1.5497, within: 1e-5))
    }

    @Test func anyStatisticAgreesWithSciPy() throws {
        let deviation = { (values: [Double]) in (try? Sample(values))?.standardDeviation ?? .nan }
        let bootstrap = try #require(
            Bootstrap(Self.skewed, resamples: 4_000, seed: 3, statistic: deviation))
        #expect(isNear(bootstrap.percentileInterval(confidence: 0.95), 0.6200, 0.9113, within: 0.015))
        #expect(isNear(bootstrap.bcaInterval(confidence: 0.95), 0.6577, 0.9425, within: 0.02))
    }

    /// The same draws, so the same intervals but for rounding.
    @Test(arguments: [10, 31])
    func fastPathsAgreeWithTheClosure(count: Int) throws {
        var random = RandomNumbers(seed: 80)
        let values = Shape.normal.draw(count, using: &random)
        let means = try #require(Bootstrap(meanOf: values, resamples: 500, seed: 4))
        let closure = try #require(
            Bootstrap(values, resamples: 500, seed: 4) { $0.reduce(0, +) / Double($0.count) })
        for (fast, slow) in [
            (means.bcaInterval(confidence: 0.9), closure.bcaInterval(confidence: 0.9)),
            (means.percentileInterval(confidence: 0.99), closure.percentileInterval(confidence: 0.99)),
        ] {
            #expect(isClose(fast, slow.center, slow.lower, slow.upper, at: slow.confidence))
        }
        // Which value is drawn depends on the order: that of the fast median is ascending.
        let sorted = values.sorted()
        let medians = try #require(Bootstrap(medianOf: values, resamples: 500, seed: 4))
        let sortedMedians = try #require(
            Bootstrap(sorted, resamples: 500, seed: 4) { median($0) ?? .nan })
        #expect(medians.bcaInterval(confidence: 0.9) == sortedMedians.bcaInterval(confidence: 0.9))
        #expect(
            medians.percentileInterval(confidence: 0.5) == sortedMedians.percentileInterval(confidence: 0.5))
    }

    @Test func sameSeedSameInterval() throws {
        let intervals = try [7, 7, 8].map {
            try #require(Bootstrap(meanOf: Self.skewed, resamples: 999, seed: $0)).bcaInterval(
                confidence: 0.95)
        }
        #expect(intervals[0] == intervals[1])
        #expect(intervals[0] != intervals[2])
    }

    /// What BCa is for: the mean of skewed values, whose percentiles lie too low.
    @Test func bcaCoversSkewedValuesMoreEvenly() throws {
        var random = RandomNumbers(seed: 81)
        var tooLow = (percentile: 0, bca: 0)
        for seed in 0..<400 {
            // Exponential with mean 1.
            let values = (0..<25).map { _ in -Double.log(1 - random.unit()) }
            let bootstrap = try #require(Bootstrap(meanOf: values, resamples: 400, seed: UInt64(seed)))
            tooLow.percentile += bootstrap.percentileInterval(confidence: 0.95).upper < 1 ? 1 : 0
            tooLow.bca += bootstrap.bcaInterval(confidence: 0.95).upper < 1 ? 1 : 0
        }
        // 10 of 400 would be even.
        #expect(tooLow.bca < tooLow.percentile)
        #expect((8...32).contains(tooLow.bca))
    }

    @Test(arguments: [(10, 0.84, 0.95), (40, 0.90, 0.98)])
    func coversTheMeanOfNormalValues(count: Int, least: Double, most: Double) throws {
        var random = RandomNumbers(seed: 82, label: "normal", index: count)
        let covered = try (0..<400).count { seed in
            let values = Shape.normal.draw(count, using: &random)
            let bootstrap = try #require(Bootstrap(meanOf: values, resamples: 400, seed: UInt64(seed)))
            return bootstrap.bcaInterval(confidence: 0.95).contains(0)
        }
        #expect(Double(covered) > 400 * least && Double(covered) < 400 * most)
    }

    @Test func equalValuesHaveNoWidth() throws {
        let constant = [Double](repeating: 0.1, count: 12)
        for bootstrap in [
            Bootstrap(meanOf: constant, resamples: 99, seed: 1),
            Bootstrap(medianOf: constant, resamples: 99, seed: 1),
            Bootstrap(constant, resamples: 99, seed: 1) { $0.max() ?? .nan },
        ] {
            let bootstrap = try #require(bootstrap)
            for interval in [
                bootstrap.percentileInterval(confidence: 0.95), bootstrap.bcaInterval(confidence: 0.95),
            ] {
                #expect(interval.lower == 0.1 && interval.center == 0.1 && interval.upper == 0.1)
            }
        }
    }

    /// No resample lies above the largest value, which leaves the bias correction without a quantile.
    @Test func extremesStayFinite() throws {
        let largest = try #require(Bootstrap(Self.skewed, resamples: 999, seed: 1) { $0.max() ?? .nan })
        for confidence in [0.5, 0.95, 0.9999] {
            let interval = largest.bcaInterval(confidence: confidence)
            #expect(interval.lower <= interval.upper && interval.upper <= interval.center)
            #expect(Self.skewed.contains(interval.lower))
        }
    }

    @Test func refusesTooFewValuesAndWhatIsNotFinite() {
        #expect(Bootstrap(meanOf: series(9, start: 1), seed: 1) == nil)
        #expect(Bootstrap(medianOf: [], seed: 1) == nil)
        #expect(Bootstrap(meanOf: series(10, start: 1), resamples: 9, seed: 1) != nil)
        #expect(Bootstrap(series(10, start: 1), resamples: 9, seed: 1) { 1 / ($0[0] - $0[0]) } == nil)
    }
}
