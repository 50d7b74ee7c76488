import Linux

/// A runtime with the command line of runc: `run --bundle DIR ID`.
protocol OCIRuntime: Runtime {
    /// What it is told beside where its state goes.
    func flags(_ choice: RuntimeChoice) -> [String]
    /// Why the worker's process can't be looked at; nil where it is one of the host's.
    var hidden: String? { get }
}

extension OCIRuntime {
    var hidden: String? { nil }
    var changes: Set<Evidence.Property> { [.mnt, .pid, .uts, .ipc, .net] }
    func flags(_ choice: RuntimeChoice) -> [String] { [] }

    func availability(on host: Host, choice: RuntimeChoice) -> Availability {
        host.require(.systemAdministration)
    }

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        let state = try site.makeFolder("state")
        _ = try site.makeFolder("rootfs")
        var spec = OCISpec.worker(of: site, withCgroupNamespace: RuntimeCgroup.isVersion2Alone)
        if !leavesCgroup, RuntimeCgroup.hasCPUSetInV2 {
            spec.linux.resources.cpu = .init(cpus: "\(site.cpu)")
        }
        _ = try site.write("config.json", try spec.text(site: site))
        var launch = ExternalLaunch(
            command: [executable, "--root", state] + flags(choice) + choice.arguments
                + ["run", "--bundle", site.folder, site.name],
            worker: RuntimeSite.workerInside)
        launch.variables = ["PATH=\(SearchPath.text)", site.mark]
        launch.programs = RuntimeSite.onlyWorker(name)
        launch.workerProcess = hidden.map { .hidden(reason: $0) } ?? .descendant
        launch.remains = try RuntimeRemainsOwner(
            RuntimeRemains(
                runtime: name, executable: executable, name: site.name,
                cgroups: leavesCgroup ? [] : RuntimeCgroup.places(of: site.name)),
            site: site)
        return launch
    }
}
