import RealModule
import Statistics
import Testing

@Suite struct EquivalenceTestTests {
    // scipy.stats.wilcoxon(x - lower, alternative="greater").pvalue, wilcoxon(upper - x, …).pvalue
    @Test(arguments: [
        (series(30, start: 11), -0.1, 0.3, [0.001280045136809349, 0.0006160521879792213]),
        (series(80, start: 5), -0.05, 0.2, [6.930089249299866e-05, 0.001813234811752769]),
        (PublishedData.depression, -1.2, 0.2, [0.001953125, 0.001953125]),
    ])
    func agreesWithSciPy(values: [Double], lower: Double, upper: Double, expected: [Double]) throws {
        let test = try EquivalenceTest(values, above: lower, below: upper)
        #expect(abs(test.lowerPValue / expected[0] - 1) < 1e-9)
        #expect(abs(test.upperPValue / expected[1] - 1) < 1e-9)
        #expect(test.pValue == max(test.lowerPValue, test.upperPValue))
    }

    /// The verdict `equivalent` and a p-value of at most 2.5 % are the same thing.
    @Test func agreesWithTheVerdict() throws {
        var random = RandomNumbers(seed: 95)
        var equivalent = 0
        for _ in 0..<300 {
            let values = Shape.normal.draw(20, using: &random).map { 0.003 + 0.015 * $0 }
            let interval = try #require(SignedRank.interval(values, confidence: 0.95))
            let overhead = interval.overhead
            let verdict = Verdict.judge(lower: overhead.lower, upper: overhead.upper, margin: 0.01)
            let pValue = try EquivalenceTest(logRatios: values, margin: 0.01).pValue
            #expect((verdict == .equivalent) == (pValue <= (1 - interval.confidence) / 2 * (1 + 1e-9)))
            equivalent += verdict == .equivalent ? 1 : 0
        }
        #expect(equivalent > 75 && equivalent < 225, "both outcomes have to be seen")
    }

    /// At the margin itself the error rate is what was asked for.
    @Test func falseEquivalenceRate() throws {
        var random = RandomNumbers(seed: 96)
        let found = try (0..<1_000).count { _ in
            let values = Shape.heavy.draw(25, using: &random).map { .log(onePlus: 0.02) + 0.004 * $0 }
            return try EquivalenceTest(logRatios: values, margin: 0.02).pValue <= 0.05
        }
        // 50 expected at most, standard deviation 7.
        #expect((22...77).contains(found))
    }

    @Test func equalValuesAndNoMargin() throws {
        let constant = [Double](repeating: 0.001, count: 10)
        #expect(try EquivalenceTest(logRatios: constant, margin: 0.01).pValue == 0x1p-10)
        #expect(try EquivalenceTest(logRatios: constant, margin: 0).pValue == 1)
        #expect(try EquivalenceTest([0.1, 0.1], above: 0.1, below: 0.1).pValue == 1)
    }

    @Test func refusesWhatHasNoOrder() {
        #expect(throws: StatisticsError.empty(sample: "block values")) {
            try EquivalenceTest(logRatios: [], margin: 0.01)
        }
        #expect(throws: StatisticsError.notFinite(sample: "block values", index: 1, value: .infinity)) {
            try EquivalenceTest(logRatios: [0, .infinity], margin: 0.01)
        }
    }
}
