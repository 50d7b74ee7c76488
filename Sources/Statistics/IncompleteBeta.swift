import RealModule

/// The regularized incomplete beta function I_x(a, b): the share of a Beta(a, b) distribution below x.
///
/// Abramowitz & Stegun, "Handbook of Mathematical Functions", §26.5. The binomial and Student's t
/// distribution are this function in other variables. Computed as DiDonato & Morris do in "Algorithm 708:
/// Significant Digit Computation of the Incomplete Beta Function Ratios", ACM TOMS 18 (1992).
enum IncompleteBeta {
    /// Relative error below 1e-12 for parameters up to a million; 0 and 1 outside of 0...1.
    ///
    /// - Parameters:
    ///   - complement: 1 - x, to be given where it is known better than x is.
    ///   - a: above 0.
    ///   - b: above 0.
    static func regularized(_ x: Double, complement: Double? = nil, _ a: Double, _ b: Double) -> Double {
        precondition(a > 0 && b > 0, "the parameters of a beta distribution are above 0")
        let y = complement ?? 1 - x
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        // Below the mean all terms of the fraction are positive, at least up to the b-th.
        if x * b <= y * a { return density(x, y, a, b) / fraction(x, y, a, b) }
        return 1 - density(y, x, b, a) / fraction(y, x, b, a)
    }

    /// The x whose share is `probability`, in 0...1.
    static func inverse(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        precondition(probability >= 0 && probability <= 1, "a probability lies in 0...1")
        return smallestNumber(in: 0...1) { regularized($0, a, b) >= probability }
    }

    /// x^a y^b / B(a, b) without the cancellation of three large logarithms of Γ: BRCOMP of Algorithm 708.
    ///
    /// With Stirling's Γ(z) = √(2π/z) (z/e)^z exp(δ(z)) the powers meet as (x/x₀)^a (y/y₀)^b about the mean
    /// x₀ = a / (a + b).
    private static func density(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let sum = a + b
        let distance = x * b - y * a
        let powers =
            a * logOfRatio(x * sum / a, less1: distance / a)
            + b * logOfRatio(y * sum / b, less1: -distance / b)
        let remainders = stirlingRemainder(sum) - stirlingRemainder(a) - stirlingRemainder(b)
        return .sqrt(a / sum * b / (2 * .pi)) * .exp(powers + remainders)
    }

    /// The logarithm from whichever form of its argument has lost fewer digits.
    private static func logOfRatio(_ ratio: Double, less1 difference: Double) -> Double {
        abs(difference) < 0.5 ? .log(onePlus: difference) : .log(ratio)
    }

    /// δ(z) = ln Γ(z) - (z - 1/2) ln z + z - ln(2π) / 2; five terms of Stirling's series leave 2e-16 at 15
    /// (Abramowitz & Stegun, 6.1.41).
    private static func stirlingRemainder(_ z: Double) -> Double {
        guard z >= 15 else { return .logGamma(z) - (z - 0.5) * .log(z) + z - .log(2 * .pi) / 2 }
        let r = 1 / (z * z)
        return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1_260 - r * (1.0 / 1_680 - r / 1_188)))) / z
    }

    /// β₀ + α₁ / (β₁ + α₂ / (β₂ + …)), which density / I_x(a, b) is: BFRAC of Algorithm 708.
    ///
    /// From the front, by Lentz's method as modified by Thompson & Barnett, "Coulomb and Bessel Functions of
    /// Complex Arguments and Order", J. Comput. Phys. 64 (1986).
    private static func fraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let distance = a * y - b * x + 1
        func nonZero(_ value: Double) -> Double { value == 0 ? .leastNormalMagnitude : value }
        var value = nonZero(a * distance / (a + 1))
        // Ratios of successive numerators, and of successive denominators the other way round.
        var (numerators, denominators) = (value, 0.0)
        var m = 0.0
        var factor: Double
        repeat {
            m += 1
            let halfway = m * (b - m) * x / (a + 2 * m - 1)
            let alpha = (a + m - 1) / (a + 2 * m - 1) * (a + b + m - 1) * x * halfway
            let beta = m + halfway + (a + m) / (a + 2 * m + 1) * (distance + m * (1 + y))
            denominators = 1 / nonZero(beta + alpha * denominators)
            numerators = nonZero(beta + alpha / numerators)
            factor = numerators * denominators
            value *= factor
            // Rounding leaves the factor this far from 1; NaN ends the loop too.
        } while abs(factor - 1) > 4 * .ulpOfOne
        return value
    }
}
