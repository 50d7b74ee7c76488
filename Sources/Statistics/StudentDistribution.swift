import RealModule

/// Student's t distribution.
///
/// Student, "The Probable Error of a Mean", Biometrika 6 (1908); by the incomplete beta function as in
/// Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.7.1.
public struct StudentDistribution: Sendable, Equatable {
    /// Above 0; need not be a whole number.
    public let degreesOfFreedom: Double

    public init(degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "degrees of freedom are above 0")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a value at or below `t`, precise in the lower tail too.
    public func cdf(_ t: Double) -> Double {
        guard !t.isNaN else { return .nan }
        let ratio = t * (t / degreesOfFreedom)
        // 1 / (1 + t²/ν) and its complement, neither by subtraction.
        let (far, near) = (1 / (1 + ratio), 1 / (1 + 1 / ratio))
        let beyond = IncompleteBeta.regularized(far, complement: near, degreesOfFreedom / 2, 0.5)
        return t < 0 ? beyond / 2 : 1 - beyond / 2
    }

    /// The value that a share `probability` of the distribution lies below.
    ///
    /// ∓infinity at 0 and 1, NaN outside 0...1.
    public func quantile(_ probability: Double) -> Double {
        guard probability >= 0, probability <= 1 else { return .nan }
        let tail = min(probability, 1 - probability)
        let size = tail > 0 ? smallestNumber(in: 0...Double.infinity) { cdf(-$0) <= tail } : .infinity
        return probability < 0.5 ? -size : size
    }
}
