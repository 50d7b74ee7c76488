import Statistics
import Testing

@Suite struct WelchTestTests {
    // r = scipy.stats.ttest_ind(new, base, equal_var=False); r.confidence_interval(confidence)
    @Test(arguments: [
        (
            PublishedData.permeabilityAtTerm, PublishedData.permeabilityEarly, 0.95,
            [
                -2.0413830922100695, 12.970538443257544, 0.06210134378107847, -0.6937249963351039,
                0.01972499633510394,
            ]
        ),
        (
            series(30, start: 11), series(28, step: 53, start: 3).map { $0 * 1.1 + 0.1003 }, 0.95,
            [
                0.638397289502372, 54.61394923740728, 0.5258832027268402, -0.11053627463453292,
                0.21385665082500904,
            ]
        ),
        (
            series(30, start: 11), series(6, step: 53, start: 3).map { $0 * 0.05 + 2 }, 0.99,
            [
                35.429838649791755, 29.6905693610995, 7.51271810592493e-26, 1.761295469324398,
                2.0579454640089354,
            ]
        ),
    ])
    func agreesWithSciPy(base: [Double], new: [Double], confidence: Double, expected: [Double]) throws {
        let welch = try WelchTest(base: base, new: new, confidence: confidence)
        #expect(isClose(welch.statistic, expected[0]))
        #expect(isClose(welch.degreesOfFreedom, expected[1]))
        #expect(abs(welch.pValue / expected[2] - 1) < 1e-9)
        #expect(isClose(welch.interval.lower, expected[3]) && isClose(welch.interval.upper, expected[4]))
        #expect(welch.interval.confidence == confidence)
    }

    @Test func intervalInvertsTheTest() throws {
        var random = RandomNumbers(seed: 61)
        var rejected = 0
        for _ in 0..<200 {
            let base = Shape.normal.draw(9, using: &random)
            let new = Shape.normal.draw(15, using: &random).map { 3 * $0 + 1.7 }
            let welch = try WelchTest(base: base, new: new)
            #expect(welch.interval.contains(0) == (welch.pValue > 0.05))
            rejected += welch.pValue <= 0.05 ? 1 : 0
        }
        #expect(rejected > 50 && rejected < 150, "both outcomes have to be seen")
    }

    @Test func exchangedSamplesGiveTheMirroredResult() throws {
        let (base, new) = (series(12, start: 4), series(30, step: 53, start: 9))
        let forth = try WelchTest(base: base, new: new)
        let back = try WelchTest(base: new, new: base)
        #expect(forth.statistic == -back.statistic && forth.pValue == back.pValue)
        #expect(forth.interval.lower == -back.interval.upper)
        // Powers of two leave t as it is, however small the variances get.
        let tiny = try WelchTest(base: base.map { $0 * 0x1p-300 }, new: new.map { $0 * 0x1p-300 })
        #expect(tiny.statistic == forth.statistic && tiny.degreesOfFreedom == forth.degreesOfFreedom)
    }

    @Test func equalValuesHaveNoWidth() throws {
        let same = try WelchTest(base: [0.1, 0.1, 0.1], new: [0.1, 0.1])
        #expect(same.statistic == 0 && same.pValue == 1 && same.interval.halfWidth == 0)
        let apart = try WelchTest(base: [1, 1, 1], new: [1.5, 1.5])
        #expect(apart.statistic == .infinity && apart.pValue == 0 && apart.interval.center == 0.5)
        let one = try WelchTest(base: [1, 1, 1], new: [1, 2])
        #expect(one.degreesOfFreedom == 1 && one.statistic == 1)
    }

    @Test func refusesWhatItCannotCompare() {
        #expect(throws: StatisticsError.tooFewBlocks(have: 1, need: 2)) {
            try WelchTest(base: [1, 2, 3], new: [4])
        }
        #expect(throws: StatisticsError.notFinite(sample: "base", index: 1, value: .infinity)) {
            try WelchTest(base: [1, .infinity], new: [4, 5])
        }
        #expect(throws: StatisticsError.empty(sample: "new")) { try WelchTest(base: [1, 2], new: []) }
    }
}
