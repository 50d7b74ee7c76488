import Glibc
import Linux

/// systemd-nspawn (man 1 systemd-nspawn) without a system manager around or in it.
struct SystemdNspawn: Runtime {
    let name = "systemd-nspawn"
    let summary = "systemd-nspawn on a root that holds only the worker, with its seccomp filter, no network"
    let executables = ["systemd-nspawn"]
    let package: String? = "systemd-container"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net, .seccomp]
    /// It keeps locks and folders in /run/systemd/nspawn.
    let mounts = [PrivateMount.empty("/run")]
    /// --keep-unit: below isocost's own, in cgroups called payload and supervisor.
    let leavesCgroup = false

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        try site.refuse(below: "/run")
        let root = try site.makeFolder("rootfs")
        // Without /usr it takes a folder for none that holds a system.
        _ = try site.makeFolder("rootfs/usr")
        let own = [
            "--quiet", "--register=no", "--keep-unit", "--as-pid2", "--private-network", "--resolv-conf=off",
            "--timezone=off", "--link-journal=no", "--console=pipe", "--machine=\(site.name)",
            // What it was started with it may lose with the cgroup it moves to: see RuntimeCgroup.hasCPUSetInV2.
            "--cpu-affinity=\(site.cpu)",
            "--directory=\(root)", "--bind-ro=\(Self.escaped(site.worker)):\(RuntimeSite.workerInside)",
            "--bind=\(Self.escaped(site.scratch))",
        ]
        var launch = ExternalLaunch(
            command: [executable] + own + site.variables.map { "--setenv=\($0)" }
                + choice.arguments + [RuntimeSite.workerInside],
            worker: RuntimeSite.workerInside)
        launch.variables = ["PATH=\(SearchPath.text)", site.mark]
        launch.programs = RuntimeSite.onlyWorker(name)
        launch.remains = try RuntimeRemainsOwner(
            RuntimeRemains(
                runtime: name, executable: executable, name: site.name, cgroups: Self.newCgroups()),
            site: site)
        return launch
    }

    /// Those it makes and leaves, except what is there already and somebody else's.
    private static func newCgroups() -> [String] {
        RuntimeCgroup.hierarchies.flatMap { hierarchy in
            ["payload", "supervisor"].map { "\(hierarchy.own)/\($0)" }
        }.filter { access($0, F_OK) != 0 }
    }

    /// In --bind a colon ends a path.
    private static func escaped(_ path: String) -> String { path.replacing(":", with: "\\:") }
}
