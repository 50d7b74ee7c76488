import Statistics
import Testing

@Suite struct PairedComparisonTests {
    @Test func independentValuesAreJudgedByRanks() throws {
        var random = RandomNumbers(seed: 30)
        let values = Shape.normal.draw(30, using: &random)
        let comparison = try PairedComparison(values, seed: 1)
        #expect(comparison.warnings.isEmpty)
        #expect(comparison.blocks == 30)
        #expect(comparison.interval == SignedRank.interval(values, confidence: 0.95))
        #expect(comparison.signTestInterval == SignTest.interval(values, confidence: 0.95))
        #expect(comparison.pValue == SignedRank.pValue(values))
        let sample = try Sample(values)
        let effect = Power.minimumDetectableEffect(
            standardDeviation: try #require(sample.standardDeviation), count: 30)
        #expect(isClose(try #require(comparison.minimumDetectableEffect), try #require(effect)))
    }

    @Test func tooFewBlocksHaveNoInterval() throws {
        let error = try #require(throws: StatisticsError.self) {
            try PairedComparison([0.1, 0.2, 0.1, 0.3, 0.1], seed: 1)
        }
        #expect(error == .tooFewBlocks(have: 5, need: 6))
        #expect(error.warning.code == "few-blocks")
        #expect(error.warning.message.contains("5 blocks") && error.warning.message.contains("6 are needed"))
        #expect(try PairedComparison([0.1, 0.2, 0.1, 0.3, 0.1, 0.2], seed: 1).interval.lower == 0.1)
    }

    @Test func namesTheValueThatIsNotFinite() {
        #expect(throws: StatisticsError.notFinite(sample: "block values", index: 3, value: .infinity)) {
            try PairedComparison([0, 0, 0, .infinity, 0, 0, 0], seed: 1)
        }
        #expect(throws: StatisticsError.empty(sample: "block values")) { try PairedComparison([], seed: 1) }
    }

    @Test(arguments: [0.0, 0.1, -0.037], [6, 40, 80])
    func equalValuesGiveAnIntervalWithoutWidth(value: Double, count: Int) throws {
        let comparison = try PairedComparison([Double](repeating: value, count: count), seed: 1)
        #expect(comparison.interval.center == value)
        #expect(comparison.interval.lower == value && comparison.interval.upper == value)
        #expect(comparison.signTestInterval.halfWidth == 0)
        #expect(comparison.lag1Autocorrelation == nil)
        #expect(comparison.minimumDetectableEffect == 0)
        #expect(comparison.pValue == 1 || value != 0)
        #expect(comparison.pValue <= 0.04 || value == 0)
        #expect(comparison.warnings.isEmpty)
    }

    @Test func dependenceWidensEverything() throws {
        var random = RandomNumbers(seed: 31)
        let values = autoregressive(60, coefficient: 0.7, using: &random).map { $0 + 0.6 }
        let comparison = try PairedComparison(values, seed: 1)
        let ranked = try #require(SignedRank.interval(values, confidence: 0.95))
        #expect(comparison.warnings.map(\.code).contains("autocorrelated"))
        #expect(comparison.interval.halfWidth > ranked.halfWidth)
        #expect(comparison.interval.center == ranked.center)
        #expect(comparison.pValue > SignedRank.pValue(values))
        let deviation = try #require(try Sample(values).standardDeviation)
        let effect = try #require(Power.minimumDetectableEffect(standardDeviation: deviation, count: 60))
        let widening = comparison.interval.halfWidth / ranked.halfWidth
        #expect(isClose(try #require(comparison.minimumDetectableEffect), effect * widening))
        #expect(try comparison == PairedComparison(values, seed: 1))
    }

    /// Values that swing about their location make the rank interval the wider one: it stays.
    @Test func alternationDoesNotNarrow() throws {
        let values = (0..<40).map { Double($0 % 2) + Double($0) / 1_000 }
        let comparison = try PairedComparison(values, seed: 1)
        #expect(comparison.warnings.map(\.code) == ["autocorrelated"])
        #expect(comparison.interval == SignedRank.interval(values, confidence: 0.95))
    }

    @Test func skewedValuesMakeTheMethodsDisagree() throws {
        var random = RandomNumbers(seed: 33)
        let skewed = Shape.normal.draw(200, using: &random).map { $0 > 0.3 ? 5 * $0 : 0.1 * $0 }
        #expect(
            try PairedComparison(skewed, seed: 1).warnings.map(\.code).contains("interval-methods-disagree"))
    }

    @Test func symmetricValuesSeldomMakeTheMethodsDisagree() throws {
        var random = RandomNumbers(seed: 34)
        let warned = try (0..<300).count { _ in
            let comparison = try PairedComparison(Shape.normal.draw(20, using: &random), seed: 1)
            return comparison.warnings.contains { $0.code == "interval-methods-disagree" }
        }
        #expect(warned <= 9)
    }

    @Test func mirroredValuesGiveTheMirroredResult() throws {
        let values = series(35, start: 9)
        let comparison = try PairedComparison(values, seed: 1)
        let mirrored = try PairedComparison(values.map { -$0 }, seed: 1)
        #expect(mirrored.interval.lower == -comparison.interval.upper)
        #expect(mirrored.signTestInterval.upper == -comparison.signTestInterval.lower)
        #expect(mirrored.pValue == comparison.pValue)
    }

    /// Half a million Walsh averages, counted along a staircase instead of being sorted.
    @Test func aThousandBlocks() throws {
        var random = RandomNumbers(seed: 35)
        let values = Shape.heavy.draw(1_000, using: &random).map { 0.01 + 0.02 * $0 }
        let comparison = try PairedComparison(values, seed: 1)
        #expect(comparison.interval.contains(0.01))
        #expect(comparison.interval.halfWidth < 0.003)
        #expect(comparison.pValue < 1e-6)
    }
}
