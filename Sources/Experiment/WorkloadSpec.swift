import Workloads

/// One piece of work of a plan: a workload of the catalogue, or a command of the user's.
public struct WorkloadSpec: Sendable, Codable, Equatable {
    /// Unique in a plan; what results call it.
    public var name: String
    public var work: Work

    /// A closed set: the experiment knows two ways to measure.
    public enum Work: Sendable, Equatable {
        /// By the worker, slice after slice; sizes in bytes.
        case workload(String, parameters: [String: Int])
        /// A program and its arguments; one launch is one sample.
        case command([String])
    }

    public init(name: String, work: Work) {
        self.name = name
        self.work = work
    }

    /// A workload of the catalogue; given parameters are part of its name.
    /// - Throws: `WorkloadError` naming an unknown parameter, or a value out of range.
    public init(
        _ description: WorkloadDescription, given: [String: ParameterValue] = [:]
    ) throws(WorkloadError) {
        let parameters = try Parameters(given, for: description)
        let chosen = parameters.entries.filter { given.keys.contains($0.name) }
        let texts = chosen.map { entry in
            let kind = description.parameters.first { $0.name == entry.name }
            return "\(entry.name)=\(kind?.text(entry.value) ?? String(entry.value))"
        }
        name = description.name + (texts.isEmpty ? "" : "(\(texts.joined(separator: ",")))")
        work = .workload(
            description.name,
            parameters: Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, $0.value) }))
    }

    /// The catalogue's description; nil for a command.
    public var description: WorkloadDescription? {
        guard case .workload(let name, _) = work else { return nil }
        return try? WorkloadCatalog.description(named: name)
    }

    private enum CodingKeys: String, CodingKey {
        case name, workload, parameters, command
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        if let command = try container.decodeIfPresent([String].self, forKey: .command) {
            work = .command(command)
        } else {
            work = .workload(
                try container.decode(String.self, forKey: .workload),
                parameters: try container.decodeIfPresent([String: Int].self, forKey: .parameters) ?? [:])
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        switch work {
        case .command(let command): try container.encode(command, forKey: .command)
        case .workload(let workload, let parameters):
            try container.encode(workload, forKey: .workload)
            if !parameters.isEmpty { try container.encode(parameters, forKey: .parameters) }
        }
    }
}
