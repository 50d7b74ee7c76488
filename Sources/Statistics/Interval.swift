/// A point estimate with its confidence interval.
public struct Interval: Codable, Sendable, Equatable {
    public var center: Double
    public var lower: Double
    public var upper: Double
    /// The coverage that the method reaches, e.g. 0.951 for an exact interval asked to hold 0.95.
    public var confidence: Double

    public init(center: Double, lower: Double, upper: Double, confidence: Double) {
        self.center = center
        self.lower = lower
        self.upper = upper
        self.confidence = confidence
    }

    /// Half the interval's length, in the unit of the values.
    public var halfWidth: Double { (upper - lower) / 2 }

    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
