import Statistics
import Testing

@Suite struct PowerTests {
    @Test func minimumDetectableEffect() {
        // (norm.ppf(.975) + norm.ppf(.8)) * .02 / sqrt(40) * sqrt(pi / 3) with SciPy
        let usual = Power.minimumDetectableEffect(standardDeviation: 0.02, count: 40)
        #expect(isClose(usual ?? .nan, 0.00906605075953525))
        let strict = Power.minimumDetectableEffect(
            standardDeviation: 0.02, count: 40, significance: 0.01, power: 0.9)
        #expect(isClose(strict ?? .nan, 0.012482651083380942))
        #expect(Power.minimumDetectableEffect(standardDeviation: 0.02, count: 5) == nil)
    }

    /// The promise itself: an effect of that size is found in four runs of five.
    @Test func isFoundWithTheAskedPower() throws {
        let effect = try #require(Power.minimumDetectableEffect(standardDeviation: 1, count: 30))
        var random = RandomNumbers(seed: 21)
        let found = (0..<1_000).count { _ in
            SignedRank.pValue(Shape.normal.draw(30, using: &random).map { $0 + effect }) <= 0.05
        }
        // 800 expected, standard deviation 13.
        #expect((755...845).contains(found))
    }

    // Counted up from 6 with scipy.stats.norm.ppf and scipy.stats.t.ppf
    @Test(arguments: [(0.8, 13), (-0.8, 13), (0.1, 822), (0.005, 328_774), (5, 6)])
    func countThatDetects(effect: Double, expected: Int) {
        #expect(Power.count(detecting: effect, standardDeviation: 1) == expected)
        #expect(Power.count(detecting: effect / 64, standardDeviation: 1.0 / 64) == expected)
    }

    @Test(arguments: [(0.5, 19), (0.1, 405), (0.01, 40_231), (100, 6)])
    func countThatReaches(halfWidth: Double, expected: Int) {
        #expect(Power.count(reaching: halfWidth, standardDeviation: 1) == expected)
    }

    @Test func countsAreTheInverses() throws {
        for count in [9, 12, 40, 1_000] {
            for (significance, power) in [(0.05, 0.8), (0.01, 0.95)] {
                let effect = try #require(
                    Power.minimumDetectableEffect(
                        standardDeviation: 0.02, count: count, significance: significance, power: power))
                let back = Power.count(
                    detecting: effect, standardDeviation: 0.02, significance: significance, power: power)
                #expect(back == count)
            }
            for confidence in [0.9, 0.99] {
                let halfWidth = try #require(
                    Power.halfWidth(standardDeviation: 0.02, count: count, confidence: confidence))
                let back = Power.count(reaching: halfWidth, standardDeviation: 0.02, confidence: confidence)
                #expect(back == count)
            }
        }
    }

    @Test func whatNoCountReaches() {
        #expect(Power.count(reaching: 0, standardDeviation: 1) == nil)
        #expect(Power.count(detecting: 0, standardDeviation: 1) == nil)
        #expect(Power.count(detecting: 1e-9, standardDeviation: 1) == nil)
        #expect(Power.count(reaching: 0, standardDeviation: 0) == 6)
        #expect(Power.count(detecting: 0.1, standardDeviation: 0, significance: 0.01) == 8)
        #expect(Power.halfWidth(standardDeviation: 1, count: 5) == nil)
    }

    @Test func halfWidth() {
        // t.ppf(.975, 39) * .02 * sqrt(pi / 3 / 40), t.ppf(.995, 99) * .5 * sqrt(pi / 3 / 100) with SciPy
        #expect(
            isClose(Power.halfWidth(standardDeviation: 0.02, count: 40) ?? .nan, 0.006545515172390838))
        #expect(
            isClose(
                Power.halfWidth(standardDeviation: 0.5, count: 100, confidence: 0.99) ?? .nan,
                0.134383542516594))
    }

    /// The promise itself: the median interval of normal values is as wide as was said.
    @Test(arguments: [12, 25, 50])
    func isReachedAtTheMedian(count: Int) throws {
        var random = RandomNumbers(seed: 22, label: "half-width", index: count)
        let widths = try (0..<300).map { _ in
            try #require(SignedRank.interval(Shape.normal.draw(count, using: &random), confidence: 0.95))
                .halfWidth
        }
        let expected = try #require(Power.halfWidth(standardDeviation: 1, count: count))
        #expect(abs((median(widths) ?? .nan) / expected - 1) < 0.06)
    }
}
