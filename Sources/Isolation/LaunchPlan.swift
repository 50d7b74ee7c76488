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
    /// `CLONE_NEW*` flags of the one clone3.
    public private(set) var cloneFlags: UInt64 = 0
    /// Written by the parent before the gate opens.
    public var identityMaps: IdentityMaps?
    /// Where an external launch may keep its files; nil where nothing is launched by others.
    public let site: RuntimeSite?
    /// Starts the program inside, where that is not the launcher itself.
    public var external: ExternalLaunch?
    /// Set in a uts namespace.
    public var hostname: String?
    private var phased: [(phase: Step.Phase, step: Step)] = []
    private var held: [HeldDescriptor] = []

    public init(environment: String, rootPath: String = "/", stagingFolder: String, site: RuntimeSite? = nil) {
        self.environment = environment
        self.rootPath = rootPath
        self.stagingFolder = stagingFolder
        self.site = site
    }

    /// In the order in which the child takes them.
    public var steps: [Step] {
        // Stable: within a phase, mechanisms keep the order in which they were named.
        let identity = hostname.map { [(phase: Step.Phase.identity, step: Step.hostname($0))] } ?? []
        return (identity + phased).enumerated().sorted {
            ($0.element.phase, $0.offset) < ($1.element.phase, $1.offset)
        }
        .map(\.element.step)
    }

    public mutating func add(_ step: Step, at phase: Step.Phase) { phased.append((phase, step)) }

    public mutating func addCloneFlag(_ flag: Int) { cloneFlags |= UInt64(flag) }

    public func has(cloneFlag flag: Int) -> Bool { cloneFlags & UInt64(flag) != 0 }

    /// Keeps a descriptor open as long as the plan lives; gives its number for a step.
    public mutating func hold(_ descriptor: consuming FileDescriptor) -> Int32 {
        let raw = descriptor.rawValue
        held.append(HeldDescriptor(descriptor))
        return raw
    }

    /// Refuses a plan that would change the host.
    func validate() throws(IsolationError) {
        guard !has(cloneFlag: NamespaceKind.mount.cloneFlag),
            let step = phased.first(where: { $0.step.changesMounts })?.step
        else { return }
        throw .invalid(
            environment: environment,
            reason: "\(step.summary) needs a mount namespace, or it would change the host's mounts")
    }
}

/// Shares one owned descriptor between the copies of a plan.
private final class HeldDescriptor: Sendable {
    let descriptor: FileDescriptor
    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }
}
