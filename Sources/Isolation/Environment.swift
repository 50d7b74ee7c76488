import Glibc

/// A named set of mechanisms: what one arm of a run is put into.
public struct Environment: Sendable, Codable {
    public let definition: EnvironmentDefinition
    public let mechanisms: [any Mechanism]

    public var name: String { definition.name }
    public var summary: String { definition.summary ?? mechanisms.map(\.name).joined(separator: ", ") }
    /// The folder that is `/` inside.
    public var rootPath: String { definition.root.kind == .host ? "/" : definition.root.path }

    /// - Throws: `IsolationError.invalid` when a mechanism lacks another that it needs.
    public init(_ definition: EnvironmentDefinition) throws(IsolationError) {
        self.definition = definition
        mechanisms = Environment.mechanisms(of: definition)
        try Environment.checkRequirements(mechanisms, environment: definition.name)
        if definition.hostname != nil, !definition.namespaces.contains(.uts) {
            throw .invalid(environment: definition.name, reason: "hostname needs the uts namespace")
        }
    }

    public init(from decoder: any Decoder) throws {
        try self.init(EnvironmentDefinition(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws { try definition.encode(to: encoder) }

    /// What this host lacks for the environment; a user namespace gives every capability inside.
    public func availability(on host: Host) -> Availability {
        let ownsUsers = definition.namespaces.contains(.user)
        let inside = ownsUsers ? host.insideUserNamespace() : host
        for mechanism in mechanisms {
            let view = mechanism.name == NamespaceKind.user.rawValue ? host : inside
            if case .unavailable(let reason) = mechanism.availability(on: view) {
                return .unavailable(reason: "\(mechanism.name): \(reason)")
            }
        }
        return .available
    }

    /// - Parameter stagingFolder: an empty folder of the run.
    public func plan(stagingFolder: String) throws(IsolationError) -> LaunchPlan {
        var facts = stat()
        guard stat(rootPath, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw .invalid(environment: name, reason: "root.path \(rootPath) is no folder")
        }
        var plan = LaunchPlan(environment: name, rootPath: rootPath, stagingFolder: stagingFolder)
        for mechanism in mechanisms { try mechanism.contribute(to: &plan) }
        try plan.validate()
        return plan
    }

    private static func mechanisms(of definition: EnvironmentDefinition) -> [any Mechanism] {
        var found: [any Mechanism] = NamespaceKind.allCases.filter(definition.namespaces.contains).map {
            kind in
            switch kind {
            case .mount: MountNamespace()
            case .pid: PIDNamespace()
            case .uts: UTSNamespace(hostname: definition.hostname ?? "isocost")
            case .ipc: IPCNamespace()
            case .net: NetworkNamespace()
            case .user: UserNamespace()
            case .cgroup: CgroupNamespace()
            case .time: TimeNamespace()
            }
        }
        switch definition.root.kind {
        case .host: break
        case .chroot: found.append(ChangedRoot(path: definition.root.path))
        case .pivot: found.append(PivotedRoot(path: definition.root.path))
        }
        if definition.namespaces.contains(.mount), definition.namespaces.contains(.pid) {
            found.append(ProcFileSystem())
        }
        return found
    }

    private static func checkRequirements(
        _ mechanisms: [any Mechanism], environment: String
    ) throws(IsolationError) {
        let names = Set(mechanisms.map(\.name))
        for mechanism in mechanisms {
            if let missing = mechanism.requirements.first(where: { !names.contains($0) }) {
                throw .invalid(environment: environment, reason: "\(mechanism.name) needs \(missing) as well")
            }
        }
    }
}
