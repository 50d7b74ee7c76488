/// Every mechanism, in the order in which they are listed and, within a phase, take place.
public enum MechanismCatalog {
    /// Each as an example of its type.
    public static let all: [any Mechanism] = [
        MountNamespace(),
        PIDNamespace(),
        UTSNamespace(),
        IPCNamespace(),
        NetworkNamespace(),
        UserNamespace(),
        CgroupNamespace(),
        TimeNamespace(),
        UserMap(),
        HostName(),
        NoNetwork(),
        LoopbackNetwork(),
        BridgedNetwork(),
        MacVLAN(),
        IPVLAN(),
        ChangedRoot(),
        PivotedRoot(),
        ReadOnlyRoot(),
        OverlayRoot(),
        ProcFileSystem(),
        SysFileSystem(),
        MinimalDevices(),
        MaskedPaths(),
        ReadOnlyPaths(),
        CgroupCPUQuota(),
        CgroupCPUWeight(),
        CgroupCPUs(),
        CgroupMemory(),
        CgroupPIDs(),
        CgroupIO(),
        ResourceLimits(),
        SpeculationControl(),
        NoNewPrivileges(),
        Capabilities(),
        LandlockDomain(),
        SystemCallFiltering(),
        Variables(),
        ExternalRuntime(),
        ExternalWrapper(),
    ]

    static func sorted(_ mechanisms: [any Mechanism]) -> [any Mechanism] {
        let ranks = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })
        return mechanisms.sorted { ranks[$0.name, default: .max] < ranks[$1.name, default: .max] }
    }

    static func named(_ name: String) -> (any Mechanism)? { all.first { $0.name == name } }

    /// The bare namespaces of these kinds, each once.
    static func namespaces(_ kinds: [NamespaceKind]) -> [any Mechanism] {
        all.filter { mechanism in kinds.contains { $0.rawValue == mechanism.name } }
    }
}
