import Statistics
import Testing

@Suite struct RankSumTests {
    // [v * 1.1 + 0.1003 for v in series(28, 53, 3)], [v * 1.07 + 0.09007 for v in series(50, 53, 3)]
    static let new28 = series(28, step: 53, start: 3).map { $0 * 1.1 + 0.1003 }
    static let new50 = series(50, step: 53, start: 3).map { $0 * 1.07 + 0.09007 }

    // scipy.stats.mannwhitneyu(base, new, method="exact").pvalue
    @Test(arguments: [
        (PublishedData.permeabilityAtTerm, PublishedData.permeabilityEarly, 0.2544122544122544),
        (series(30, start: 11), new28, 0.5727704029532328),
        (series(50, start: 5), new50, 0.22741695103705406),
    ])
    func exactPValue(base: [Double], new: [Double], expected: Double) {
        #expect(isClose(RankSum.pValue(base: base, new: new), expected))
        #expect(isClose(RankSum.pValue(base: new, new: base), expected))
    }

    // scipy.stats.mannwhitneyu(base, new, method="asymptotic").pvalue
    @Test func approximatePValue() {
        #expect(
            isClose(RankSum.pValue(base: series(80, start: 5), new: Self.new28), 0.5442396394095295))
        let base = (0..<20).map { Double(($0 * 7) % 5) }
        let new = (0..<15).map { Double(($0 * 3) % 7) }
        #expect(isClose(RankSum.pValue(base: base, new: new), 0.2869353083120877), "ties")
    }

    @Test func equalValuesAndNone() {
        #expect(RankSum.pValue(base: [2, 2, 2], new: [2, 2]) == 1)
        #expect(RankSum.pValue(base: [], new: [1]) == 1)
    }

    /// Hollander, Wolfe & Chicken give 0.305 and (-0.15, 0.76) for the first, with the signs reversed.
    @Test(arguments: [
        (
            PublishedData.permeabilityAtTerm, PublishedData.permeabilityEarly,
            [-0.305, -0.76, 0.15, 0.9600399600399601]
        ),
        // Sorted differences with NumPy, exact distribution with Python's whole numbers
        (series(30, start: 11), new28, [0.0484193, -0.1218785, 0.2167358, 0.9515139316784482]),
        (series(50, start: 5), new50, [0.074842255, -0.05020634, 0.2003869, 0.9504522764011537]),
        // The same, with scipy.stats.norm.ppf and continuity correction
        (series(80, start: 5), new28, [0.0424781, -0.1000962, 0.180102, 0.9507550834659041]),
    ])
    func interval(base: [Double], new: [Double], expected: [Double]) {
        let interval = RankSum.interval(base: base, new: new, confidence: 0.95)
        #expect(isClose(interval, expected[0], expected[1], expected[2], at: expected[3]))
    }

    @Test func tooFewValuesHaveNoInterval() {
        #expect(RankSum.minimumCount(confidence: 0.95) == 4)
        for confidence in [0.8, 0.95, 0.99, 0.999] {
            let count = RankSum.minimumCount(confidence: confidence)
            let (base, new) = (series(count, start: 2), series(count, start: 50))
            #expect(RankSum.interval(base: base, new: new, confidence: confidence) != nil)
            let fewer = (Array(base.dropLast()), Array(new.dropLast()))
            #expect(RankSum.interval(base: fewer.0, new: fewer.1, confidence: confidence) == nil)
        }
    }

    /// The interval is the set of shifts that the test does not reject.
    @Test func intervalInvertsTheTest() throws {
        var random = RandomNumbers(seed: 6)
        var rejected = 0
        for _ in 0..<200 {
            let base = Shape.normal.draw(11, using: &random)
            let new = Shape.normal.draw(14, using: &random).map { $0 + 0.8 }
            let interval = try #require(RankSum.interval(base: base, new: new, confidence: 0.95))
            let isRejected = RankSum.pValue(base: base, new: new) <= (1 - interval.confidence) * (1 + 1e-12)
            #expect(interval.contains(0) == !isRejected)
            rejected += isRejected ? 1 : 0
        }
        #expect(rejected > 50 && rejected < 150, "both outcomes have to be seen")
    }
}
