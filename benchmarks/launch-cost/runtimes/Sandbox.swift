import Isolation

/// Mechanisms that several launchers are told to set up: once as an environment of isocost's, and once in the words of
/// each of the others.
struct Sandbox {
    /// Of this file system, becomes `/`: holds the program at `/tiny`, and folders to mount on.
    let root: String
    /// As in an OCI configuration, which has other names for two of them.
    let namespaces: [String]
    /// Beside /proc, a /dev, and the namespaces: all that `container` has.
    let isContainer: Bool

    static let program = "/tiny"
    static let hostname = "isocost"
    /// A limit of RLIMIT_NOFILE.
    static let openFiles = 1024
    /// Folders that mounts need.
    static let folders = ["dev", "proc", "sys"]

    /// All but time, which neither bubblewrap 0.8 nor these OCI runtimes make.
    static func namespaces(root: String) -> Sandbox {
        Sandbox(
            root: root, namespaces: ["mount", "pid", "uts", "ipc", "network", "user", "cgroup"],
            isContainer: false)
    }

    static func container(root: String) -> Sandbox {
        Sandbox(
            root: root, namespaces: ["mount", "pid", "uts", "ipc", "network", "cgroup"], isContainer: true)
    }

    /// What `container` masks, as far as a root of its own has it.
    var maskedPaths: [String] {
        isContainer
            ? [
                "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys",
                "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug",
                "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
            ] : []
    }

    var readOnlyPaths: [String] {
        isContainer ? ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"] : []
    }

    var capabilities: [String] { isContainer ? Self.keptCapabilities : CapabilitySet.names }

    /// Those of `container`.
    private static let keptCapabilities = [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID",
        "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL",
        "CAP_AUDIT_WRITE",
    ]

    /// Made of `container` or from nothing, with `root` bound and pivoted to and lo alone: OCI runtimes get their root
    /// ready, and none of them makes a cable.
    func definition() throws -> EnvironmentDefinition {
        var made =
            isContainer ? EnvironmentCatalog.named("container")! : EnvironmentDefinition(name: "namespaces")
        let own = namespaces.map { $0 == "network" ? "net" : $0 }
        try made.set("namespaces", to: .texts(own))
        try made.set("root", to: .members([.init("kind", .text("pivot")), .init("path", .text(root))]))
        try made.set("mounts", to: .texts(isContainer ? ["proc", "sys", "dev"] : ["proc", "dev"]))
        try made.set("network", to: .text("loopback"))
        try made.set("hostname", to: .text(Self.hostname))
        guard isContainer else { return made }
        try made.set("maskedPaths", to: .texts(maskedPaths))
        try made.set("readOnlyPaths", to: .texts(readOnlyPaths))
        try made.set("capabilities", to: .members([.init("keep", .texts(capabilities))]))
        try made.set("rlimits", to: .members([.init("nofile", .integer(Self.openFiles))]))
        return made
    }

    /// What others are started in, so that they find what they have no option for: the cgroups of `container`, made
    /// before, and its limit.
    func surroundings(withLimits: Bool) throws -> EnvironmentDefinition {
        var made = EnvironmentDefinition(name: "surroundings")
        guard isContainer else { return made }
        for member in try definition().members {
            if member.key == "cgroup" || (withLimits && member.key == "rlimits") {
                try made.set(member.key, to: member.value)
            }
        }
        return made
    }
}
