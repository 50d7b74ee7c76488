import RealModule

/// Finite values in the order they were measured, at least one.
public struct Sample: Sendable, Equatable {
    /// As measured: block by block.
    public let values: [Double]
    /// Ascending.
    public let sorted: [Double]

    /// - Parameter name: what errors call this sample, e.g. `base`.
    /// - Throws: `StatisticsError.empty`, or `.notFinite` with the index of the first such value.
    public init(_ values: [Double], name: String = "block values") throws(StatisticsError) {
        guard !values.isEmpty else { throw .empty(sample: name) }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(sample: name, index: index, value: values[index])
        }
        self.values = values
        sorted = values.sorted()
    }

    public var count: Int { values.count }

    public var median: Double {
        let middle = count / 2
        return count.isMultiple(of: 2) ? midpoint(sorted[middle - 1], sorted[middle]) : sorted[middle]
    }

    public var mean: Double {
        // Summing distances from the first value keeps the mean of equal values exact.
        let origin = values[0]
        return origin + values.reduce(0) { $0 + ($1 - origin) } / Double(count)
    }

    /// With n - 1 in the denominator; nil for a single value.
    public var standardDeviation: Double? {
        guard count > 1 else { return nil }
        return .sqrt(sumOfSquares / Double(count - 1))
    }

    /// The correlation of each value with the next, in -1...1; nil when the values are all equal.
    ///
    /// Σ(x[t] - x̄)(x[t+1] - x̄) / Σ(x[t] - x̄)²: Box, Jenkins & Reinsel, "Time Series Analysis", ch. 2.
    public var lag1Autocorrelation: Double? {
        guard sorted[0] < sorted[count - 1] else { return nil }
        let mean = mean
        let lagged = (1..<count).reduce(0) { $0 + (values[$1 - 1] - mean) * (values[$1] - mean) }
        return lagged / sumOfSquares
    }

    /// Beyond this the lag-1 autocorrelation of independent values lies about once in twenty
    /// (Bartlett 1946: its standard error is 1/√n).
    public var autocorrelationLimit: Double { 2 / .sqrt(Double(count)) }

    /// Whether the values follow one another too closely to count as independent.
    public var isAutocorrelated: Bool {
        lag1Autocorrelation.map { abs($0) > autocorrelationLimit } ?? false
    }

    private var sumOfSquares: Double {
        let mean = mean
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
