import Testing

@testable import Report
@testable import Results

@Suite struct CalibrationVerdictTests {
    typealias Standing = CalibrationTarget.Standing

    @Test(arguments: [
        // Coverage of 93 to 97 %: observed in it; just off it, of few and of many trials; far off it.
        (95, 100, Standing.met), (93, 100, .met), (97, 100, .met), (91, 100, .notShown),
        (1820, 2000, .missed),
        (71, 100, .missed), (1000, 1000, .missed), (100, 100, .notShown),
        // 19 of 20 is in it, but 20 trials can't tell it from 18 or 20.
        (19, 20, .notShown), (0, 0, .notShown),
    ])
    func coverageStands(count: Int, trials: Int, standing: Standing) {
        let target = CalibrationTarget.coverage(confidence: 0.95)
        #expect(target.range == 0.93...0.97)
        #expect(target.standing(of: .init(count, of: trials)) == standing)
    }

    @Test(arguments: [
        (0, 10, Standing.notShown), (0, 20, .met), (1, 20, .met), (2, 20, .notShown), (30, 200, .missed),
    ])
    func falseVerdictsStand(count: Int, trials: Int, standing: Standing) {
        #expect(CalibrationTarget.falseVerdicts.standing(of: .init(count, of: trials)) == standing)
    }

    @Test func trialsThatTell() {
        #expect(CalibrationTarget.coverage(confidence: 0.95).fewestTrials == 25)
        #expect(CalibrationTarget.falseVerdicts.fewestTrials == 20)
        #expect(CalibrationTarget.falseAfterAdjustment.fewestTrials == 100)
        #expect(CalibrationTarget.detection.fewestTrials == 20)
    }

    /// A missed target is one that no share in the interval meets, whatever the counts are.
    @Test(arguments: [1, 7, 25, 60, 100, 333])
    func missedOnlyBeyondTheInterval(trials: Int) {
        let targets = [
            CalibrationTarget.coverage(confidence: 0.95), .falseVerdicts, .falseAfterAdjustment, .detection,
        ]
        for target in targets {
            for count in 0...trials {
                let rate = CalibrationDocument.Rate(count, of: trials)
                let overlaps = rate.lower <= target.range.upperBound && rate.upper >= target.range.lowerBound
                #expect((target.standing(of: rate) == .missed) == !overlaps)
            }
        }
    }

    @Test func theWorstTargetDecides() {
        let verdicts = CalibrationFixture.all.map { CalibrationVerdict($0.document) }
        #expect(verdicts.map(\.standing) == [.met, .notShown, .missed, .notShown])
        for verdict in verdicts {
            #expect(verdict.standing == verdict.checks.map(\.standing).max())
        }
        #expect(verdicts[0].claim == "The method holds on this host")
        #expect(verdicts[1].claim.hasPrefix("It is not shown"))
    }

    @Test func oneFamilyIsNotHiddenByTheRest() throws {
        let checks = CalibrationVerdict(CalibrationFixture.fails).checks
        #expect(checks[0].standing == .missed)
        #expect(checks[0].text.contains("missed in io 83.1 %"))
        let falseVerdicts = CalibrationFixture.fails.control.map(\.falseVerdicts)
        #expect(
            CalibrationTarget.falseVerdicts.range.contains(
                CalibrationDocument.Rate.pooled(falseVerdicts).share))
        #expect(checks[1].standing == .missed)
        #expect(checks[1].text.contains("; missed in mem 7.3 %"))
        #expect(!checks[3].text.contains("io "), "files vary too much to be promised anything")
    }

    @Test func aFamilyWithoutTrialsIsNamed() {
        let checks = CalibrationVerdict(CalibrationFixture.notShown).checks
        #expect(checks[0].text.contains("io (no trials)"))
        #expect(checks[3].text.contains("not shown in mem 91.7 %"))
        #expect(CalibrationVerdict(CalibrationFixture.empty).checks[1].text == "no trials")
    }

    @Test func armsThatMissAloneAreNamed() throws {
        let outliers = try #require(CalibrationVerdict(CalibrationFixture.fails).outliers)
        #expect(outliers.contains("10 of 36 arms"))
        #expect(outliers.contains("mem delay-1/50 71.0 %"))
        #expect(CalibrationVerdict(CalibrationFixture.holds).outliers == nil)
    }

    @Test func sequentialRunsStandBeside() throws {
        let text = try #require(CalibrationVerdict(CalibrationFixture.notShown).sequential)
        // 3 families of 9 in 30; beside them 2 + 1 + 3 misses of 60 + 12 + 60 intervals.
        #expect(text.contains("30.0 %"))
        #expect(text.contains("4.5 %"))
        #expect(CalibrationVerdict(CalibrationFixture.holds).sequential == nil)
    }

    @Test func whatWasNotCountedIsNotShown() throws {
        let pairs = SequentialPair.all(of: CalibrationFixture.notShown)
        let fixed = try #require(pairs.first { $0.sequential.injection == "fixed-10%" })
        #expect(fixed.claims == nil)
        #expect(fixed.interleaved?.covering.trials == 60)
    }
}
