/// A statistic of a sample, to be taken of resamples of it and without single values.
protocol Resampled {
    var count: Int { get }
    /// Of the sample itself; called for at least one value.
    var estimate: Double { get }
    /// Of as many values drawn with replacement.
    mutating func resample(using random: inout RandomNumbers) -> Double
    /// Of all values but one, in an order of the statistic's own.
    func leavingOut(_ index: Int) -> Double
}

/// Whatever a closure computes.
struct ResampledStatistic: Resampled {
    private let values: [Double]
    private let statistic: ([Double]) -> Double
    private var drawn: [Double]

    init(_ values: [Double], _ statistic: @escaping ([Double]) -> Double) {
        self.values = values
        self.statistic = statistic
        drawn = values
    }

    var count: Int { values.count }

    var estimate: Double { statistic(values) }

    mutating func resample(using random: inout RandomNumbers) -> Double {
        for index in drawn.indices { drawn[index] = values[random.index(below: values.count)] }
        return statistic(drawn)
    }

    func leavingOut(_ index: Int) -> Double {
        var others = values
        others.remove(at: index)
        return statistic(others)
    }
}

/// The mean, as its distance from the sample's: one addition for each value drawn.
struct ResampledMean: Resampled {
    let estimate: Double
    /// Of the values from their mean.
    private let deviations: [Double]

    init(_ values: [Double]) {
        // Distances from the first value keep the mean of equal values exact.
        let origin = values.first ?? 0
        let mean = origin + values.reduce(0) { $0 + ($1 - origin) } / Double(values.count)
        estimate = mean
        deviations = values.map { $0 - mean }
    }

    var count: Int { deviations.count }

    mutating func resample(using random: inout RandomNumbers) -> Double {
        var sum = 0.0
        for _ in 0..<count { sum += deviations[random.index(below: count)] }
        return estimate + sum / Double(count)
    }

    func leavingOut(_ index: Int) -> Double { estimate - deviations[index] / Double(count - 1) }
}

/// The median: the values are sorted once, and a resample only says how often each was drawn.
struct ResampledMedian: Resampled {
    private let sorted: [Double]
    private var timesDrawn: [Int]

    init(_ values: [Double]) {
        sorted = values.sorted()
        timesDrawn = [Int](repeating: 0, count: values.count)
    }

    var count: Int { sorted.count }

    var estimate: Double { midpoint(sorted[(count - 1) / 2], sorted[count / 2]) }

    mutating func resample(using random: inout RandomNumbers) -> Double {
        for index in timesDrawn.indices { timesDrawn[index] = 0 }
        for _ in 0..<count { timesDrawn[random.index(below: count)] += 1 }
        var index = 0
        var drawn = timesDrawn[0]
        func advance(to rank: Int) -> Double {
            while drawn <= rank {
                index += 1
                drawn += timesDrawn[index]
            }
            return sorted[index]
        }
        let lower = advance(to: (count - 1) / 2)
        return midpoint(lower, advance(to: count / 2))
    }

    func leavingOut(_ index: Int) -> Double {
        let others = count - 1
        func value(_ rank: Int) -> Double { sorted[rank < index ? rank : rank + 1] }
        return midpoint(value((others - 1) / 2), value(others / 2))
    }
}
