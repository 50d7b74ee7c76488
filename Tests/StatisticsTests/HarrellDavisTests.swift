import Statistics
import Testing

@Suite struct HarrellDavisTests {
    // scipy.stats.mstats.hdquantiles(x, prob=[p])
    @Test(arguments: [
        (PublishedData.depression, 0.1, -0.9618216558675606),
        (PublishedData.depression, 0.5, -0.4554850940963011),
        (PublishedData.depression, 0.99, 0.1450981709595371),
        (series(80, start: 5), 0.1, -0.3091133885180566),
        (series(80, start: 5), 0.9, 0.4978172249085019), (series(80, start: 5), 0.99, 0.5857885173126423),
        (PublishedData.tied, 0.9, 2.5858635244027326),
        (
            series(101, step: 53, start: 3).map { ($0 + 0.5) * ($0 + 0.5) * ($0 + 0.5) }, 0.9,
            0.9878409343017946
        ),
    ])
    func quantile(values: [Double], probability: Double, expected: Double) throws {
        #expect(isClose(try #require(HarrellDavis.quantile(probability, of: values)), expected))
    }

    // scipy.stats.quantile_test(x, q=0, p=p).confidence_interval(c); confidence by binom.cdf
    @Test(arguments: [
        (series(80, start: 5), 0.9, 0.95, [0.4978172249085019, 0.411881, 0.570297, 0.9769704468534771]),
        (series(80, start: 5), 0.5, 0.99, [0.0950495172096861, -0.053465, 0.233663, 0.9903171500769423]),
        (
            series(101, step: 53, start: 3), 0.75, 0.9,
            [0.3450492500001772, 0.263366, 0.421782, 0.9346576424170979]
        ),
    ])
    func interval(values: [Double], probability: Double, confidence: Double, expected: [Double]) {
        let interval = HarrellDavis.interval(probability, of: values, confidence: confidence)
        #expect(isClose(interval, expected[0], expected[1], expected[2], at: expected[3]))
    }

    @Test(arguments: [(0.5, 0.95, 6), (0.9, 0.95, 36), (0.99, 0.95, 368), (0.99, 0.99, 528), (0.1, 0.9, 29)])
    func tooFewValuesHaveNoInterval(probability: Double, confidence: Double, expected: Int) {
        #expect(HarrellDavis.minimumCount(probability, confidence: confidence) == expected)
        let values = (0..<expected).map(Double.init)
        #expect(HarrellDavis.interval(probability, of: values, confidence: confidence) != nil)
        let fewer = Array(values.dropLast())
        #expect(HarrellDavis.interval(probability, of: fewer, confidence: confidence) == nil)
        #expect(HarrellDavis.quantile(probability, of: []) == nil)
    }

    /// Times of which one in twelve takes another path: the case in which the estimate's own spread misleads.
    @Test(arguments: [(40, 0.9), (40, 0.5), (100, 0.9)])
    func coversAsOftenAsItSays(count: Int, probability: Double) throws {
        var random = RandomNumbers(seed: 71, label: "\(probability)", index: count)
        // The share 0.92 has 1 ± 0.1 times a standard normal, the others as much about 6.
        let within = probability / 0.92
        let truth = 1 + 0.1 * NormalDistribution.quantile(within)
        var covered = 0
        var promised = 0.0
        for _ in 0..<600 {
            let values = Shape.normal.draw(count, using: &random).map {
                (random.unit() < 0.08 ? 6 : 1) + 0.1 * $0
            }
            let interval = try #require(HarrellDavis.interval(probability, of: values))
            #expect(interval.contains(interval.center))
            covered += interval.contains(truth) ? 1 : 0
            promised = interval.confidence
        }
        // A standard deviation of the count is at most 5.4.
        #expect(promised >= 0.95)
        #expect(abs(Double(covered) - 600 * promised) < 22)
    }

    @Test func variesLessThanOrderStatistics() throws {
        var random = RandomNumbers(seed: 72)
        var (smooth, single): ([Double], [Double]) = ([], [])
        for _ in 0..<400 {
            let values = Shape.normal.draw(50, using: &random)
            smooth.append(try #require(HarrellDavis.quantile(0.9, of: values)))
            single.append(values.sorted()[44])
        }
        let spread = (
            try #require(Sample(smooth).standardDeviation), try #require(Sample(single).standardDeviation)
        )
        #expect(spread.0 < 0.97 * spread.1)
        // scipy.stats.norm.ppf(0.9)
        #expect(abs(try Sample(smooth).mean - 1.2815515655446004) < 0.05)
    }

    @Test func followsScaleAndSignAndKeepsEqualValues() throws {
        let values = series(60, start: 7)
        let quantile = try #require(HarrellDavis.quantile(0.9, of: values))
        #expect(HarrellDavis.quantile(0.9, of: values.map { 4 * $0 }) == 4 * quantile)
        let mirrored = try #require(HarrellDavis.quantile(0.1, of: values.map { -$0 }))
        #expect(isClose(mirrored, -quantile, within: 1e-12))
        let equal = try #require(HarrellDavis.interval(0.9, of: [Double](repeating: 0.1, count: 40)))
        #expect(equal.lower == 0.1 && equal.center == 0.1 && equal.upper == 0.1)
    }
}
