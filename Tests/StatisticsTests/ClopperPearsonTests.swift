import Statistics
import Testing

@Suite struct ClopperPearsonTests {
    // scipy.special.betaincinv(k, n - k + 1, (1 - confidence) / 2), betaincinv(k + 1, n - k, (1 + confidence) / 2)
    @Test(arguments: [
        (0, 20, 0.95, [0, 0.1684334709830853]), (4, 20, 0.95, [0.05733399705003278, 0.4366140029966683]),
        (20, 20, 0.95, [0.8315665290169147, 1]), (7, 200, 0.95, [0.014185525898419248, 0.0707809983509772]),
        (190, 200, 0.99, [0.8960378442460176, 0.9811645116951908]),
        (3, 1_000_000, 0.95, [6.186725501906402e-07, 8.767247788067677e-06]),
    ])
    func interval(successes: Int, trials: Int, confidence: Double, expected: [Double]) throws {
        let interval = try #require(
            ClopperPearson.interval(successes: successes, trials: trials, confidence: confidence))
        #expect(abs(interval.lower - expected[0]) <= 1e-9 * expected[0])
        #expect(abs(interval.upper - expected[1]) <= 1e-9 * expected[1])
        #expect(interval.center == Double(successes) / Double(trials))
        #expect(interval.confidence == confidence)
    }

    // scipy.stats.binomtest(k, n, alternative="less").proportion_ci(0.95).high
    @Test(arguments: [
        (0, 20, 0.1391083406683753), (4, 20, 0.40102811733157423), (20, 20, 1),
        (7, 200, 0.06473252213684846), (1, 2_000, 0.0023697133676540572),
    ])
    func upperBound(successes: Int, trials: Int, expected: Double) {
        #expect(isClose(ClopperPearson.upperBound(successes: successes, trials: trials), expected))
    }

    /// At the ends of the interval the observed count is just as improbable as the tail allows.
    @Test func endsInvertTheBinomialTest() throws {
        for successes in [1, 5, 30, 59] {
            let interval = try #require(ClopperPearson.interval(successes: successes, trials: 60))
            let atUpper = Binomial(trials: 60, probability: interval.upper)
            let atLower = Binomial(trials: 60, probability: interval.lower)
            #expect(isClose(atUpper.cdf(successes), 0.025))
            #expect(isClose(1 - atLower.cdf(successes - 1), 0.025))
        }
    }

    /// Summed over all outcomes, not simulated: it never covers less than it says.
    @Test(arguments: [0.01, 0.05, 0.2, 0.5, 0.93])
    func coversAtLeastAsOftenAsItSays(probability: Double) throws {
        let binomial = Binomial(trials: 40, probability: probability)
        var (covered, below) = (0.0, 0.0)
        for successes in 0...40 {
            let interval = try #require(ClopperPearson.interval(successes: successes, trials: 40))
            let bound = ClopperPearson.upperBound(successes: successes, trials: 40)
            covered += interval.contains(probability) ? binomial.mass(successes) : 0
            below += probability <= bound ? binomial.mass(successes) : 0
        }
        #expect(covered >= 0.95 && covered <= 1 + 1e-9)
        #expect(below >= 0.95 && below <= 1 + 1e-9)
    }

    @Test func noTrialsSayNothing() {
        #expect(ClopperPearson.interval(successes: 0, trials: 0) == nil)
        #expect(ClopperPearson.upperBound(successes: 0, trials: 0) == 1)
    }
}
