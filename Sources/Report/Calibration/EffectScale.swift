import Glibc

/// Effects on a logarithmic axis: from half a percent to ten.
struct EffectScale {
    private let low: Double
    private let high: Double
    private let left: Double
    private let right: Double

    /// - Parameter effects: overheads above zero.
    init(_ effects: [Double], left: Double, right: Double) {
        low = log(effects.min() ?? 0.01)
        high = log(effects.max() ?? 0.01)
        self.left = left
        self.right = right
    }

    /// False where there is only one effect, and no scale to place another on.
    func contains(_ effect: Double) -> Bool { effect > 0 && low < high && low...high ~= log(effect) }

    /// A single effect stands in the middle.
    func x(_ effect: Double) -> Double {
        high > low ? left + (right - left) * (log(effect) - low) / (high - low) : (left + right) / 2
    }
}
