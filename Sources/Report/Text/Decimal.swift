/// Numbers as decimal text, without `String(format:)`, which would bring in all of Foundation.
///
/// The minus sign is U+2212, as wide as a digit; infinities are `∞`, NaN is `n/a`.
enum Decimal {
    /// `value` with exactly `decimals` digits after the point; a zero has no sign.
    static func fixed(_ value: Double, decimals: Int) -> String {
        let text = unsigned(value, decimals: decimals, rule: .toNearestOrAwayFromZero)
        return value < 0 && !isZero(text) ? "−" + text : text
    }

    /// As `fixed`, with a `+` in front of what is above zero.
    static func signed(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        return value > 0 && !isZero(text) ? "+" + text : text
    }

    /// The magnitude of `value`, never rounded down: for half-widths and noise floors, which would
    /// otherwise claim more than was measured.
    static func ceiling(_ value: Double, decimals: Int) -> String {
        unsigned(value, decimals: decimals, rule: .up)
    }

    /// As `fixed`, without the zeros at its end: what somebody asked for, as they typed it.
    static func trimmed(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        guard text.contains(".") else { return text }
        let digits = text.reversed().drop { $0 == "0" }.reversed()
        return String(digits.last == "." ? Array(digits.dropLast()) : Array(digits))
    }

    /// `digits` significant digits, e.g. `226`, `22.6`, `2.26` for three.
    static func significant(_ value: Double, digits: Int) -> String {
        fixed(value, decimals: decimals(of: value, digits: digits))
    }

    /// Digits after the point with which `value` shows `digits` significant ones; 0 for a zero.
    static func decimals(of value: Double, digits: Int) -> Int {
        guard value.isFinite, value != 0 else { return 0 }
        var decimals = digits - 1
        var power = 1.0
        // Half a unit of the last digit: 9.996 is "10.0" with three digits, not "10.00".
        let magnitude = abs(value) * (1 + 0.5 / tenTo(digits))
        while magnitude >= power * 10, decimals > 0 {
            power *= 10
            decimals -= 1
        }
        while magnitude < power, decimals < 12 {
            power /= 10
            decimals += 1
        }
        return decimals
    }

    private static func unsigned(
        _ value: Double, decimals: Int, rule: FloatingPointRoundingRule
    ) -> String {
        if value.isNaN { return "n/a" }
        if value.isInfinite { return "∞" }
        let scaled = abs(value) * tenTo(decimals)
        // Beyond 2^53 the digits after the point are not there any more.
        guard scaled < 9e15 else { return abs(value).description }
        // A product such as 0.3 * 10 lies a hair above its decimal value; rounding up must not see it.
        let rounded = rule == .up ? (scaled * (1 - 1e-12)).rounded(.up) : scaled.rounded(rule)
        let digits = String(Int64(rounded))
        guard decimals > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    private static func isZero(_ text: String) -> Bool {
        text.allSatisfy { $0 == "0" || $0 == "." } || text == "n/a"
    }

    static func tenTo(_ exponent: Int) -> Double {
        (0..<max(0, exponent)).reduce(1.0) { power, _ in power * 10 }
    }
}
