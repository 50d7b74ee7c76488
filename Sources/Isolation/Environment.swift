import Glibc

/// A named set of mechanisms: what one arm of a run is put into.
public struct Environment: Sendable, Codable {
    public let definition: EnvironmentDefinition
    public let mechanisms: [any Mechanism]

    public var name: String { definition.name }
    public var summary: String { definition.summary ?? mechanisms.map(\.name).joined(separator: ", ") }
    /// The folder that is `/` inside.
    public var rootPath: String {
        mechanisms.lazy.compactMap { ($0 as? any RootMechanism)?.path }.first ?? "/"
    }

    /// - Throws: `IsolationError.invalid` when a mechanism lacks another that it needs.
    public init(_ definition: EnvironmentDefinition) throws(IsolationError) {
        self.definition = definition
        do throws(SettingError) { mechanisms = try definition.mechanisms() } catch {
            throw .invalid(environment: definition.name, reason: error.message)
        }
        try checkRequirements()
        try checkNetwork()
    }

    public init(from decoder: any Decoder) throws {
        try self.init(EnvironmentDefinition(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws { try definition.encode(to: encoder) }

    /// What this host lacks for the environment; a user namespace gives every capability inside.
    public func availability(on host: Host) -> Availability {
        var outside = host
        outside.hasNoNewPrivileges = has("noNewPrivileges")
        let inside = has(NamespaceKind.user.rawValue) ? outside.insideUserNamespace() : outside
        for mechanism in mechanisms {
            let view = mechanism.name == NamespaceKind.user.rawValue ? outside : inside
            if case .unavailable(let reason) = mechanism.availability(on: view) {
                return .unavailable(reason: "\(mechanism.name): \(reason)")
            }
        }
        return .available
    }

    /// - Parameters:
    ///   - stagingFolder: an empty folder of the run.
    ///   - scratchFolder: where the program will write, outside of what is isolated; nil for nowhere.
    ///   - site: makes a runtime's or wrapper's place; asked for where there is one.
    public func plan(
        stagingFolder: String, scratchFolder: String? = nil,
        site: () throws(IsolationError) -> RuntimeSite? = { nil }
    ) throws(IsolationError) -> LaunchPlan {
        var facts = stat()
        guard stat(rootPath, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw .invalid(environment: name, reason: "root.path \(rootPath) is no folder")
        }
        var plan = LaunchPlan(
            environment: name, rootPath: rootPath, stagingFolder: stagingFolder,
            site: isExternal ? try site() : nil)
        plan.scratchFolder = scratchFolder
        plan.mechanisms = mechanisms
        for mechanism in mechanisms { try mechanism.contribute(to: &plan) }
        try plan.validate()
        try plan.makeCgroups()
        return plan
    }

    /// True where a program of somebody else's starts the worker.
    public var isExternal: Bool { mechanisms.contains { $0 is ExternalRuntime || $0 is ExternalWrapper } }
    /// Nothing of a network namespace is the host's.
    private func checkNetwork() throws(IsolationError) {
        guard definition.members.contains(.init("network", .text("host"))), has("net") else { return }
        throw .invalid(environment: name, reason: "'network: host' contradicts 'namespaces: [net]'")
    }

    private func has(_ mechanism: String) -> Bool { mechanisms.contains { $0.name == mechanism } }

    private func checkRequirements() throws(IsolationError) {
        let names = Set(mechanisms.map(\.name))
        for mechanism in mechanisms {
            let needed = mechanism.requirements(among: names)
            guard let missing = needed.first(where: { !names.contains($0) }) else { continue }
            let how = MechanismCatalog.named(missing).map { ", as in '\($0.place.example)'" } ?? ""
            throw .invalid(environment: name, reason: "\(mechanism.name) needs \(missing) as well\(how)")
        }
    }
}
