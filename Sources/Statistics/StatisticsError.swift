/// Why a statistic could not be computed.
public enum StatisticsError: Error, Sendable, Equatable {
    /// A sample without values. `sample` says which, e.g. `base`.
    case empty(sample: String)
    /// A value that is NaN or infinite, at a zero-based index of the sample.
    case notFinite(sample: String, index: Int, value: Double)
    /// Fewer blocks than an interval at the asked confidence needs.
    case tooFewBlocks(have: Int, need: Int)
}

extension StatisticsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty(let sample):
            return "\(sample): no values; measure at least one block"
        case .notFinite(let sample, let index, let value):
            return "\(sample): value \(index) is \(value); every time has to be above zero and finite"
        case .tooFewBlocks(let have, let need):
            return
                "\(have == 1 ? "1 block is" : "\(have) blocks are") too few for an interval, \(need) are needed; raise the budget"
        }
    }
}

extension StatisticsError {
    /// The same, to be stored with a result that has no interval.
    public var warning: Warning {
        switch self {
        case .empty, .notFinite:
            return Warning(
                code: "unusable-values", message: description,
                advice: "Look at the run's blocks.ndjson for the slice that gave no time.")
        case .tooFewBlocks(let have, let need):
            return Warning(
                code: "few-blocks",
                message:
                    "\(have == 1 ? "1 block is" : "\(have) blocks are") too few for an interval: \(need) are needed.",
                advice: "Measure at least \(need) blocks: raise --budget or choose fewer workloads.")
        }
    }
}
