import Statistics
import Testing

@Suite struct SignedRankTests {
    // scipy.stats.wilcoxon(x, method="exact").pvalue
    @Test(arguments: [
        (PublishedData.depression, 0.0390625), (series(30, start: 11), 0.11907656863331795),
        (series(50, start: 5), 0.06207125225267518),
    ])
    func exactPValue(values: [Double], expected: Double) {
        #expect(isClose(SignedRank.pValue(values), expected))
    }

    // scipy.stats.wilcoxon(x, method=scipy.stats.PermutationMethod()).pvalue: all 1,024 signs
    @Test func exactPValueWithTies() {
        #expect(SignedRank.pValue(PublishedData.tied) == 0.203125)
        #expect(SignedRank.pValue(PublishedData.tied + [0, 0]) == 0.203125, "zeros are dropped")
    }

    // scipy.stats.wilcoxon(x, method="approx", correction=True).pvalue
    @Test func approximatePValue() {
        let tied = (0..<120).map { Double(($0 * 37 + 5) % 23 - 8) }
        #expect(isClose(SignedRank.pValue(series(80, start: 5)), 0.007604714415892358))
        #expect(abs(SignedRank.pValue(tied) / 1.6144339899449617e-05 - 1) < 1e-9)
    }

    // scipy.stats.wilcoxon(x, alternative="greater", method="exact" or "approx", correction=True).pvalue
    @Test(
        arguments: [
            (PublishedData.depression, 0.986328125), (series(30, start: 11), 0.059538284316658974),
            (series(80, start: 5), 0.003802357207946179), (PublishedData.tied + [0], 0.1015625), ([0, 0], 1),
        ] as [([Double], Double)])
    func oneSidedPValue(values: [Double], expected: Double) {
        #expect(isClose(SignedRank.pValueOfGreater(values), expected))
    }

    @Test func approximationMeetsTheExactDistribution() {
        let exact = SignedRank.pValue(series(50, start: 5))
        // One more value, far below the others in size, turns the normal approximation on.
        let approximate = SignedRank.pValue(series(50, start: 5) + [1e-9])
        #expect(abs(approximate - exact) < 0.01)
    }

    @Test func nothingButZeros() {
        #expect(SignedRank.pValue([0, 0, 0]) == 1)
        #expect(SignedRank.pValue([]) == 1)
    }

    /// Hollander, Wolfe & Chicken give -0.46 and (-0.786, -0.010) with 96.1 % for the first.
    @Test(arguments: [
        (PublishedData.depression, 0.95, [-0.46, -0.786, -0.01, 0.9609375]),
        (PublishedData.depression, 0.99, [-0.46, -0.987, 0.1135, 0.9921875]),
        // Sorted Walsh averages with NumPy, exact distribution by its generating function
        (series(30, start: 11), 0.95, [0.0851485, -0.028713, 0.2039605, 0.9502898789942265]),
        (series(50, start: 5), 0.95, [0.0851485, -0.0089105, 0.1742575, 0.9505535931993983]),
        // The same, with scipy.stats.norm.ppf and continuity correction
        (series(80, start: 5), 0.95, [0.0950495, 0.0257425, 0.1643565, 0.9504791390428293]),
        (series(80, start: 5), 0.99, [0.0950495, 0.00099, 0.1891085, 0.990062725756372]),
    ])
    func interval(values: [Double], confidence: Double, expected: [Double]) {
        let interval = SignedRank.interval(values, confidence: confidence)
        #expect(isClose(interval, expected[0], expected[1], expected[2], at: expected[3]))
    }

    @Test func tooFewValuesHaveNoInterval() {
        #expect(SignedRank.minimumCount(confidence: 0.95) == 6)
        #expect(SignedRank.minimumCount(confidence: 0.99) == 8)
        for confidence in [0.5, 0.9, 0.95, 0.99, 0.999] {
            let count = SignedRank.minimumCount(confidence: confidence)
            #expect(SignedRank.interval(series(count, start: 2), confidence: confidence) != nil)
            #expect(SignedRank.interval(series(count - 1, start: 2), confidence: confidence) == nil)
        }
    }

    @Test(arguments: [6, 17, 50, 51, 90])
    func followsShiftScaleAndSign(count: Int) throws {
        let values = series(count, start: 7)
        let interval = try #require(SignedRank.interval(values, confidence: 0.95))
        // A power of two and a multiple of it keep the arithmetic exact.
        let moved = SignedRank.interval(values.map { $0 * 4 }, confidence: 0.95)
        #expect(moved?.center == interval.center * 4 && moved?.lower == interval.lower * 4)
        let shifted = SignedRank.interval(values.map { $0 + 0.5 }, confidence: 0.95)
        let confidence = interval.confidence
        #expect(
            isClose(
                shifted, interval.center + 0.5, interval.lower + 0.5, interval.upper + 0.5, at: confidence))
        let mirrored = SignedRank.interval(values.map { -$0 }, confidence: 0.95)
        #expect(isClose(mirrored, -interval.center, -interval.upper, -interval.lower, at: confidence))
        #expect(SignedRank.pValue(values.map { -$0 }) == SignedRank.pValue(values))
    }

    /// The interval is the set of locations that the test does not reject.
    @Test func intervalInvertsTheTest() throws {
        var random = RandomNumbers(seed: 5)
        var rejected = 0
        for _ in 0..<200 {
            let values = Shape.normal.draw(12, using: &random).map { $0 + 0.6 }
            let interval = try #require(SignedRank.interval(values, confidence: 0.95))
            let isRejected = SignedRank.pValue(values) <= 1 - interval.confidence
            #expect(interval.contains(0) == !isRejected)
            rejected += isRejected ? 1 : 0
        }
        #expect(rejected > 50 && rejected < 150, "both outcomes have to be seen")
    }
}
