import Statistics
import Testing

@Suite struct TwoRunComparisonTests {
    @Test func independentRunsAreComparedByRanks() throws {
        var random = RandomNumbers(seed: 41)
        let base = Shape.normal.draw(30, using: &random)
        let new = Shape.normal.draw(25, using: &random).map { $0 + 2 }
        let comparison = try TwoRunComparison(base: base, new: new, seed: 1)
        #expect(comparison.interval == RankSum.interval(base: base, new: new, confidence: 0.95))
        #expect(comparison.pValue == RankSum.pValue(base: base, new: new))
        #expect(comparison.interval.contains(2) && comparison.interval.lower > 0)
        #expect(comparison.baseBlocks == 30 && comparison.newBlocks == 25)
        #expect(comparison.warnings.isEmpty)
    }

    @Test func exchangedRunsGiveTheMirroredResult() throws {
        let (base, new) = (series(30, start: 11), series(44, step: 53, start: 3))
        let forth = try TwoRunComparison(base: base, new: new, seed: 1)
        let back = try TwoRunComparison(base: new, new: base, seed: 1)
        #expect(forth.interval.center == -back.interval.center)
        #expect(forth.interval.lower == -back.interval.upper)
        #expect(forth.pValue == back.pValue)
    }

    @Test func dependenceInEitherRunWidens() throws {
        var random = RandomNumbers(seed: 43)
        let base = Shape.normal.draw(60, using: &random)
        let new = autoregressive(60, coefficient: 0.7, using: &random)
        let comparison = try TwoRunComparison(base: base, new: new, seed: 1)
        let ranked = try #require(RankSum.interval(base: base, new: new, confidence: 0.95))
        #expect(comparison.interval.halfWidth > ranked.halfWidth)
        #expect(comparison.pValue >= RankSum.pValue(base: base, new: new))
        #expect(comparison.warnings.map(\.code) == ["autocorrelated"])
        #expect(comparison.warnings[0].message.contains("the new run"))
    }

    @Test func runsOfDifferentShapeMakeAWarning() throws {
        var random = RandomNumbers(seed: 44)
        let base = Shape.normal.draw(200, using: &random).map { 0.1 * $0 }
        let new = Shape.normal.draw(200, using: &random).map { $0 > 0.1 ? 5 * $0 : 0.1 * $0 }
        let comparison = try TwoRunComparison(base: base, new: new, seed: 1)
        #expect(comparison.warnings.map(\.code).contains("interval-methods-disagree"))
    }

    @Test func refusesWhatItCannotCompare() {
        #expect(throws: StatisticsError.tooFewBlocks(have: 3, need: 4)) {
            try TwoRunComparison(base: [1, 2, 3], new: series(60, start: 1), seed: 1)
        }
        #expect(throws: StatisticsError.notFinite(sample: "new", index: 1, value: -.infinity)) {
            try TwoRunComparison(base: [1, 2, 3, 4], new: [1, -.infinity, 2, 3], seed: 1)
        }
        #expect(throws: StatisticsError.empty(sample: "base")) {
            try TwoRunComparison(base: [], new: [1], seed: 1)
        }
    }

    @Test func equalRunsGiveAnIntervalWithoutWidth() throws {
        let comparison = try TwoRunComparison(
            base: [1, 1, 1, 1, 1], new: [1.5, 1.5, 1.5, 1.5], seed: 1)
        #expect(comparison.interval.lower == 0.5 && comparison.interval.upper == 0.5)
        let same = try TwoRunComparison(base: [1, 1, 1, 1], new: [1, 1, 1, 1], seed: 1)
        #expect(same.pValue == 1 && same.interval.halfWidth == 0)
    }
}
