import Statistics
import Testing

@Suite struct VerdictTests {
    @Test(arguments: [
        (-0.004, 0.006, Verdict.equivalent), (0.002, 0.009, .equivalent), (-0.01, 0.01, .equivalent),
        (0.002, 0.011, .slower), (0.05, 0.07, .slower), (-0.03, -0.001, .faster),
        (-0.002, 0.02, .inconclusive), (-0.02, 0.002, .inconclusive), (0, 0.02, .inconclusive),
        (-0.5, 0.5, .inconclusive), (.nan, .nan, .inconclusive),
    ])
    func judge(lower: Double, upper: Double, expected: Verdict) {
        #expect(Verdict.judge(lower: lower, upper: upper, margin: 0.01) == expected)
    }

    @Test(arguments: [
        (0.02, 0.03, 0.04, 0.02, Verdict.slower), (0.02, 0.03, 0.04, 0.03, .inconclusive),
        (-0.04, -0.03, -0.02, 0.02, .faster), (-0.04, -0.03, -0.02, 0.05, .inconclusive),
        (-0.002, 0.001, 0.004, 0.05, .equivalent), (-0.02, 0.03, 0.08, 0.001, .inconclusive),
    ])
    func judgeWithNoiseFloor(lower: Double, center: Double, upper: Double, floor: Double, expected: Verdict) {
        let overhead = Interval(center: center, lower: lower, upper: upper, confidence: 0.95)
        #expect(Verdict.judge(overhead, margin: 0.01, noiseFloor: floor) == expected)
    }

    @Test func noiseFloorIsTheFartherEnd() {
        // math.expm1(0.004), math.expm1(-0.006)
        let above = Interval(center: 0, lower: -0.001, upper: 0.004, confidence: 0.95)
        #expect(isClose(noiseFloor(of: above), 0.004008010677341872, within: 1e-15))
        let below = Interval(center: 0, lower: -0.006, upper: 0.004, confidence: 0.95)
        #expect(isClose(noiseFloor(of: below), 0.0059820359460647485, within: 1e-15))
    }

    @Test func logRatiosBecomeRatiosAndOverheads() {
        let interval = Interval(center: 0.1, lower: 0, upper: 0.2, confidence: 0.9)
        #expect(interval.overhead.lower == 0 && interval.ratio.lower == 1)
        #expect(interval.overhead.center == overhead(ofLogRatio: 0.1))
        #expect(isClose(interval.ratio.upper, 1 + interval.overhead.upper, within: 1e-15))
        #expect(interval.ratio.confidence == 0.9)
    }

    @Test func rawValuesAreThoseOfTheResultDocument() {
        #expect(Verdict.allCases.map(\.rawValue) == ["equivalent", "slower", "faster", "inconclusive"])
    }
}
