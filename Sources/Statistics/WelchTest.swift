import RealModule

/// The comparison of two means that allows for unequal variances: how sequential runs are usually judged.
///
/// Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances Are
/// Involved", Biometrika 34 (1947); degrees of freedom by Satterthwaite, Biometrics Bulletin 2 (1946).
/// Assumes independent values whose means are close to normal.
public struct WelchTest: Sendable, Equatable {
    /// The difference of the means, new minus base, in standard errors.
    ///
    /// Of two samples without variance: 0 when they are equal, else infinite.
    public let statistic: Double
    /// Usually not a whole number.
    public let degreesOfFreedom: Double
    /// Two-sided, of no difference.
    public let pValue: Double
    /// Of the difference of the means, new minus base.
    public let interval: Interval

    /// - Throws: `StatisticsError.tooFewBlocks` for fewer than 2 values in either sample, `.notFinite` with
    ///   sample and index, or `.empty`.
    public init(base: [Double], new: [Double], confidence: Double = 0.95) throws(StatisticsError) {
        let (base, new) = (try Sample(base, name: "base"), try Sample(new, name: "new"))
        guard let baseError = base.squaredStandardError, let newError = new.squaredStandardError else {
            throw .tooFewBlocks(have: min(base.count, new.count), need: 2)
        }
        let difference = new.mean - base.mean
        let squared = baseError + newError
        let standardError = Double.sqrt(squared)
        guard standardError > 0 else {
            statistic = difference == 0 ? 0 : difference / standardError
            degreesOfFreedom = Double(base.count + new.count - 2)
            pValue = difference == 0 ? 1 : 0
            interval = Interval(
                center: difference, lower: difference, upper: difference, confidence: confidence)
            return
        }
        // Shares of the sum, so that the squares of tiny variances can't underflow.
        let (baseShare, newShare) = (baseError / squared, newError / squared)
        degreesOfFreedom =
            1 / (baseShare * baseShare / Double(base.count - 1) + newShare * newShare / Double(new.count - 1))
        statistic = difference / standardError
        let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
        pValue = 2 * student.cdf(-abs(statistic))
        let halfWidth = -student.quantile(LowerTail.limit(confidence: confidence)) * standardError
        interval = Interval(
            center: difference, lower: difference - halfWidth, upper: difference + halfWidth,
            confidence: confidence)
    }
}

extension Sample {
    /// Of the mean; nil for a single value.
    fileprivate var squaredStandardError: Double? {
        standardDeviation.map { $0 * $0 / Double(count) }
    }
}
