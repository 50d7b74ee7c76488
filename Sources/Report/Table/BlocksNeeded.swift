import Results

/// How many more blocks an inconclusive comparison asks for.
enum BlocksNeeded {
    /// Blocks beyond those there are until the interval can be told from zero, or lies inside the margin.
    ///
    /// A half-width shrinks with 1/√blocks. With the estimate c where it is and the margin m, a
    /// half-width below max(|c|, m − |c|) settles the question one way or the other. An estimate to
    /// plan with, not a promise: the estimate will move.
    ///
    /// - Parameter margin: the practical margin, a ratio.
    /// - Returns: nil when the interval is not finite, or is narrow enough already.
    static func more(than blocks: Int, for ratio: ResultDocument.Ratio, margin: Double) -> Int? {
        guard let factor = factor(for: ratio, margin: margin) else { return nil }
        // A quotient such as 0.02 / 0.01 lies a hair above its decimal value.
        let needed = (Double(blocks) * factor * (1 - 1e-9)).rounded(.up)
        guard blocks > 0, needed < 1e9, Int(needed) > blocks else { return nil }
        return roundedUp(Int(needed) - blocks)
    }

    /// By how much the number of blocks has to be multiplied; as `more`.
    static func factor(for ratio: ResultDocument.Ratio, margin: Double) -> Double? {
        let estimate = abs(ratio.center - 1)
        let halfWidth = max(ratio.upper - ratio.center, ratio.center - ratio.lower)
        let target = max(estimate, margin - estimate)
        guard target > 0, halfWidth.isFinite, halfWidth > target else { return nil }
        return (halfWidth / target) * (halfWidth / target)
    }

    /// Two digits are as many as the extrapolation bears.
    private static func roundedUp(_ count: Int) -> Int {
        var unit = 1
        while count / unit >= 100 { unit *= 10 }
        return (count + unit - 1) / unit * unit
    }
}
