import Testing

@testable import Statistics

@Suite struct IncompleteBetaTests {
    // The series 26.5.4 of Abramowitz & Stegun with 60 digits by mpmath
    @Test(arguments: [
        ([0.3, 2, 3], 0.34829999999999998), ([1e-05, 0.5, 20], 0.015857272684664297),
        ([0.5, 0.5, 0.5], 0.5), ([0.975, 40, 1.5], 0.56455902569267462),
        ([0.01, 30, 2_000], 0.025072720349620579), ([0.9905, 990.99, 10.01], 0.52281017379505578),
        ([0.5003, 500_000, 499_000], 0.34428327439601917), ([0.2, 0.125, 5], 0.97022757705147641),
        ([0.75, 100_000, 34_000], 0.99917853009381192), ([0.001, 1_000, 1_000_000], 0.51681145503117342),
        ([0.999, 12, 0.01], 0.038311733295532121),
    ])
    func regularized(arguments: [Double], expected: Double) {
        let actual = IncompleteBeta.regularized(arguments[0], arguments[1], arguments[2])
        #expect(abs(actual / expected - 1) < 1e-12)
    }

    // The same with its root by mpmath
    @Test(arguments: [
        ([0.025, 3, 8], 0.066739511177734469), ([0.975, 4, 7], 0.65245285005999724),
        ([0.95, 1, 200], 0.014867039231272054), ([1e-10, 2.5, 4], 3.4372885915184471e-5),
        ([0.025, 120, 81], 0.52853567279704606),
    ])
    func inverse(arguments: [Double], expected: Double) {
        let actual = IncompleteBeta.inverse(arguments[0], arguments[1], arguments[2])
        #expect(abs(actual / expected - 1) < 1e-12)
    }

    @Test func inverseUndoes() {
        for (a, b) in [(0.5, 0.5), (1, 1), (3, 0.7), (40, 2), (2_000, 3_000)] {
            for step in 1..<20 {
                let share = Double(step) / 20
                let back = IncompleteBeta.regularized(IncompleteBeta.inverse(share, a, b), a, b)
                #expect(isClose(back, share, within: 1e-12))
            }
        }
    }

    @Test func tailsMirrorAndAscend() {
        for (a, b) in [(0.5, 4), (7, 2.25), (300, 500)] {
            var last = 0.0
            for step in 0...50 {
                let x = Double(step) / 50
                let below = IncompleteBeta.regularized(x, a, b)
                #expect(below >= last)
                #expect(isClose(below, 1 - IncompleteBeta.regularized(1 - x, b, a), within: 1e-12))
                last = below
            }
            #expect(last == 1)
        }
    }

    @Test func atAndBeyondTheEnds() {
        #expect(IncompleteBeta.regularized(0, 2, 3) == 0 && IncompleteBeta.regularized(-1, 2, 3) == 0)
        #expect(IncompleteBeta.regularized(1, 2, 3) == 1 && IncompleteBeta.regularized(2, 2, 3) == 1)
        #expect(IncompleteBeta.inverse(0, 2, 3) == 0 && IncompleteBeta.inverse(1, 1, 1) == 1)
    }
}
