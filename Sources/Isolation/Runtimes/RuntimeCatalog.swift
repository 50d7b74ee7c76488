/// Every runtime, in the order in which their environments are listed.
public enum RuntimeCatalog {
    public static let all: [any Runtime] = [
        Bubblewrap(),
        Unshare(),
        Crun(),
        Runc(),
        GVisor(),
        SystemdNspawn(),
        Podman(),
        Docker(),
        LXC(),
        Firejail(),
        Nsjail(),
        QEMU(),
        UserModeLinux(),
        AnyOCIRuntime(),
    ]

    public static func named(_ name: String) -> (any Runtime)? { all.first { $0.name == name } }

    /// An environment for each that needs no choice.
    static let environments: [EnvironmentDefinition] = all.filter { !$0.executables.isEmpty }.map { runtime in
        EnvironmentDefinition(
            name: runtime.name, summary: runtime.summary, [ExternalRuntime(RuntimeChoice(runtime))])
    }
}
