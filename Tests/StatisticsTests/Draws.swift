import Statistics

/// Distributions to draw test values from, all symmetric about zero.
enum Shape: String, CaseIterable {
    case normal
    /// Heavy tails: Student's t with 2 degrees of freedom, of infinite variance.
    case heavy
    case uniform

    func draw(_ count: Int, using random: inout RandomNumbers) -> [Double] {
        (0..<count).map { _ in
            // Never 0, where the quantiles are infinite.
            let share = (Double(random.next() >> 11) + 0.5) * 0x1p-53
            switch self {
            case .normal: return NormalDistribution.quantile(share)
            // Hill, "Algorithm 396: Student's t-Quantiles", CACM 13 (1970): closed form for 2.
            case .heavy: return (2 * share - 1) / (2 * share * (1 - share)).squareRoot()
            case .uniform: return share - 0.5
            }
        }
    }
}

/// A first-order autoregressive series about zero, started in its stationary state.
func autoregressive(_ count: Int, coefficient: Double, using random: inout RandomNumbers) -> [Double] {
    let innovations = Shape.normal.draw(count, using: &random)
    var last = innovations[0] / (1 - coefficient * coefficient).squareRoot()
    return [last]
        + innovations.dropFirst().map {
            last = coefficient * last + $0
            return last
        }
}

/// `count` values without ties in size, which SciPy can be given too:
/// `[round((i*step + start) % 101 / 101 - 0.4, 6) for i in range(count)]`.
func series(_ count: Int, step: Int = 37, start: Int) -> [Double] {
    (0..<count).map {
        ((Double(($0 * step + start) % 101) / 101 - 0.4) * 1_000_000).rounded() / 1_000_000
    }
}

func isClose(_ actual: Double, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(actual - expected) <= tolerance * max(1, abs(expected))
}

func isClose(_ actual: Interval?, _ center: Double, _ lower: Double, _ upper: Double, at confidence: Double)
    -> Bool
{
    guard let actual else { return false }
    return isClose(actual.center, center) && isClose(actual.lower, lower) && isClose(actual.upper, upper)
        && isClose(actual.confidence, confidence)
}
