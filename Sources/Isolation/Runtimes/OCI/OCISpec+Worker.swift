extension OCISpec {
    /// What `runc spec` writes (libcontainer/specconv/example.go of runc 1.1), with three differences: no
    /// terminal, the worker and the run's scratch folder bound into the root, and an environment that holds
    /// only what the worker is given everywhere.
    static func worker(of site: RuntimeSite, withCgroupNamespace: Bool) -> OCISpec {
        OCISpec(
            process: Process(
                args: [RuntimeSite.workerInside], env: site.variables,
                capabilities: Capabilities(all: ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"]),
                rlimits: [Limit(type: "RLIMIT_NOFILE", hard: 1024, soft: 1024)]),
            root: Root(),
            mounts: defaultMounts + [
                bind(site.worker, at: RuntimeSite.workerInside, options: ["bind", "ro"]),
                bind(site.scratch, at: site.scratch, options: ["bind", "rw"]),
            ],
            linux: Linux(
                namespaces: (["pid", "network", "ipc", "uts", "mount"]
                    + (withCgroupNamespace ? ["cgroup"] : [])).map(Namespace.init),
                maskedPaths: [
                    "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
                    "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware",
                    "/proc/scsi",
                ],
                readonlyPaths: ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]))
    }

    private static func bind(_ source: String, at destination: String, options: [String]) -> Mount {
        Mount(destination: destination, type: "bind", source: source, options: options)
    }

    private static let defaultMounts = [
        Mount(destination: "/proc", type: "proc", source: "proc"),
        Mount(
            destination: "/dev", type: "tmpfs", source: "tmpfs",
            options: ["nosuid", "strictatime", "mode=755", "size=65536k"]),
        Mount(
            destination: "/dev/pts", type: "devpts", source: "devpts",
            options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]),
        Mount(
            destination: "/dev/shm", type: "tmpfs", source: "shm",
            options: ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]),
        Mount(
            destination: "/dev/mqueue", type: "mqueue", source: "mqueue",
            options: ["nosuid", "noexec", "nodev"]),
        Mount(
            destination: "/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"]),
        Mount(
            destination: "/sys/fs/cgroup", type: "cgroup", source: "cgroup",
            options: ["nosuid", "noexec", "nodev", "relatime", "ro"]),
    ]
}
