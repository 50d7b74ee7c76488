/// A statistic's values on resamples, ascending, for percentiles: replicate k of n estimates the quantile
/// k / (n + 1) (Davison & Hinkley, "Bootstrap Methods and Their Application", ch. 5).
struct Replicates: Sendable {
    private let ascending: [Double]

    /// - Parameter values: at least one, finite, in any order.
    init(_ values: [Double]) {
        precondition(!values.isEmpty)
        ascending = values.sorted()
    }

    var count: Int { ascending.count }

    /// The value that a share `tail` of the distribution lies below.
    func lower(tail: Double) -> Double { ascending[rank(tail) - 1] }

    /// The value that a share `tail` of the distribution lies above.
    func upper(tail: Double) -> Double { ascending[count - rank(tail)] }

    /// How many are below `value`, those equal to it counting half.
    func countBelow(_ value: Double) -> Double {
        Double(ascending.count { $0 < value }) + Double(ascending.count { $0 == value }) / 2
    }

    /// How many are at least as far from zero as `value`.
    func countAsFar(as value: Double) -> Int { ascending.count { abs($0) >= abs(value) } }

    /// Rounded outwards: an interval is never the narrower for it.
    private func rank(_ tail: Double) -> Int {
        min(count, max(1, Int((tail * Double(count + 1)).rounded(.down))))
    }
}
