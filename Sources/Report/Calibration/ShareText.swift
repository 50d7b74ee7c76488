import Results
import Statistics

/// How shares of trials are written: `95.2 %`, with their Clopper-Pearson interval where there is room.
enum ShareText {
    /// What stands where there were no trials; a share of nothing is not zero.
    static let none = "–"

    /// `95.2 %`. What is not quite none or all is never rounded to it: `<0.1 %`, `>99.9 %`.
    static func share(_ rate: CalibrationDocument.Rate) -> String {
        guard rate.trials > 0 else { return none }
        if rate.count > 0, rate.share < 0.0005 { return "<0.1 %" }
        if rate.count < rate.trials, rate.share >= 0.9995 { return ">99.9 %" }
        return percent(rate.share) + " %"
    }

    /// `93.1 to 96.8 %`.
    static func interval(_ rate: CalibrationDocument.Rate) -> String {
        rate.trials > 0 ? percent(rate.lower) + " to " + percent(rate.upper) + " %" : none
    }

    /// `95.2 % (93.1 to 96.8 %)`, or `no trials`.
    static func whole(_ rate: CalibrationDocument.Rate) -> String {
        rate.trials > 0 ? "\(share(rate)) (\(interval(rate)))" : "no trials"
    }

    /// `93 to 97 %`; `at most 5 %`; `at least 80 %`.
    static func range(_ range: ClosedRange<Double>) -> String {
        let (low, high) = (short(range.lowerBound), short(range.upperBound))
        if range.lowerBound <= 0 { return "at most \(high) %" }
        return range.upperBound >= 1 ? "at least \(low) %" : "\(low) to \(high) %"
    }

    /// A ratio's overhead with two digits, for effects of half a percent: `+0.52 %`.
    static func effect(_ ratio: Double) -> String { Decimal.signed((ratio - 1) * 100, decimals: 2) + " %" }

    /// `+0.02 %`, with a star where it is more than chance.
    static func bias(_ bias: CalibrationDocument.Bias, isReal: Bool) -> String {
        (isReal ? "* " : "") + Decimal.signed(bias.mean * 100, decimals: 2) + " %"
    }

    /// `±0.03 %`: the wider half of an interval.
    static func widerHalf(_ interval: Interval) -> String {
        halfWidth(max(interval.upper - interval.center, interval.center - interval.lower))
    }

    /// `±0.31 %`, rounded up.
    static func halfWidth(_ ratio: Double) -> String {
        "±" + Decimal.ceiling(ratio * 100, decimals: 2) + " %"
    }

    private static func percent(_ share: Double) -> String { Decimal.fixed(share * 100, decimals: 1) }

    private static func short(_ share: Double) -> String {
        let percent = share * 100
        return Decimal.fixed(percent, decimals: abs(percent - percent.rounded()) < 1e-9 ? 0 : 1)
    }
}
