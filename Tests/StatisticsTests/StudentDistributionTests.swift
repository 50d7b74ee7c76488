import Statistics
import Testing

@Suite struct StudentDistributionTests {
    // The incomplete beta function with 60 digits by mpmath; scipy.stats.t.cdf(t, nu)
    @Test(
        arguments: [
            (-2.5, 5, 0.02724504967118812), (1.3, 2.5, 0.84975660536464588), (-8, 30, 3.1329112378503795e-9),
            (0.01, 3, 0.50367544429357401), (-1e-9, 7, 0.49999999961500855), (-40, 1, 0.0079560899120258133),
            (-3, 1e6, 0.0013499312707108985), (2, 11.3, 0.96494056904088254), (-1e5, 4, 2.999999998e-20),
            (0, 9, 0.5),
        ] as [(Double, Double, Double)])
    func cdf(t: Double, degreesOfFreedom: Double, expected: Double) {
        let actual = StudentDistribution(degreesOfFreedom: degreesOfFreedom).cdf(t)
        #expect(abs(actual / expected - 1) < 1e-12)
    }

    // scipy.stats.t.ppf(p, nu)
    @Test(
        arguments: [
            (0.975, 1, 12.706204736174694), (0.975, 11, 2.200985160091639),
            (0.025, 39.5, -2.0218726198146086), (0.995, 4.2, 4.4577703053188795),
            (1e-12, 6, -179.75335991079194), (0.6, 3, 0.2766706623326898), (0.5, 8, 0),
            (0.975, 1e6, 1.959966356814107), (0.3, 0.7, -0.835441155706963),
        ] as [(Double, Double, Double)])
    func quantile(probability: Double, degreesOfFreedom: Double, expected: Double) {
        let actual = StudentDistribution(degreesOfFreedom: degreesOfFreedom).quantile(probability)
        #expect(abs(actual - expected) <= 1e-12 * abs(expected))
    }

    @Test func quantileUndoesCDF() {
        for degreesOfFreedom in [1, 2.5, 40] {
            let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
            for t in stride(from: -6.0, through: 6, by: 0.37) {
                #expect(isClose(student.quantile(student.cdf(t)), t, within: 1e-11))
            }
        }
    }

    @Test func meetsTheNormalDistribution() {
        let student = StudentDistribution(degreesOfFreedom: 1e9)
        #expect(isClose(student.cdf(-1.7), NormalDistribution.cdf(-1.7), within: 1e-8))
        #expect(isClose(student.quantile(0.99), NormalDistribution.quantile(0.99), within: 1e-8))
    }

    @Test func atAndBeyondTheEnds() {
        let student = StudentDistribution(degreesOfFreedom: 3)
        #expect(student.cdf(-.infinity) == 0 && student.cdf(.infinity) == 1 && student.cdf(.nan).isNaN)
        #expect(student.quantile(0) == -.infinity && student.quantile(1) == .infinity)
        #expect(student.quantile(1.1).isNaN && student.quantile(.nan).isNaN)
        #expect(student.cdf(1e200) == 1 && student.cdf(-1e200) == 0)
    }
}
