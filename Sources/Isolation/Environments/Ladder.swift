/// The history of isolation on Unix, each system by what it isolated: Linux compositions with the same
/// properties. docs/ladder.md has every property with its source.
enum Ladder {
    /// In the order of their years.
    static let all = [
        v7Chroot, freeBSDJail, linuxVServer, solarisZone, aixWPAR, EnvironmentCatalog.namespaces, container,
        rootlessContainer,
    ]

    /// 1979: another root folder, and nothing else.
    static let v7Chroot = EnvironmentDefinition(
        name: "v7-chroot", summary: "1979, Unix V7: another root folder", [ChangedRoot()])

    /// 2000: a root folder, own processes, host name and address, a weaker root, no System V IPC outside.
    static let freeBSDJail = EnvironmentDefinition(
        name: "freebsd-jail",
        summary: "2000, FreeBSD 4: own root folder, processes, host name, one address; a weaker root",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc, .net]) + [
            ChangedRoot(), HostName(hostname: "jail"), BridgedNetwork(), Capabilities(keep: Roots.ofJails),
        ])

    /// 2001: contexts of processes in a shared network stack, a bounding set, limits.
    static let linuxVServer = EnvironmentDefinition(
        name: "linux-vserver",
        summary:
            "2001, Linux-VServer: own root folder, processes, host name, IPC; fewer capabilities; limits",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc]) + [
            ChangedRoot(), HostName(hostname: "vserver"), Capabilities(keep: Roots.ofVServers),
            ResourceLimits(limits: [
                ResourceLimit(.nproc, soft: 1024, hard: 1024), ResourceLimit(.nofile, soft: 1024, hard: 1024),
            ]),
        ])

    /// 2005: read-only trees of the global zone, a root of its own, an IP stack, a pool of CPUs with shares.
    static let solarisZone = EnvironmentDefinition(
        name: "solaris-zone",
        summary: "2005, Solaris 10: sparse root zone with own root user, privileges, IP stack, CPU pool",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc, .net, .user]) + [
            PivotedRoot(), ProcFileSystem(), MinimalDevices(), HostName(hostname: "zone"), BridgedNetwork(),
            ReadOnlyPaths(paths: ["/usr"]), Capabilities(keep: Roots.ofZones), CgroupCPUs(),
            CgroupCPUWeight(),
        ])

    /// 2007: a system partition with its own users, processes and address, and shares of resources.
    static let aixWPAR = EnvironmentDefinition(
        name: "aix-wpar",
        summary: "2007, AIX 6.1: system WPAR with own root, processes, IPC, address, and resource shares",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc, .net]) + [
            PivotedRoot(), ProcFileSystem(), MinimalDevices(), HostName(hostname: "wpar"), BridgedNetwork(),
            ReadOnlyPaths(paths: ["/usr", "/opt"]), Capabilities(keep: Roots.ofWPARs), CgroupCPUWeight(),
            CgroupMemory.unlimited, CgroupPIDs(),
        ])

    /// Today: what Docker asks of runc for `docker run`.
    static let container = EnvironmentDefinition(
        name: "container",
        summary:
            "today: overlay root, namespaces but user and time, veth, default seccomp list and capabilities",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc, .net, .cgroup]) + [
            OverlayRoot(), BridgedNetwork(), CgroupCPUWeight(), CgroupMemory.unlimited,
            CgroupPIDs(count: 2048),
        ] + asContainersAre)

    /// Today without root: what a user namespace allows whoever runs it.
    static let rootlessContainer = EnvironmentDefinition(
        name: "container-rootless",
        summary: "today without root: the same in a user namespace, with lo instead of veth and no cgroup",
        MechanismCatalog.namespaces([.mount, .pid, .uts, .ipc, .net, .user, .cgroup]) + [
            OverlayRoot(), UserMap(kind: .root), LoopbackNetwork(),
        ] + asContainersAre)

    private static let asContainersAre: [any Mechanism] = [
        ProcFileSystem(), SysFileSystem(), MinimalDevices(), MaskedPaths(), ReadOnlyPaths(), ResourceLimits(),
        Capabilities(), SystemCallFiltering(),
    ]

    /// What each system left to root inside, as capabilities; sources in docs/ladder.md.
    private enum Roots {
        private static let files = [
            "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID",
        ]
        private static let users = ["CAP_KILL", "CAP_SETGID", "CAP_SETUID"]

        static let ofJails = CapabilitySet(files + users + ["CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT"])
        static let ofVServers = CapabilitySet(
            files + users + [
                "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_TTY_CONFIG", "CAP_LEASE",
            ])
        static let ofZones = CapabilitySet(
            files + users + [
                "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_NET_RAW",
            ])
        static let ofWPARs = CapabilitySet(
            files + users + ["CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_NET_RAW"])
    }
}
