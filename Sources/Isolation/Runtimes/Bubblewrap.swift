/// bubblewrap, the unprivileged sandbox (man 1 bwrap), over the host's own files.
struct Bubblewrap: Runtime {
    let name = "bwrap"
    let summary = "bubblewrap with every namespace it has, over the host's files"
    let executables = ["bwrap"]
    let package: String? = "bubblewrap"
    /// user and cgroup namespaces are made where they can be (--unshare-all of man 1 bwrap).
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net]

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        // Without --die-with-parent what is inside would outlive a bwrap that is killed.
        let own = ["--unshare-all", "--die-with-parent", "--dev-bind", "/", "/", "--proc", "/proc"]
        return ExternalLaunch(
            command: [executable] + own + choice.arguments + [ExternalLaunch.placeholder],
            worker: site.worker)
    }
}
