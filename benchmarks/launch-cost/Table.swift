import Statistics

/// The launchers below one another, in aligned columns.
struct Table {
    private var lines = [
        Table.line("launched by", "p50 ms", "p99 ms", "95 % interval", "ratio", "95 % interval", "to")
    ]

    /// - Parameters:
    ///   - p50: in nanoseconds, as is `p99`, whose interval is nil for too few launches.
    ///   - ratio: to `base`; nil for a launcher that is compared with none.
    mutating func add(
        name: String, p50: Double, p99: Double, interval: Interval?, ratio: Interval?, base: String
    ) {
        let (center, range) =
            ratio.map {
                (fixed($0.center), "[\(fixed($0.lower)), \(fixed($0.upper))]")
            } ?? ("", "")
        let tail = interval.map { "[\(fixed($0.lower / 1e6)), \(fixed($0.upper / 1e6))]" } ?? ""
        lines.append(
            Table.line(
                name, fixed(p50 / 1e6), fixed(p99 / 1e6), tail, center, range, ratio == nil ? "" : base))
    }

    var text: String { lines.joined(separator: "\n") }

    private static func line(
        _ name: String, _ p50: String, _ p99: String, _ tail: String, _ ratio: String, _ range: String,
        _ base: String
    ) -> String {
        pad(name, to: -28) + pad(p50, to: 8) + pad(p99, to: 9) + pad(tail, to: 19) + pad(ratio, to: 9)
            + pad(range, to: 18)
            + "  " + base
    }

    /// A negative width aligns to the left.
    private static func pad(_ text: String, to width: Int) -> String {
        let spaces = String(repeating: " ", count: max(abs(width) - text.count, 0))
        return width < 0 ? text + spaces : spaces + text
    }
}

/// Three digits after the point; `value` is not negative.
func fixed(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000).\(digits)"
}
