import Statistics

/// A statement about the cost of a launch that an interval proves or does not.
struct Target {
    let statement: String
    /// Of the ratios that have to be below it, the whole interval.
    let limit: Double
    let ratios: [Interval]

    /// Nil where there is nothing to compare with.
    var isMet: Bool? { ratios.isEmpty ? nil : highest <= limit }

    private var highest: Double { ratios.map(\.upper).max() ?? 0 }

    var line: String {
        switch isMet {
        case true?: "PASS  \(statement)"
        case false?: "FAIL  \(statement): the interval reaches \(fixed(highest))"
        case nil: "SKIP  \(statement): none of them is installed"
        }
    }
}
