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
}
