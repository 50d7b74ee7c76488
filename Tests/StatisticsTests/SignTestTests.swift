import Statistics
import Testing

@Suite struct SignTestTests {
    // scipy.stats.binomtest(positive, non-zero).pvalue
    @Test(
        arguments: [
            (PublishedData.depression, 0.1796875), (series(30, start: 11), 0.36159460805356514),
            (PublishedData.tied + [0, 0], 0.34375), (series(80, start: 5), 0.09291188222054622),
            ([0, 0], 1.0),
        ] as [([Double], Double)])
    func pValue(values: [Double], expected: Double) {
        #expect(isClose(SignTest.pValue(values), expected))
    }

    // scipy.stats.quantile_test(x, q=0, p=0.5).confidence_interval(0.95); confidence by binom.cdf
    @Test(arguments: [
        (PublishedData.depression, [-0.49, -0.952, 0.08, 0.9609375]),
        (series(30, start: 11), [0.090099, -0.093069, 0.273267, 0.9572260547429323]),
        (series(80, start: 5), [0.1, -0.023762, 0.213861, 0.9670073815735238]),
    ])
    func interval(values: [Double], expected: [Double]) {
        let interval = SignTest.interval(values, confidence: 0.95)
        #expect(isClose(interval, expected[0], expected[1], expected[2], at: expected[3]))
    }

    @Test func needsAsManyValuesAsSignedRanks() throws {
        let six = try #require(SignTest.interval(series(6, start: 1), confidence: 0.95))
        #expect(six.lower == series(6, start: 1).min() && six.upper == series(6, start: 1).max())
        #expect(six.confidence == 0.96875)
        #expect(SignTest.interval(series(5, start: 1), confidence: 0.95) == nil)
    }

    @Test func thousandsOfValuesDoNotUnderflow() throws {
        let interval = try #require(SignTest.interval((0..<3_000).map(Double.init), confidence: 0.95))
        #expect(interval.confidence > 0.95 && interval.confidence < 0.955)
        #expect(interval.contains(interval.center))
    }
}
