import Statistics
import Testing

@Suite struct NormalDistributionTests {
    // scipy.stats.norm.cdf(z)
    @Test(arguments: [
        (-8.3, 5.2055697448902465e-17), (-3, 0.0013498980316300933), (-1.96, 0.024997895148220435),
        (-0.5, 0.3085375387259869), (0, 0.5), (1, 0.8413447460685429), (2.5, 0.9937903346742238),
        (6, 0.9999999990134123),
    ])
    func cdf(z: Double, expected: Double) {
        #expect(abs(NormalDistribution.cdf(z) / expected - 1) < 1e-12)
    }

    // scipy.stats.norm.ppf(p)
    @Test(arguments: [
        (1e-300, -37.0470962993612), (1e-20, -9.262340089798409), (1e-10, -6.361340902404056),
        (0.001, -3.090232306167813), (0.025, -1.9599639845400545), (0.08, -1.4050715603096329),
        (0.3, -0.5244005127080409), (0.5, 0), (0.9, 1.2815515655446004), (0.975, 1.959963984540054),
        (0.999999, 4.753424308817087),
    ])
    func quantile(probability: Double, expected: Double) {
        #expect(isClose(NormalDistribution.quantile(probability), expected, within: 1e-13))
    }

    @Test func quantileUndoesCDF() {
        for step in 1..<400 {
            let probability = Double(step) / 400
            let back = NormalDistribution.cdf(NormalDistribution.quantile(probability))
            #expect(isClose(back, probability, within: 1e-14))
        }
    }

    @Test func quantileAtAndBeyondTheEnds() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(-0.1).isNaN)
        #expect(NormalDistribution.quantile(.nan).isNaN)
    }
}

@Suite struct BinomialTests {
    // scipy.stats.binom.cdf(k, n, p)
    @Test(arguments: [
        (3, 10, 0.5, 0.171875), (420, 1_000, 0.5, 2.3485546316321105e-07),
        (7, 20, 0.3, 0.7722717974181608), (1_200, 2_500, 0.5, 0.023840932610521722),
    ])
    func cdf(successes: Int, trials: Int, probability: Double, expected: Double) {
        let actual = Binomial(trials: trials, probability: probability).cdf(successes)
        #expect(abs(actual / expected - 1) < 1e-9)
    }

    @Test func outsideOfItsRange() {
        let binomial = Binomial(trials: 4)
        #expect(binomial.cdf(-1) == 0 && binomial.mass(-1) == 0)
        #expect(binomial.cdf(4) == 1 && binomial.mass(5) == 0)
        #expect(isClose(binomial.mass(2), 0.375))
    }
}
