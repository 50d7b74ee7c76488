import FoundationEssentials
import Linux

/// seccomp(2): a filter looks at every system call of the program.
///
/// Compiled before clone and installed last by the child. Where capabilities are dropped without
/// no_new_privs it comes right before they are, since installing it needs CAP_SYS_ADMIN (as in runc).
struct SystemCallFiltering: Mechanism {
    static let place = SettingPlace.value(of: "seccomp")
    static let off: Setting? = .text("none")
    let name = "seccomp"
    let summary = "a filter of system calls: allow-all, container, or an OCI profile of yours"
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.seccomp, .seccompFilters]
    var profile: Named = .container

    /// A profile by its name, or one of the user's.
    enum Named: Equatable {
        case allowAll, container
        case own(SeccompProfile)

        var profile: SeccompProfile {
            switch self {
            case .allowAll: .allowAll
            case .container: .container
            case .own(let profile): profile
            }
        }

        var name: String {
            switch self {
            case .allowAll: "allow-all"
            case .container: "container"
            case .own: "of the environment file"
            }
        }
    }

    init(profile: Named = .container) { self.profile = profile }

    init(_ setting: Setting) throws(SettingError) {
        switch setting.scalar {
        case "allow-all": profile = .allowAll
        case "container": profile = .container
        case let path? where path.hasSuffix(".json"): profile = .own(try Self.file(path, setting))
        case .some: profile = .own(try SeccompProfile(try Self.named(setting)))
        case nil: profile = .own(try SeccompProfile(setting))
        }
    }

    private static func named(_ setting: Setting) throws(SettingError) -> Setting {
        _ = try setting.word("seccomp", of: ["none", "allow-all", "container", "a .json file"])
        return setting
    }

    /// The file's content becomes part of the definition: a run's record says what was filtered.
    private static func file(_ path: String, _ setting: Setting) throws(SettingError) -> SeccompProfile {
        let full = path.hasPrefix("/") ? path : (setting.folder ?? "") + path
        let content: Setting
        do {
            content = try JSONDecoder().decode(Setting.self, from: Data(contents(of: full).utf8))
        } catch let error as SystemError {
            throw setting.error("'seccomp': cannot read \(full): \(error)")
        } catch { throw setting.error("'seccomp': \(full) is no JSON: \(error)") }
        do throws(SettingError) { return try SeccompProfile(content) } catch {
            throw setting.error("'seccomp': \(full): \(error.message)")
        }
    }

    var setting: Setting {
        switch profile {
        case .allowAll, .container: .text(profile.name)
        case .own(let profile): profile.setting
        }
    }

    /// Nothing is known of a profile of the user's.
    var promises: Set<String> { profile == .container ? ["kernel.calls", "kernel.keyring"] : [] }

    /// What looking costs, and what the list costs beyond it.
    var lesserLevels: [any Mechanism] {
        profile == .allowAll ? [] : [SystemCallFiltering(profile: .allowAll)]
    }

    func availability(on host: Host) -> Availability { host.requireToRestrictItself() }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let filter: SystemCallFilter
        do throws(SystemError) { filter = try profile.profile.compiled(name: profile.name) } catch {
            throw .invalid(environment: plan.environment, reason: "seccomp: \(error)")
        }
        // The kernel's limit (BPF_MAXINSNS).
        guard filter.count <= 4096 else {
            throw .invalid(
                environment: plan.environment,
                reason: "seccomp: the filter has \(filter.count) instructions; the kernel takes 4096")
        }
        plan.filter = filter
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        guard evidence.seccomp == "2" else { return ["seccomp is \(evidence.seccomp), not 2 (filter)"] }
        // Where isocost runs under a filter itself; kernels before 5.9 don't count them.
        guard let before = bare.seccompFilters.flatMap({ Int($0) }),
            let count = evidence.seccompFilters.flatMap({ Int($0) }), count <= before
        else { return [] }
        return ["seccompFilters is \(count), that of bare is \(before)"]
    }
}
