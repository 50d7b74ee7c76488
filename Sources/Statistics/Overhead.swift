import RealModule

/// The overhead that a natural logarithm of a time ratio stands for: the ratio minus 1.
public func overhead(ofLogRatio logRatio: Double) -> Double { .expMinusOne(logRatio) }

extension Interval {
    /// From log units to a time ratio: 1.05 is 5 % slower.
    public var ratio: Interval { mapping { .exp($0) } }

    /// From log units to an overhead: 0.05 is 5 % slower.
    public var overhead: Interval { mapping { .expMinusOne($0) } }

    private func mapping(_ transform: (Double) -> Double) -> Interval {
        Interval(
            center: transform(center), lower: transform(lower), upper: transform(upper),
            confidence: confidence)
    }
}

/// What a host can't resolve, as an overhead: the end of `interval` that is farther from zero.
///
/// - Parameter interval: of bare' against bare, in log units.
public func noiseFloor(of interval: Interval) -> Double {
    let overhead = interval.overhead
    return max(abs(overhead.lower), abs(overhead.upper))
}
