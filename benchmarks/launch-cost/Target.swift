import Statistics

/// A statement about the cost of a launch that an interval proves or does not.
struct Target {
    let statement: String
    /// Of the ratios that have to be below it, the whole interval.
    let limit: Double
    let ratios: [Interval]

    /// Nil where there is nothing to compare with.
    var isMet: Bool? { ratios.isEmpty ? nil : ratios.allSatisfy { $0.upper <= limit } }

    var line: String {
        switch isMet {
        case true?: "PASS  \(statement)"
        case false?: "FAIL  \(statement)"
        case nil: "SKIP  \(statement): none of them is installed"
        }
    }
}
