/// nsjail, Google's process isolation tool, over the host's files.
struct Nsjail: Runtime {
    let name = "nsjail"
    let summary = "nsjail with its default namespaces, over the host's files"
    let executables = ["nsjail"]
    let package: String? = nil
    let changes: Set<Evidence.Property> = [.mnt, .pid, .net]
    /// It knows no --version.
    let versionArguments: [String]? = nil

    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch {
        // once, without its limits of time, memory and descriptors, which would be another mechanism
        let own = [
            "-Mo", "--quiet", "--chroot", "/", "--rw", "--disable_rlimits", "--time_limit", "0", "--keep_env",
        ]
        return ExternalLaunch(
            command: [executable] + own + choice.arguments + ["--", ExternalLaunch.placeholder],
            worker: site.worker)
    }
}
