import Linux

/// Firejail (man 1 firejail) without a profile: its namespaces and its file system, no filters.
struct Firejail: Runtime {
    let name = "firejail"
    let summary = "firejail without a profile and without network, over the host's files"
    let executables = ["firejail"]
    let package: String? = "firejail"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .net]
    /// It mounts in /run/firejail, even to print its version, and leaves that there.
    let mounts = [PrivateMount.empty("/run")]

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        try site.refuse(below: "/run")
        let own = ["--quiet", "--noprofile", "--net=none", "--keep-var-tmp", "--writable-var"]
        var launch = ExternalLaunch(
            command: [executable] + own + choice.arguments + [ExternalLaunch.placeholder],
            worker: site.worker)
        launch.variables = [site.mark]
        return launch
    }
}
