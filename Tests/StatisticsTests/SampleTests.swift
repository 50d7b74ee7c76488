import Statistics
import Testing

@Suite struct SampleTests {
    @Test func describesItsValues() throws {
        // x = series(30, 37, 11); x.mean(), x.std(ddof=1), np.median(x), and
        // ((x[:-1]-m)*(x[1:]-m)).sum() / ((x-m)**2).sum() with NumPy
        let sample = try Sample(series(30, start: 11))
        #expect(isClose(sample.mean, 0.08745873333333334))
        #expect(isClose(try #require(sample.standardDeviation), 0.2934191688540983))
        #expect(isClose(sample.median, 0.090099))
        #expect(isClose(try #require(sample.lag1Autocorrelation), -0.35547471347223125))
        #expect(sample.sorted == sample.values.sorted())
    }

    @Test func equalValuesHaveNoSpreadAndNoAutocorrelation() throws {
        let sample = try Sample([Double](repeating: 0.1, count: 7))
        #expect(sample.mean == 0.1)
        #expect(sample.standardDeviation == 0)
        #expect(sample.lag1Autocorrelation == nil)
        #expect(!sample.isAutocorrelated)
        #expect(try Sample([3]).standardDeviation == nil)
    }

    @Test func autocorrelationIsSeen() throws {
        var random = RandomNumbers(seed: 3)
        #expect(try Sample(autoregressive(100, coefficient: 0.6, using: &random)).isAutocorrelated)
        #expect(try !Sample(Shape.normal.draw(100, using: &random)).isAutocorrelated)
    }

    @Test func refusesWhatHasNoOrder() {
        #expect(throws: StatisticsError.empty(sample: "base")) { try Sample([], name: "base") }
        #expect(throws: StatisticsError.notFinite(sample: "new", index: 2, value: -.infinity)) {
            try Sample([1, 2, -.infinity, .nan], name: "new")
        }
    }
}

@Suite struct MedianTests {
    @Test func agreesWithSorting() throws {
        var random = RandomNumbers(seed: 11)
        for count in 1...60 {
            // Few distinct values: ties are what selection gets wrong.
            let values = (0..<count).map { _ in Double(random.index(below: count / 2 + 1)) }
            #expect(try median(values) == Sample(values).median)
            #expect(median(values.sorted()) == median(values))
            #expect(median(values.sorted().reversed()) == median(values))
        }
    }

    @Test func takesASliceAndNothing() {
        #expect(median([9, 1, 2, 3, 9][1...3]) == 2)
        #expect(median([4, 1]) == 2.5)
        #expect(median([Double]()) == nil)
        #expect(
            median([Double.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .greatestFiniteMagnitude)
    }
}
