/// The part of the machine that a workload stresses.
public enum WorkloadFamily: String, Sendable, CaseIterable {
    case cpu, mem, io, net, sys
}

/// A system call that a workload can't do without, beside what every worker calls.
public struct NeededCall: Sendable, Equatable, ExpressibleByStringLiteral {
    /// As the kernel has it, not the C library: `openat` for open(3).
    public let name: String
    /// Its first argument, which filters tell calls apart by.
    public let firstArgument: UInt64

    init(_ name: String, first: UInt64) { (self.name, firstArgument) = (name, first) }

    public init(stringLiteral name: String) { self.init(name, first: 0) }

    // Newer architectures have only the calls that take a folder.
    #if arch(x86_64)
        static let rename: NeededCall = "rename"
        static let unlink: NeededCall = "unlink"
    #else
        static let rename: NeededCall = "renameat"
        static let unlink: NeededCall = "unlinkat"
    #endif
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
    /// True when it needs the loopback of its network namespace to be up, and sockets.
    public let usesLoopback: Bool
    /// Where a filter refuses one of these, this workload can't be measured.
    public let calls: [NeededCall]
    /// Its own parameters, then `seed`, which every workload takes.
    public let parameters: [ParameterDescription]
    /// Creates the workload, unprepared; cheap, so it also serves to check parameters against one another.
    public let make:
        @Sendable (_ parameters: Parameters, _ scratch: String) throws(WorkloadError)
            -> any Workload & ~Copyable

    init<W: Workload & ~Copyable>(
        _ workload: W.Type, family: WorkloadFamily, op: String, stresses: String,
        usesScratch: Bool = false, usesLoopback: Bool = false, calls: [NeededCall] = [],
        parameters: [ParameterDescription] = []
    ) {
        self.name = W.name
        self.family = family
        self.op = op
        self.stresses = stresses
        self.usesScratch = usesScratch
        self.usesLoopback = usesLoopback
        self.calls = calls
        self.parameters = parameters + [.seed]
        self.make = { parameters, scratch throws(WorkloadError) in
            try W(parameters: parameters, scratch: scratch)
        }
    }
}
