import Statistics
import Testing

/// What a confidence and a p-value promise, by simulation with fixed seeds.
@Suite struct CoverageTests {
    private static let repetitions = 1_000

    /// Whether `count` of `repetitions` is no farther from `expected` than chance allows but once in 10,000.
    private func isPlausible(_ count: Int, expected: Double) -> Bool {
        let deviation = (Double(Self.repetitions) * expected * (1 - expected)).squareRoot()
        return abs(Double(count) - Double(Self.repetitions) * expected) <= 3.9 * deviation
    }

    @Test(arguments: [6, 10, 20, 40], Shape.allCases)
    func pairedIntervalsCoverAsOftenAsTheySay(count: Int, shape: Shape) throws {
        var random = RandomNumbers(seed: 100, label: shape.rawValue, index: count)
        var (ranked, signs, promised) = (0, 0, (ranked: 0.0, signs: 0.0))
        for _ in 0..<Self.repetitions {
            let values = shape.draw(count, using: &random).map { $0 + 3 }
            let interval = try #require(SignedRank.interval(values, confidence: 0.95))
            let signTest = try #require(SignTest.interval(values, confidence: 0.95))
            ranked += interval.contains(3) ? 1 : 0
            signs += signTest.contains(3) ? 1 : 0
            promised = (interval.confidence, signTest.confidence)
        }
        #expect(promised.ranked >= 0.95 && promised.signs >= 0.95)
        #expect(isPlausible(ranked, expected: promised.ranked))
        #expect(isPlausible(signs, expected: promised.signs))
    }

    @Test(arguments: [(4, 4), (6, 10), (20, 12)], Shape.allCases)
    func shiftIntervalsCoverAsOftenAsTheySay(counts: (Int, Int), shape: Shape) throws {
        var random = RandomNumbers(seed: 200, label: shape.rawValue, index: counts.0)
        var covered = 0
        var promised = 0.0
        for _ in 0..<Self.repetitions {
            let base = shape.draw(counts.0, using: &random)
            let new = shape.draw(counts.1, using: &random).map { $0 + 1 }
            let interval = try #require(RankSum.interval(base: base, new: new, confidence: 0.95))
            covered += interval.contains(1) ? 1 : 0
            promised = interval.confidence
        }
        #expect(isPlausible(covered, expected: promised))
    }

    /// A and A compared: the share of p-values at or below 5 % is at most 5 %, and not far below.
    @Test(arguments: [10, 25, 60])
    func falsePositiveRate(count: Int) throws {
        var random = RandomNumbers(seed: 300, label: "false positives", index: count)
        var (paired, twoRuns) = (0, 0)
        for _ in 0..<Self.repetitions {
            let values = Shape.heavy.draw(count, using: &random)
            paired += SignedRank.pValue(values) <= 0.05 ? 1 : 0
            let (base, new) = (values.prefix(count / 2), values.suffix(count / 2))
            twoRuns += RankSum.pValue(base: Array(base), new: Array(new)) <= 0.05 ? 1 : 0
        }
        // 50 expected at most, standard deviation 7; small counts can't use all of the 5 %.
        #expect((15...77).contains(paired))
        #expect((15...77).contains(twoRuns))
    }

    /// Autocorrelated blocks are a warning away from independent ones only if the interval holds up.
    @Test func comparisonsOfDependentBlocks() throws {
        var random = RandomNumbers(seed: 400)
        var (covered, naive) = (0, 0)
        for seed in 0..<300 {
            let values = autoregressive(60, coefficient: 0.5, using: &random)
            let comparison = try PairedComparison(values, seed: UInt64(seed))
            covered += comparison.interval.contains(0) ? 1 : 0
            naive += SignedRank.interval(values, confidence: 0.95)?.contains(0) == true ? 1 : 0
        }
        // 0.95 × 300 = 285 would be perfect; stretches of n^(1/3) values can't hold all of the dependence.
        #expect(covered >= 249)
        #expect(naive <= 240)
    }
}
