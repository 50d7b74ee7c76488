/// A prefix under which values of one base unit are comfortable to read: 2.26e-7 s/op is 226 ns.
///
/// Values that stand side by side share one scale, so that their digits can be compared.
struct UnitScale: Equatable {
    /// Without `/op`, which the column says: `ns`, `KiB`; empty for counts.
    let symbol: String
    private let factor: Double
    private let decimals: Int

    /// - Parameters:
    ///   - value: the one to be read at its best, in the base unit.
    ///   - unit: `s/op`, `s`, `B/op`, `count/op`, `ratio`; another unit is shown as it is.
    ///   - isWhole: true when every value shown is a whole number of `unit`.
    ///   - digits: how many significant ones `value` is shown with.
    init(fitting value: Double, unit: String, isWhole: Bool = false, digits: Int = 3) {
        let base = unit.hasSuffix("/op") ? String(unit.dropLast(3)) : unit
        let prefixes = Self.prefixes[base] ?? [Prefix(symbol: base, factor: 1)]
        let fitting = prefixes.last { abs(value) >= $0.from * 0.9995 } ?? prefixes[0]
        symbol = fitting.symbol
        factor = fitting.factor
        decimals =
            fitting.factor == 1 && (isWhole || base == "B")
            ? 0 : min(4, Decimal.decimals(of: value / fitting.factor, digits: digits))
    }

    /// `226 ns`.
    func text(_ value: Double) -> String {
        symbol.isEmpty ? number(value) : number(value) + " " + symbol
    }

    /// `226`.
    func number(_ value: Double) -> String {
        Decimal.fixed(value / factor, decimals: decimals)
    }

    private struct Prefix {
        let symbol: String
        let factor: Double
        /// The smallest value it is used for.
        let from: Double

        init(symbol: String, factor: Double, from: Double? = nil) {
            self.symbol = symbol
            self.factor = factor
            self.from = from ?? factor
        }
    }

    private static let prefixes: [String: [Prefix]] = [
        "s": [
            Prefix(symbol: "ns", factor: 1e-9), Prefix(symbol: "µs", factor: 1e-6),
            Prefix(symbol: "ms", factor: 1e-3), Prefix(symbol: "s", factor: 1),
        ],
        "B": [
            Prefix(symbol: "B", factor: 1), Prefix(symbol: "KiB", factor: 1024),
            Prefix(symbol: "MiB", factor: 1_048_576), Prefix(symbol: "GiB", factor: 1_073_741_824),
        ],
        // Up to five digits are read faster as they are than with a prefix.
        "count": [
            Prefix(symbol: "", factor: 1), Prefix(symbol: "k", factor: 1e3, from: 1e5),
            Prefix(symbol: "M", factor: 1e6, from: 1e7),
        ],
        "ratio": [Prefix(symbol: "", factor: 1)],
    ]
}
