/// What a parameter of a workload means and which values it takes.
public struct ParameterDescription: Sendable, Equatable {
    /// How a value is written.
    public enum Kind: String, Sendable {
        /// Bytes: an integer, or text such as `32MiB`.
        case size
        /// A whole number.
        case count
    }

    /// e.g. `workingSet`.
    public let name: String
    public let kind: Kind
    public let defaultValue: Int
    /// The values allowed, both ends included.
    public let range: ClosedRange<Int>
    public let meaning: String

    /// Taken by every workload, so that a launcher can pass it without knowing which of them draw at random.
    public static let seed = ParameterDescription(
        name: "seed", kind: .count, defaultValue: 1, range: 0...Int.max,
        meaning: "start of the random numbers; part of the checksum")

    /// A value of this parameter as people write it: `32MiB` for a size.
    public func text(_ value: Int) -> String {
        kind == .size ? ByteSize.text(value) : String(value)
    }

    /// The integer that a given value stands for.
    /// - Throws: `WorkloadError.invalidParameter` if it is of the wrong kind or out of range.
    func check(_ given: ParameterValue) throws(WorkloadError) -> Int {
        let value: Int
        switch given {
        case .integer(let integer): value = integer
        case .text(let text) where kind == .size:
            guard let bytes = ByteSize.bytes(text) else {
                throw invalid(given, "a size is written like 65536, 64KiB, 32MiB or 1GiB")
            }
            value = bytes
        default: throw invalid(given, kind == .size ? "it is a size, such as 32MiB" : "it is a whole number")
        }
        guard range.contains(value) else {
            throw invalid(given, "it goes from \(text(range.lowerBound)) to \(text(range.upperBound))")
        }
        return value
    }

    private func invalid(_ given: ParameterValue, _ reason: String) -> WorkloadError {
        .invalidParameter(name: name, value: given.description, reason: reason)
    }
}
