import RealModule

/// The sampling distribution of a Hodges-Lehmann estimate whose values follow one another in time.
///
/// Stretches of consecutive values are drawn with replacement, so that the dependence inside one stays:
/// Künsch, "The Jackknife and the Bootstrap for General Stationary Observations", Ann. Statist. 17 (1989).
/// He calls a stretch a block, which here is the unit of the experiment.
///
/// What is resampled is the estimate's linear form, its mean influence, not the estimate itself: a
/// resample then costs one look-up for each stretch drawn, where a Hodges-Lehmann estimate costs thousands of
/// steps, and unlike the median, which would be as cheap, it spreads to first order as the estimate does
/// and stays centered on it. The influence of a value is its score over the slope of the distribution of
/// pairwise averages (or differences), which the chord of the rank interval gives (Lehmann, "Nonparametric
/// Confidence Intervals for a Shift Parameter", Ann. Math. Statist. 34 (1963); Hettmansperger & McKean,
/// "Robust Nonparametric Statistical Methods", 2nd ed., ch. 1).
public struct MovingBlockBootstrap: Sendable {
    /// Enough for a p-value of 0.0002, which still counts after adjusting for a hundred comparisons.
    public static let resamples = 4_999

    /// The Hodges-Lehmann estimate of all values.
    public let center: Double
    /// Of each resample's estimate from `center`.
    private let deviations: Replicates

    /// The number of consecutive values drawn together: n^(1/3) rounded up, the order that minimises the
    /// error of the variance (Künsch 1989; Hall, Horowitz & Jing, Biometrika 82 (1995)).
    public static func blockLength(count: Int) -> Int {
        var length = 1
        while length * length * length < count { length += 1 }
        return length
    }

    /// Of the location of `values`, in measured order.
    ///
    /// - Returns: nil for fewer than 5 values, which have no chord to take the slope from.
    public init?(_ values: [Double], seed: UInt64) {
        guard let tail = SignedRank.tail(count: values.count, confidence: chordConfidence) else { return nil }
        let sorted = values.sorted()
        let chord = Chord(of: PairwiseSums(walshAveragesOf: sorted), inverting: tail)
        // Each value is in a pair twice: as the first and as the second.
        let influences = values.map { -2 * score(2 * chord.center - $0, among: sorted) / chord.slope }
        self.init(center: chord.center, influences: [influences], seed: seed)
    }

    /// Of the shift from `base` to `new`, each in measured order and resampled on its own.
    ///
    /// - Returns: nil when there are too few values for a chord to take the slope from, or fewer than 3 in
    ///   either, which make up one stretch only.
    public init?(base: [Double], new: [Double], seed: UInt64) {
        guard
            min(base.count, new.count) >= 3,
            let tail = RankSum.tail(base.count, new.count, confidence: chordConfidence)
        else { return nil }
        let (sortedBase, sortedNew) = (base.sorted(), new.sorted())
        let chord = Chord(of: PairwiseSums(differencesFrom: sortedBase, to: sortedNew), inverting: tail)
        let ofBase = base.map { -score($0 + chord.center, among: sortedNew) / chord.slope }
        let ofNew = new.map { score($0 - chord.center, among: sortedBase) / chord.slope }
        self.init(center: chord.center, influences: [ofBase, ofNew], seed: seed)
    }

    /// Percentiles of the resampled estimates; its `confidence` is nominal, not proven.
    public func interval(confidence: Double) -> Interval {
        let tail = LowerTail.limit(confidence: confidence)
        return Interval(
            center: center, lower: center + deviations.lower(tail: tail),
            upper: center + deviations.upper(tail: tail), confidence: confidence)
    }

    /// The two-sided probability, under a location of zero, of an estimate at least as far from it.
    ///
    /// Never 0: the sample itself counts as one resample (Davison & Hinkley, "Bootstrap Methods", ch. 4).
    public var pValue: Double {
        Double(deviations.countAsFar(as: center) + 1) / Double(deviations.count + 1)
    }

    private init(center: Double, influences: [[Double]], seed: UInt64) {
        var random = RandomNumbers(seed: seed, label: "moving-block bootstrap")
        var deviations = [Double](repeating: 0, count: Self.resamples)
        for influence in influences {
            let stretches = Stretches(of: influence, length: Self.blockLength(count: influence.count))
            for index in deviations.indices {
                deviations[index] += stretches.resampledDeviation(using: &random)
            }
        }
        self.center = center
        self.deviations = Replicates(deviations)
    }
}

/// Any level gives the slope in the limit; at this one the bootstrap of 20 to 100 independent values is
/// within 3 % as wide as the rank interval, be they normal, uniform or heavy-tailed.
private let chordConfidence = 0.9

/// The line between the ends of a rank interval, on the distribution function of the pairs.
private struct Chord {
    let center: Double
    /// Share of the pairs per unit of the values; infinite when the interval has no width.
    let slope: Double

    init(of pairs: PairwiseSums, inverting tail: LowerTail) {
        let interval = pairs.interval(inverting: tail)
        center = interval.center
        let between = Double(pairs.count - 1 - 2 * tail.statistic) / Double(pairs.count)
        slope = between / (interval.upper - interval.lower)
    }
}

/// The share of `sorted` below `value`, less one half; ties count half.
private func score(_ value: Double, among sorted: [Double]) -> Double {
    func count(where isBefore: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
    let doubled = count { $0 < value } + count { $0 <= value }
    return Double(doubled) / Double(2 * sorted.count) - 0.5
}

/// All stretches of consecutive values of one length, ready to be drawn.
private struct Stretches {
    private let count: Int
    private let length: Int
    /// Element k is the sum of the first k values: the sum of a stretch is one subtraction.
    private let prefixSums: [Double]
    /// Of the mean of a resample. The ends of the series are in fewer stretches than its middle, so it differs
    /// from the mean of the values (Lahiri, "Resampling Methods for Dependent Data", ch. 2).
    private let expectation: Double
    /// Resampling spreads too little by √(1 - 1/k) with k independent units, here n / length stretches
    /// (Hesterberg, "What Teachers Should Know About the Bootstrap", Amer. Statist. 69 (2015)).
    private let widening: Double

    init(of values: [Double], length: Int) {
        count = values.count
        self.length = length
        prefixSums = values.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        widening = .sqrt(Double(count) / Double(count - length))
        var expectation = 0.0
        for drawn in Self.lengths(of: count, by: length) {
            let sums = (0...(count - length)).map { [prefixSums] in prefixSums[$0 + drawn] - prefixSums[$0] }
            expectation += sums.reduce(0, +) / Double(sums.count)
        }
        self.expectation = expectation / Double(count)
    }

    /// A resample's mean less its expectation.
    func resampledDeviation(using random: inout RandomNumbers) -> Double {
        var sum = 0.0
        var left = count
        while left > 0 {
            let drawn = min(length, left)
            let start = random.index(below: count - length + 1)
            sum += prefixSums[start + drawn] - prefixSums[start]
            left -= drawn
        }
        return (sum / Double(count) - expectation) * widening
    }

    /// Of the stretches that make up a resample: the last is cut, so that it has as many values as the sample.
    private static func lengths(of count: Int, by length: Int) -> [Int] {
        stride(from: 0, to: count, by: length).map { min(length, count - $0) }
    }
}
