import RealModule

/// The number of successes in a fixed number of independent trials.
public struct Binomial: Sendable, Equatable {
    public let trials: Int
    /// Of a success, strictly between 0 and 1.
    public let probability: Double

    public init(trials: Int, probability: Double = 0.5) {
        precondition(trials >= 0 && probability > 0 && probability < 1)
        self.trials = trials
        self.probability = probability
    }

    /// The probability of exactly `successes`; by logarithms, since 2⁻ⁿ underflows beyond 1,074 trials.
    public func mass(_ successes: Int) -> Double {
        guard successes >= 0, successes <= trials else { return 0 }
        let (n, k) = (Double(trials), Double(successes))
        let choose = Double.logGamma(n + 1) - .logGamma(k + 1) - .logGamma(n - k + 1)
        return .exp(choose + k * .log(probability) + (n - k) * .log(onePlus: -probability))
    }

    /// The probability of `successes` or fewer.
    public func cdf(_ successes: Int) -> Double {
        guard successes >= 0 else { return 0 }
        guard successes < trials else { return 1 }
        return min(1, (0...successes).reduce(0) { $0 + mass($1) })
    }
}
