import Results

/// What a calibration asks of a share, and how one that was observed stands against it.
struct CalibrationTarget: Equatable {
    /// The shares that meet it.
    let range: ClosedRange<Double>

    /// Four in a hundred around the confidence: 93 to 97 % of 95 % intervals hold the truth.
    static func coverage(confidence: Double) -> CalibrationTarget {
        func rounded(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }
        return CalibrationTarget(range: rounded(confidence - 0.02)...min(1, rounded(confidence + 0.02)))
    }

    static let falseVerdicts = CalibrationTarget(range: 0...0.05)
    static let falseAfterAdjustment = CalibrationTarget(range: 0...0.01)
    /// Of the small runs in which `CalibrationDocument.detected` was injected.
    static let detection = CalibrationTarget(range: 0.95...1)

    /// The share of fewer trials moves in steps larger than the target is wide: it meets it by chance alone.
    var fewestTrials: Int { Int((1 / (range.upperBound - range.lowerBound)).rounded()) }

    func standing(of rate: CalibrationDocument.Rate) -> Standing {
        guard rate.trials > 0 else { return .notShown }
        if range.contains(rate.share) { return rate.trials >= fewestTrials ? .met : .notShown }
        let isApart = rate.upper < range.lowerBound || rate.lower > range.upperBound
        return isApart ? .missed : .notShown
    }

    /// From the best to the worst.
    enum Standing: String, CaseIterable, Comparable {
        /// The observed share meets the target.
        case met
        /// It does not, or too few trials gave it, but its interval includes shares that do.
        case notShown
        /// No share in its interval does.
        case missed

        static func < (one: Standing, other: Standing) -> Bool { one.severity < other.severity }

        private var severity: Int {
            switch self {
            case .met: 0
            case .notShown: 1
            case .missed: 2
            }
        }

        /// One column wide.
        var mark: String {
            switch self {
            case .met: "✓"
            case .notShown: "?"
            case .missed: "✗"
            }
        }

        var label: String { self == .notShown ? "not shown" : rawValue }
    }
}
