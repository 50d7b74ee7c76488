import RealModule
import Statistics

/// The centre of a workload's block values, with an interval.
enum Summary {
    /// Times are judged as logarithms, since they spread in proportion; counts that can be zero as they are.
    /// - Returns: nil where the values are too few for an interval.
    static func interval(of values: [Double], confidence: Double) -> Interval? {
        guard let smallest = values.min(), let largest = values.max() else { return nil }
        if smallest == largest {
            return Interval(center: smallest, lower: smallest, upper: largest, confidence: confidence)
        }
        let proportional = smallest > 0
        let scaled = proportional ? values.map { Double.log($0) } : values
        guard let found = SignedRank.interval(scaled, confidence: confidence) else { return nil }
        return proportional ? found.ratio : found
    }
}
