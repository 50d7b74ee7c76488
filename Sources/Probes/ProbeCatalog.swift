import Glibc
import Naming

/// Every probe there is, in the order of the matrix.
public enum ProbeCatalog {
    /// A new probe is one new file and one line here.
    public static let all: [any Probe.Type] = [
        HostProcesses.self,
        CoveredProcesses.self,
        ProcessSignal.self,
        ProcessTrace.self,
        PlainChroot.self,
        NestedChroot.self,
        OpenDescriptor.self,
        ProcRoot.self,
        RootDevice.self,
        BindMount.self,
        FileWrite.self,
        MountPropagation.self,
        NetworkInterfaces.self,
        ListeningPort.self,
        GatewayPort.self,
        AbstractSocket.self,
        SystemVObjects.self,
        MessageQueue.self,
        SharedMemory.self,
        HostName.self,
        ClockSetting.self,
        BootClock.self,
        Keyring.self,
        KernelModule.self,
        KernelExec.self,
        Reboot.self,
        SystemCalls.self,
        MemoryLimit.self,
        ProcessLimit.self,
        CPULimit.self,
    ]

    public static let properties: [Property] = all.map { $0.property }

    public static func named(_ name: String) -> (any Probe.Type)? { all.first { $0.property.name == name } }

    /// The properties whose name matches a pattern of `*`, `?` and `[…]` (man 7 glob), in the order of the
    /// matrix.
    /// - Throws: `ProbeError.unknownProperty` if there are none, with the names nearest to the pattern.
    public static func select(_ glob: String) throws(ProbeError) -> [Property] {
        let selected = properties.filter { fnmatch(glob, $0.name, 0) == 0 }
        guard selected.isEmpty else { return selected }
        throw .unknownProperty(glob, nearest: NearestName.among(properties.map(\.name), to: glob))
    }
}
