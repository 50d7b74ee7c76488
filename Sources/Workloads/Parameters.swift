import Naming

/// The parameters of one workload: every one it has, checked, defaults filled in.
public struct Parameters: Sendable, Equatable {
    /// In the order of the workload's description.
    public let entries: [Entry]

    public struct Entry: Sendable, Equatable {
        public let name: String
        /// Bytes for a size, the number itself for a count.
        public let value: Int
    }

    /// Takes what was given and fills in the defaults.
    /// - Throws: `WorkloadError` naming a key that is not known, with those that are, or a value that is
    ///   of the wrong kind or out of range.
    public init(
        _ given: [String: ParameterValue] = [:], for workload: WorkloadDescription
    ) throws(WorkloadError) {
        let known = workload.parameters.map(\.name)
        // In the order of names: of several unknown keys the same one is reported every time.
        if let unknown = given.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownParameter(
                name: unknown, workload: workload.name, known: known,
                nearest: NearestName.among(known, to: unknown))
        }
        var entries: [Entry] = []
        for parameter in workload.parameters {
            let value = try given[parameter.name].map { given throws(WorkloadError) in
                try parameter.check(given)
            }
            entries.append(Entry(name: parameter.name, value: value ?? parameter.defaultValue))
        }
        self.entries = entries
    }

    /// The value of a parameter that the workload's description names.
    public subscript(_ name: String) -> Int {
        guard let entry = entries.first(where: { $0.name == name }) else {
            preconditionFailure("the description of this workload has no parameter '\(name)'")
        }
        return entry.value
    }

    /// Start of the workload's random numbers.
    public var seed: UInt64 { UInt64(self[ParameterDescription.seed.name]) }

    /// As a JSON object, sizes in bytes.
    public var json: String {
        "{" + entries.map { "\(FlatJSON.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
}
