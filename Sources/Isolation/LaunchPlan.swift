import Linux

/// What a launch does, put together by the mechanisms of an environment: plain data, no side effects
/// on the host but for the descriptors it holds open.
public struct LaunchPlan: Sendable {
    /// Names the arm in error messages.
    public let environment: String
    /// What becomes `/`, as the host sees it.
    public let rootPath: String
    /// An empty folder that a new root may be mounted on, in a mount namespace of the child's own.
    public let stagingFolder: String
    private var requestedFlags: UInt64 = 0
    /// Written by the parent before the gate opens.
    public var identityMaps: IdentityMaps?
    /// Where an external launch may keep its files; nil where nothing is launched by others.
    public let site: RuntimeSite?
    /// Starts the program inside, where that is not the launcher itself.
    public var external: ExternalLaunch?
    /// Set in a uts namespace.
    public var hostname: String?
    /// Where the program will write: kept writable where the root is not.
    public var scratchFolder: String?
    /// Where the host finds what the program sees in `scratchFolder`, if that is another place.
    public var scratchHome: String?
    /// Where the new root is mounted until it becomes `/`; empty where the root is not changed by a mount.
    public var newRoot = ""
    /// Of a network namespace.
    public var bringsLoopbackUp = false
    var cgroupLimits: [CgroupLimit] = []
    /// What the parent does while the child waits at its gate, in this order.
    var gateActions: [any GateAction] = []
    private(set) var cgroups: OwnCgroups?
    private var kept: [any Sendable] = []
    /// `KEY=value`, added to the program's environment.
    public var variables: [String] = []
    public var hasNoNewPrivileges = false
    /// What the child keeps of the permitted set, nil for all.
    public var keptCapabilities: CapabilitySet?
    public var filter: SystemCallFilter?
    /// Who the child becomes in its user namespace, and who that is outside.
    public var become: (user: UInt32, group: UInt32, outsideUser: UInt32, outsideGroup: UInt32)?
    /// What is on, to be looked for in the child.
    public var mechanisms: [any Mechanism] = []
    private var phased: [(phase: Step.Phase, step: Step)] = []
    private var held: [HeldDescriptor] = []

    public init(environment: String, rootPath: String = "/", stagingFolder: String, site: RuntimeSite? = nil)
    {
        self.environment = environment
        self.rootPath = rootPath
        self.stagingFolder = stagingFolder
        self.site = site
    }

    /// In the order in which the child takes them.
    public var steps: [Step] { ordered.map(\.step) }

    /// How many of the first steps come before all that the arms have in common.
    var earlySteps: Int { ordered.count { $0.phase == .cgroup } }

    /// How many of the last steps come after all that the arms have in common.
    var lateSteps: Int { ordered.count { $0.phase == .filter } }

    private var ordered: [(phase: Step.Phase, step: Step)] {
        var all = phased
        if let become {
            all.insert((.identity, .become(user: become.user, group: become.group)), at: 0)
        }
        for join in cgroups?.joins ?? [] { all.append((.cgroup, join)) }
        if entersCgroupNamespace { all.append((.identity, .newCgroupNamespace)) }
        if let hostname { all.append((.identity, .hostname(hostname))) }
        if bringsLoopbackUp { all.insert((.network, .loopbackUp), at: 0) }
        if let filter { all.append((filterIsEarly ? .earlyFilter : .filter, .filter(filter))) }
        // Stable: within a phase, mechanisms keep the order in which they were named.
        return all.enumerated()
            .sorted { ($0.element.phase, $0.offset) < ($1.element.phase, $1.offset) }.map(\.element)
    }

    /// A filter needs no_new_privs or CAP_SYS_ADMIN (man 2 seccomp).
    private var filterIsEarly: Bool {
        guard !hasNoNewPrivileges, let keptCapabilities else { return false }
        return !keptCapabilities.contains(Host.Capability.systemAdministration.rawValue)
    }

    public mutating func add(_ step: Step, at phase: Step.Phase) { phased.append((phase, step)) }

    /// A cgroup namespace starts at the cgroup that its maker is in, and clone makes it before the child is
    /// in its own: so where it has one, the child makes the namespace itself (man 7 cgroup_namespaces).
    private var entersCgroupNamespace: Bool {
        cgroups != nil && requestedFlags & UInt64(NamespaceKind.cgroup.cloneFlag) != 0
    }

    /// `CLONE_NEW*` flags of the one clone3.
    public var cloneFlags: UInt64 {
        entersCgroupNamespace ? requestedFlags & ~UInt64(NamespaceKind.cgroup.cloneFlag) : requestedFlags
    }

    /// Makes the cgroups that mechanisms have asked for.
    mutating func makeCgroups() throws(IsolationError) {
        guard !cgroupLimits.isEmpty else { return }
        let sites: [CgroupSite]
        do {
            sites = try CgroupSite.find(for: cgroupLimits, in: .ofThisProcess())
        } catch let missing as CgroupSite.Missing {
            throw .unavailable(environment: environment, reason: "cgroup: \(missing.reason)")
        } catch { throw .unavailable(environment: environment, reason: "cgroup: \(error)") }
        do throws(SystemError) {
            use(try OwnCgroups(sites))
        } catch { throw .launchFailed(environment: environment, error: error) }
    }

    /// Launches go into these cgroups from now on.
    mutating func use(_ made: OwnCgroups) {
        cgroups = made
    }

    /// Keeps something that goes with the plan's last copy.
    mutating func keep(_ value: some Sendable) { kept.append(value) }

    public mutating func addCloneFlag(_ flag: Int) { requestedFlags |= UInt64(flag) }

    public func has(cloneFlag flag: Int) -> Bool { requestedFlags & UInt64(flag) != 0 }

    /// Keeps a descriptor open as long as the plan lives; gives its number for a step.
    public mutating func hold(_ descriptor: consuming FileDescriptor) -> Int32 {
        let raw = descriptor.rawValue
        held.append(HeldDescriptor(descriptor))
        return raw
    }

    /// Refuses a plan that would change the host, and one whose filter lets nothing run.
    func validate() throws(IsolationError) {
        try checkFilter()
        guard !has(cloneFlag: NamespaceKind.mount.cloneFlag),
            let step = phased.first(where: { $0.step.changesMounts })?.step
        else { return }
        throw .invalid(
            environment: environment,
            reason: "\(step.summary) needs a mount namespace, or it would change the host's mounts")
    }

    /// Whether the filter, if there is one, lets the program make this call.
    public func allows(_ call: String, firstArgument: UInt64) -> Bool {
        filter.map { NeededCalls.isAllowed(call, first: firstArgument, by: $0) } ?? true
    }

    private func checkFilter() throws(IsolationError) {
        guard let filter else { return }
        let refused = NeededCalls.refused(by: filter, isEarly: filterIsEarly)
        guard !refused.isEmpty else { return }
        throw .invalid(
            environment: environment,
            reason: "seccomp: the filter refuses \(refused.joined(separator: ", ")), without which "
                + "isocost can't start the program and the worker can't run: allow them")
    }
}

/// Shares one owned descriptor between the copies of a plan.
private final class HeldDescriptor: Sendable {
    let descriptor: FileDescriptor
    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }
}
