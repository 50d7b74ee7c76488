import Glibc
import Linux

/// docker run, with the daemon that the docker command reaches.
struct Docker: Runtime {
    let name = "docker"
    let summary = "docker run with the daemon's default seccomp filter and capabilities, no network"
    let executables = ["docker"]
    let package: String? = "docker.io"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net]
    let leavesCgroup = false

    func availability(on host: Host, choice: RuntimeChoice) -> Availability {
        guard let executable = choice.executable else { return .unavailable(reason: "not installed") }
        let question = Self.command(executable, ["version", "--format", "{{.Server.Version}}"])
        guard let told = try? question.run(environment: name), !told.succeeded else { return .available }
        return .unavailable(reason: "its daemon does not answer: \(told.summary)")
    }

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        let remains = try RuntimeRemainsOwner(
            RuntimeRemains(
                runtime: name, executable: executable, name: site.name, variables: Self.variables), site: site
        )
        let image = Self.image(of: site.name)
        let root = try site.write("root.tar", EmptyArchive.bytes)
        try require(Self.command(executable, ["import", root, image]), step: "docker import", site: site)
        var launch = ExternalLaunch(
            command: [executable, "run"] + Self.flags(site) + choice.arguments + [
                image, RuntimeSite.workerInside,
            ],
            worker: RuntimeSite.workerInside)
        launch.variables = Self.variables + [site.mark]
        launch.version = version(executable)
        launch.programs = RuntimeSite.onlyWorker(name)
        launch.workerProcess = .numberFrom(
            command: [executable, "inspect", "--format", "{{.State.Pid}}", site.name])
        launch.counters = .unavailable(
            reason:
                "docker's daemon starts the worker, so counters opened on the docker command don't follow it")
        launch.remains = remains
        return launch
    }

    private static func flags(_ site: RuntimeSite) -> [String] {
        [
            "--rm", "--interactive", "--name", site.name, "--pull", "never", "--network", "none",
            "--log-driver", "none", "--cpuset-cpus", "\(site.cpu)",
            "--volume", "\(site.worker):\(RuntimeSite.workerInside):ro",
            "--volume", "\(site.scratch):\(site.scratch):rw",
        ] + site.variables.flatMap { ["--env", $0] }
    }

    func removeRemains(_ remains: RuntimeRemains) {
        for words in [["rm", "--force", remains.name], ["rmi", "--force", Self.image(of: remains.name)]] {
            let helper = HelperProgram(
                command: [remains.executable] + words, variables: remains.variables ?? [], limit: 30)
            _ = try? helper.run(environment: name)
        }
    }

    /// Names of images have no capital letters.
    private static func image(of name: String) -> String { name.lowercased() }

    private func version(_ executable: String) -> String? {
        let format = "docker {{.Client.Version}}, daemon {{.Server.Version}}"
        let told = try? Self.command(executable, ["version", "--format", format]).run(environment: name)
        return told.flatMap { $0.succeeded ? String($0.output.prefix { $0 != "\n" }) : nil }
    }

    private static func command(_ executable: String, _ words: [String]) -> HelperProgram {
        HelperProgram(command: [executable] + words, variables: variables, limit: 30)
    }

    /// Which daemon, and where the command's configuration is (docker --help).
    private static var variables: [String] {
        let names: [String] = [
            "HOME", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY",
        ]
        return names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
    }

    private func require(
        _ helper: HelperProgram, step: String, site: RuntimeSite
    ) throws(IsolationError) {
        let told = try helper.run(environment: site.environment)
        guard told.succeeded else { throw site.failure(step, told.summary) }
    }
}

/// A tar archive with nothing in it: two blocks of zeros (POSIX, pax, ustar interchange format).
private enum EmptyArchive {
    static let bytes = [UInt8](repeating: 0, count: 1024)
}
