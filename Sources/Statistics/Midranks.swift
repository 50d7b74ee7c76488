/// Ranks from 1 of each value among all, tied values sharing the mean of their ranks.
struct Midranks {
    /// Twice the midrank, a whole number, in the order of the values.
    let doubled: [Int]
    /// Σ(t³ - t) over groups of t tied values: 0 without ties.
    let tieSum: Double

    init(_ values: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var doubled = [Int](repeating: 0, count: values.count)
        var tieSum = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            // Ranks start + 1 … end: their mean doubled is the sum of the first and the last.
            for place in start..<end { doubled[order[place]] = start + 1 + end }
            let tied = Double(end - start)
            tieSum += tied * tied * tied - tied
            start = end
        }
        self.doubled = doubled
        self.tieSum = tieSum
    }
}
