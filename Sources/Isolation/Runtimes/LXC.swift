import Linux

/// lxc-execute of LXC (man 1 lxc-execute): one program in a container, without a system in it.
struct LXC: Runtime {
    let name = "lxc"
    let summary = "lxc-execute on a root that holds only the worker, all capabilities, no network"
    let executables = ["lxc-execute"]
    let package: String? = "lxc"
    let changes: Set<Evidence.Property> = [.mnt, .pid, .uts, .ipc, .net]
    /// It keeps locks in /run/lxc, and makes cgroups that it does not remove (lxc.pivot).
    var mounts: [PrivateMount] {
        [.empty("/run")] + (RuntimeCgroup.hierarchies.isEmpty ? [] : [.empty("/sys/fs/cgroup")])
    }

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        try site.refuse(below: "/run")
        let state = try site.makeFolder("state")
        let root = try site.makeFolder("rootfs")
        let config = try site.write("config", Self.configuration(root: root, site: site))
        var launch = ExternalLaunch(
            command: [executable, "-P", state, "-n", site.name, "-f", config] + choice.arguments
                + ["--", RuntimeSite.workerInside],
            worker: RuntimeSite.workerInside)
        launch.variables = ["PATH=\(SearchPath.text)", site.mark]
        launch.programs = RuntimeSite.onlyWorker(name)
        return launch
    }

    /// man 5 lxc.container.conf
    static func configuration(root: String, site: RuntimeSite) -> String {
        """
        lxc.uts.name = isocost
        lxc.rootfs.path = dir:\(root)
        lxc.net.0.type = empty
        lxc.net.0.flags = up
        lxc.mount.entry = \(site.worker) \(RuntimeSite.workerInside.dropFirst()) none ro,bind,create=file 0 0
        lxc.mount.entry = \(site.scratch) \(site.scratch.dropFirst()) none rw,bind,create=dir 0 0
        \(site.variables.map { "lxc.environment = \($0)\n" }.joined())
        """
    }
}
