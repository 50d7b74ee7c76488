import Glibc

/// From an overhead to a horizontal position, one scale for the whole page.
///
/// Linear while the overheads are of one order with the margin. Beyond that symmetric logarithmic,
/// sign(v)·ln(1 + |v|/m) with the margin m: linear around zero, logarithmic far from it, so that an
/// overhead of 300 % leaves one of 0.5 % legible (Webber, "A bi-symmetric log transformation for
/// wide-range data", Meas. Sci. Technol. 24, 2013).
struct PlotScale {
    let isLinear: Bool
    private let unit: Double
    private let low: Double
    private let high: Double
    private let left: Double
    private let right: Double

    /// - Parameters:
    ///   - overheads: all that is to be shown, interval ends among them; what is not finite is left out.
    ///   - margin: the practical margin; always inside the plot.
    ///   - left, right: the plot's edges, in user units of the drawing.
    init(overheads: [Double], margin: Double, left: Double, right: Double) {
        let finite = overheads.filter(\.isFinite)
        let unit = max(margin, 0.001)
        let isLinear = (finite.map { abs($0) }.max() ?? 0) <= 6 * unit
        let least = min(finite.min() ?? 0, -1.5 * unit)
        let most = max(finite.max() ?? 0, 1.5 * unit)
        let (bottom, top) = (
            Self.transformed(least, unit, isLinear), Self.transformed(most, unit, isLinear)
        )
        self.unit = unit
        self.isLinear = isLinear
        low = bottom - 0.03 * (top - bottom)
        high = top + 0.03 * (top - bottom)
        self.left = left
        self.right = right
    }

    /// Infinite overheads end at the edge.
    func x(_ overhead: Double) -> Double {
        let value = Self.transformed(overhead, unit, isLinear)
        return left + (right - left) * (min(max(value, low), high) - low) / (high - low)
    }

    /// Positions to label, at least `spacing` apart: zero, the decades, then what fits between them.
    func ticks(spacing: Double) -> [Double] {
        var ticks = [0.0]
        let candidates = isLinear ? Self.linearTicks(unit) : Self.logarithmicTicks
        for candidate in candidates {
            let position = x(candidate)
            guard position > left, position < right else { continue }
            if ticks.allSatisfy({ abs(x($0) - position) >= spacing }) { ticks.append(candidate) }
        }
        return ticks.sorted()
    }

    private static func transformed(_ value: Double, _ unit: Double, _ isLinear: Bool) -> Double {
        if isLinear || value.isInfinite { return value }
        return value < 0 ? -log(1 - value / unit) : log(1 + value / unit)
    }

    private static func linearTicks(_ unit: Double) -> [Double] {
        [1, 2, 3, 4, 5, 6, 0.5].flatMap { [$0 * unit, -$0 * unit] }
    }

    /// Overheads, the roundest first: 0.1 is +10 %, 9 is ×10.
    private static let logarithmicTicks: [Double] =
        [0.1, 1, 0.01, 9, 99, 999, 0.001].flatMap { [$0, -$0] }
        + [4, 49, 0.3, 0.03, 0.05, 0.5, 0.02, 0.2, 2, 19, 29].flatMap { [$0, -$0] }
}
