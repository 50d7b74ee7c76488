import Glibc
import Linux

/// podman run on a root folder: no image, no network, a configuration of its own.
struct Podman: Runtime {
    let name = "podman"
    let summary = "podman run --rootfs with its default seccomp filter and capabilities, no network"
    let executables = ["podman"]
    let package: String? = "podman"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net]
    /// crun's, which it starts, and /run, where all of its state goes: it wants short paths.
    var mounts: [PrivateMount] { Crun().mounts + [.empty("/run")] }

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        try site.refuse(below: "/run")
        let root = try site.makeFolder("rootfs")
        let config = try site.write("containers.conf", Self.configuration)
        let number = site.path("pid")
        let words = Self.globalFlags + ["run"] + Self.flags(site, pidFile: number)
        var launch = ExternalLaunch(
            command: [executable] + words + choice.arguments + ["--rootfs", root, RuntimeSite.workerInside],
            worker: RuntimeSite.workerInside)
        launch.variables = ["PATH=\(SearchPath.text)", "CONTAINERS_CONF=\(config)", site.mark] + site.home
        launch.programs = RuntimeSite.onlyWorker(name)
        // conmon, which holds the container, leaves podman for init.
        launch.workerProcess = .numberIn(file: number)
        return launch
    }

    private static let globalFlags = [
        "--root", "/run/storage", "--runroot", "/run/runroot", "--tmpdir", "/run/tmp",
        "--network-config-dir", "/run/networks", "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs",
    ]

    private static func flags(_ site: RuntimeSite, pidFile: String) -> [String] {
        let own = [
            "--rm", "--interactive", "--name", site.name, "--pidfile", pidFile, "--cgroups", "disabled",
            "--network", "none", "--log-driver", "none",
            "--volume", "\(site.worker):\(RuntimeSite.workerInside):ro",
            "--volume", "\(site.scratch):\(site.scratch):rw",
        ]
        return own + limits() + site.variables.flatMap { ["--env", $0] }
    }

    /// man 5 containers.conf: locks in files, for shared memory would be the host's.
    static let configuration = """
        [engine]
        lock_type = "file"
        events_logger = "none"

        """

    /// Its defaults are above what root without CAP_SYS_RESOURCE may set, so the limits there are are named.
    private static func limits() -> [String] {
        let own = (try? contents(of: "/proc/self/limits")) ?? ""
        // podman lowers its own number of processes to this before it starts crun.
        let largest = (try? contents(of: "/proc/sys/kernel/pid_max")).flatMap {
            Int($0.prefix { $0.isNumber })
        }
        return limits(own: own, largest: largest ?? 32768)
    }

    /// - Parameter own: the text of /proc/self/limits (man 5 proc).
    static func limits(own: String, largest: Int) -> [String] {
        let processes = min(hardLimit("Max processes", in: own) ?? largest, largest)
        let files = hardLimit("Max open files", in: own) ?? 1024
        return ["--ulimit", "nofile=\(files):\(files)", "--ulimit", "nproc=\(processes):\(processes)"]
    }

    private static func hardLimit(_ name: String, in text: String) -> Int? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        let columns = line?.dropFirst(name.count).split(separator: " ") ?? []
        return columns.count > 1 ? Int(columns[1]) : nil
    }
}
