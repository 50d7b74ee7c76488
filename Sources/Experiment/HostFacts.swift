import Statistics

/// The machine a run was made on, as run.json and every report carry it.
public struct HostFacts: Codable, Sendable, Equatable {
    public var hostname: String
    public var kernel: String
    public var cpuModel: String
    public var cpus: Int
    public var numaNodes: Int
    public var memoryBytes: UInt64
    /// `none`, `kvm`, `vmware`, …; what the CPU and DMI say.
    public var virtualization: String
    /// `v1`, `v2` or `hybrid`.
    public var cgroup: String
    public var warnings: [Warning]

    public init(
        hostname: String, kernel: String, cpuModel: String, cpus: Int, numaNodes: Int,
        memoryBytes: UInt64, virtualization: String, cgroup: String, warnings: [Warning]
    ) {
        self.hostname = hostname
        self.kernel = kernel
        self.cpuModel = cpuModel
        self.cpus = cpus
        self.numaNodes = numaNodes
        self.memoryBytes = memoryBytes
        self.virtualization = virtualization
        self.cgroup = cgroup
        self.warnings = warnings
    }
}
