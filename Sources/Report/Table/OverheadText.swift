import Results

/// How ratios are written in one report: `+21.4 %` up to a doubling, `×4.12` beyond.
struct OverheadText {
    /// Digits after the point of a percentage: enough that the margin has one.
    let decimals: Int

    /// - Parameter margin: the practical margin, a ratio.
    init(margin: Double) {
        let needed = Decimal.decimals(of: margin * 100, digits: 1)
        decimals = margin > 0 ? min(4, max(1, needed + (margin < 0.01 ? 1 : 0))) : 1
    }

    /// `+21.4 %` or `×4.12`.
    func overhead(_ ratio: Double) -> String {
        Self.isFactor(ratio) ? factor(ratio) : percent(ratio - 1) + " %"
    }

    /// `+20.9 to +22.0 %` or `×4.07 to ×4.18`: both ends, for asymmetric intervals are the rule.
    func interval(_ ratio: ResultDocument.Ratio) -> String {
        if Self.isFactor(ratio.center) {
            let digits = Self.factorDecimals(ratio.center)
            return "×" + Decimal.fixed(ratio.lower, decimals: digits) + " to ×"
                + Decimal.fixed(ratio.upper, decimals: digits)
        }
        return percent(ratio.lower - 1) + " to " + percent(ratio.upper - 1) + " %"
    }

    /// `±0.3 %`: rounded up, so that no report claims a quieter host than there was.
    func floor(_ overhead: Double) -> String {
        "±" + Decimal.ceiling(overhead * 100, decimals: decimals) + " %"
    }

    /// `±1 %`, without digits that say nothing.
    func margin(_ margin: Double) -> String {
        let percent = margin * 100
        let isWhole = abs(percent - percent.rounded()) < 1e-9
        return "±" + Decimal.fixed(percent, decimals: isWhole ? 0 : decimals) + " %"
    }

    /// The estimate alone, for a column whose heading says percent: `+21.4` or `×4.12`.
    func compactCenter(_ ratio: Double) -> String {
        Self.isFactor(ratio) ? factor(ratio) : percent(ratio - 1)
    }

    /// The interval as one `±`, in the unit of `compactCenter`.
    ///
    /// It is the wider half, rounded up, so that what is printed holds the interval. Where one half
    /// is over 1.5 times the other, or `±` would reach across zero when the interval does not, both
    /// are given: `−0.4+0.9`.
    func compactHalfWidth(_ ratio: ResultDocument.Ratio) -> String {
        let isFactor = Self.isFactor(ratio.center)
        let scale = isFactor ? 1.0 : 100.0
        let digits = isFactor ? Self.factorDecimals(ratio.center) : decimals
        let below = (ratio.center - ratio.lower) * scale
        let above = (ratio.upper - ratio.center) * scale
        let wider = max(below, above)
        let excludesOne = ratio.lower > 1 || ratio.upper < 1
        let reachesAcross = excludesOne && abs(ratio.center - 1) * scale <= wider
        if reachesAcross || wider > 1.5 * min(below, above) && wider * Decimal.tenTo(digits) > 2 {
            return "−" + Decimal.ceiling(below, decimals: digits) + "+"
                + Decimal.ceiling(above, decimals: digits)
        }
        return "±" + Decimal.ceiling(wider, decimals: digits)
    }

    /// At and beyond a doubling or a halving, percentages mislead: `−50 %` undoes `+100 %`.
    static func isFactor(_ ratio: Double) -> Bool { ratio >= 2 || ratio <= 0.5 }

    private func percent(_ overhead: Double) -> String {
        Decimal.signed(overhead * 100, decimals: decimals)
    }

    private func factor(_ ratio: Double) -> String {
        "×" + Decimal.fixed(ratio, decimals: Self.factorDecimals(ratio))
    }

    private static func factorDecimals(_ ratio: Double) -> Int {
        min(2, Decimal.decimals(of: ratio, digits: 3))
    }
}
