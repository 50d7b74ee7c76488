/// One isolation feature that can be on or off.
///
/// To add one: a file in Mechanisms/ and a line in `MechanismCatalog`.
public protocol Mechanism: Sendable {
    /// As in environment files and reports, e.g. `pid`, `chroot`.
    var name: String { get }
    /// One line for `isocost list mechanisms`.
    var summary: String { get }
    /// Names of mechanisms that have to be on as well.
    var requirements: [String] { get }
    /// What this host offers of it.
    func availability(on host: Host) -> Availability
    /// Adds what the launcher has to do.
    func contribute(to plan: inout LaunchPlan) throws(IsolationError)
    /// What has to differ from `bare` when the mechanism is on.
    var changes: Set<Evidence.Property> { get }
    /// What may differ from `bare`, depending on the host. All else has to be equal.
    var mayChange: Set<Evidence.Property> { get }
}

extension Mechanism {
    public var requirements: [String] { [] }
    public var mayChange: Set<Evidence.Property> { [] }
}

/// Whether this host offers something, and if not, why.
public enum Availability: Sendable, Equatable {
    case available
    case unavailable(reason: String)
}

/// A mechanism that is nothing but a namespace.
protocol NamespaceMechanism: Mechanism {
    static var kind: NamespaceKind { get }
}

extension NamespaceMechanism {
    public var name: String { Self.kind.rawValue }
    public var changes: Set<Evidence.Property> { [Self.kind.property] }
    public func availability(on host: Host) -> Availability { host.availability(of: Self.kind) }
    public func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
    }
}
