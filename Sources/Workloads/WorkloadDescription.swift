/// The part of the machine that a workload stresses.
public enum WorkloadFamily: String, Sendable, CaseIterable {
    case cpu, mem, io, sys
}

/// What is known of a workload without running it: values only, nothing big is allocated.
public struct WorkloadDescription: Sendable {
    /// e.g. `mem.latency`.
    public let name: String
    public let family: WorkloadFamily
    /// What one operation is.
    public let op: String
    /// The part of the system whose cost it shows.
    public let stresses: String
    /// True when it needs a scratch directory inside the environment.
    public let usesScratch: Bool
    /// Its own parameters, then `seed`, which every workload takes.
    public let parameters: [ParameterDescription]
    /// Creates the workload, unprepared; cheap, so it also serves to check parameters against one another.
    public let make:
        @Sendable (_ parameters: Parameters, _ scratch: String) throws(WorkloadError)
            -> any Workload & ~Copyable

    init<W: Workload & ~Copyable>(
        _ workload: W.Type, family: WorkloadFamily, op: String, stresses: String,
        usesScratch: Bool = false, parameters: [ParameterDescription] = []
    ) {
        self.name = W.name
        self.family = family
        self.op = op
        self.stresses = stresses
        self.usesScratch = usesScratch
        self.parameters = parameters + [.seed]
        self.make = { parameters, scratch throws(WorkloadError) in
            try W(parameters: parameters, scratch: scratch)
        }
    }
}
