/// p-values adjusted for having been looked at together, in the order they were given.
public enum MultipleTesting {
    /// Controls the share of false findings among all findings: for reports.
    ///
    /// Benjamini & Hochberg, "Controlling the False Discovery Rate", J. R. Statist. Soc. B 57 (1995).
    public static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
        let ascending = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        var adjusted = pValues
        var smallest = 1.0
        for (place, index) in ascending.enumerated().reversed() {
            smallest = min(smallest, pValues[index] * Double(pValues.count) / Double(place + 1))
            adjusted[index] = smallest
        }
        return adjusted
    }

    /// Controls the probability of even one false finding: for gates.
    ///
    /// Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scand. J. Statist. 6 (1979).
    public static func holm(_ pValues: [Double]) -> [Double] {
        let ascending = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        var adjusted = pValues
        var largest = 0.0
        for (place, index) in ascending.enumerated() {
            largest = max(largest, min(1, pValues[index] * Double(pValues.count - place)))
            adjusted[index] = largest
        }
        return adjusted
    }
}
