/// A container runtime, a sandbox or a virtual machine, started as its users start it.
struct ExternalRuntime: Mechanism {
    static let place = SettingPlace.value(of: "runtime")
    let name = "runtime"
    let summary = "a real runtime of this host that starts the worker, e.g. crun or qemu"
    let choice: RuntimeChoice

    private var runtime: any Runtime { choice.runtime }

    init(_ choice: RuntimeChoice = RuntimeChoice(Unshare())) { self.choice = choice }

    init(_ setting: Setting) throws(SettingError) { choice = try RuntimeChoice(setting) }

    var setting: Setting { choice.setting }
    var changes: Set<Evidence.Property> { runtime.changes }
    var mayChange: Set<Evidence.Property> { runtime.mayChange }

    func availability(on host: Host) -> Availability { choice.availability(on: host) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let site = try plan.siteForExternal(name)
        guard let executable = choice.executable else {
            throw .unavailable(environment: plan.environment, reason: "no \(runtime.name)")
        }
        var launch = try runtime.prepare(site, executable: executable, choice: choice)
        let version = launch.version ?? version(of: executable, environment: plan.environment)
        launch.version = version.map { [$0, launch.details].compactMap { $0 }.joined(separator: ", ") }
        launch.openWorker = site.openWorker
        plan.external = launch
        plan.add(runtime.mounts)
    }

    /// The first line that it prints about itself.
    private func version(of executable: String, environment: String) -> String? {
        guard let arguments = runtime.versionArguments else { return nil }
        let helper = HelperProgram(command: [executable] + arguments, mounts: runtime.mounts)
        guard let told = try? helper.run(environment: environment), told.succeeded else { return nil }
        let line = (told.output + told.errors).split(separator: "\n").first.map(String.init) ?? ""
        // Some print nothing but the number.
        return line.first?.isNumber == true ? "\(runtime.name) \(line)" : line
    }
}

extension LaunchPlan {
    /// What a launch from outside needs of the plan so far.
    func siteForExternal(_ mechanism: String) throws(IsolationError) -> RuntimeSite {
        if external != nil {
            throw .invalid(environment: environment, reason: "runtime and wrapper exclude one another")
        }
        guard rootPath == "/" else {
            throw .invalid(
                environment: environment,
                reason: "\(mechanism) is started from the host's root: leave out root.path \(rootPath)")
        }
        guard var site else {
            throw .invalid(environment: environment, reason: "\(mechanism) is launched in a run only")
        }
        site.variables += variables
        return site
    }
}
