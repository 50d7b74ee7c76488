/// A figure in base units, or why there is none: what can't be measured is never zero.
public enum Observed: Sendable, Equatable {
    case value(Double)
    case unavailable(reason: String)

    public var value: Double? {
        if case .value(let value) = self { value } else { nil }
    }

    public var reason: String? {
        if case .unavailable(let reason) = self { reason } else { nil }
    }

    /// The growth of a total from `earlier` to `later`; the reason of the first that has no value.
    static func growth(from earlier: Observed, to later: Observed) -> Observed {
        guard let end = later.value else { return later }
        guard let start = earlier.value else { return earlier }
        if end < start { return .unavailable(reason: "the kernel's total went backwards") }
        return .value(end - start)
    }
}
