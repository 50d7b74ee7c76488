/// unshare of util-linux (man 1 unshare): all eight namespaces and nothing else.
struct Unshare: Runtime {
    let name = "unshare"
    let summary = "unshare of util-linux with all eight namespaces, over the host's files"
    let executables = ["unshare"]
    let package: String? = "util-linux"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net, .user, .cgroup, .time]

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        let own = [
            "--user", "--map-root-user", "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--time",
            "--fork", "--kill-child", "--mount-proc",
        ]
        return ExternalLaunch(
            command: [executable] + own + choice.arguments + [ExternalLaunch.placeholder],
            worker: site.worker)
    }
}
