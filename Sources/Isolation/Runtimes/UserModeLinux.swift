import Linux

/// Linux as a program of Linux (Documentation/virt/uml/user_mode_linux_howto_v2.rst).
struct UserModeLinux: Runtime {
    let name = "uml"
    let summary = "user-mode Linux: a kernel of its own as a program of the host's"
    let executables = ["linux.uml"]
    let package: String? = "user-mode-linux"
    let changes: Set<Evidence.Property> = []
    let options = [RuntimeOption("memory", "of the guest, e.g. 512MiB", .size)]

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        let root = try Guest.root(in: site)
        let sockets = try site.makeFolder("sockets")
        let memory = RuntimeOption.mebibytes(choice.options["memory"] ?? "256MiB") ?? 256
        var launch = ExternalLaunch(
            command: [
                executable, "mem=\(memory)M", "initrd=\(root)", "uml_dir=\(sockets)/",
                "umid=\(site.name)",
                "con=null", "con0=fd:0,fd:1",
            ] + Guest.parameters(ending: "poweroff", site: site) + choice.arguments,
            worker: RuntimeSite.workerInside)
        launch.variables = [site.mark]
        launch.channel = .console
        launch.workerProcess = Guest.workerProcess
        launch.scratch = Guest.scratch
        launch.programs = .unavailable(reason: "the guest's root holds only isocost's worker, no commands")
        return launch
    }
}
