/// One isolation feature that can be on or off.
///
/// To add one: a file in Mechanisms/ and a line in `MechanismCatalog`.
public protocol Mechanism: Sendable {
    /// As in reports and messages, e.g. `pid`, `chroot`.
    var name: String { get }
    /// One line for `isocost list mechanisms`.
    var summary: String { get }

    /// Where an environment file says that it is on.
    static var place: SettingPlace { get }
    /// Reads what a file says at the place.
    init(_ setting: Setting) throws(SettingError)
    /// What `init(_:)` takes back.
    var setting: Setting { get }
    /// What a file says there when it is not on; nil where saying anything turns it on.
    static var off: Setting? { get }
    /// True when it is on beside these although the file says nothing of its place's key.
    func isImplied(by others: [any Mechanism]) -> Bool

    /// Less than what it does here, where that is worth telling apart from the whole, e.g. a filter that allows
    /// everything: levels between off and on for `isocost attribute`.
    var lesserLevels: [any Mechanism] { get }

    /// Names of mechanisms that have to be on as well.
    var requirements: [String] { get }
    /// The same beside others that are on; `requirements` where that makes no difference.
    func requirements(among names: Set<String>) -> [String]
    /// Properties of `isocost verify` that it promises to keep from the host, as it is set up here, by itself.
    /// What it promises together with others, or however it is set up, is written down with the property.
    var promises: Set<String> { get }
    /// What this host offers of it.
    func availability(on host: Host) -> Availability
    /// Adds what the launcher has to do.
    func contribute(to plan: inout LaunchPlan) throws(IsolationError)
    /// What has to differ from `bare` when the mechanism is on.
    var changes: Set<Evidence.Property> { get }
    /// What may differ from `bare`, depending on the host. All else has to be equal.
    var mayChange: Set<Evidence.Property> { get }
    /// What is to be seen of it in a process beside those properties, by name.
    func observe(_ process: ObservedProcess) -> [String: String]
    /// What speaks against its being on, one sentence each, beside `changes`.
    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String]
}

extension Mechanism {
    public var lesserLevels: [any Mechanism] { [] }
    public var requirements: [String] { [] }
    public var promises: Set<String> { [] }
    public func requirements(among names: Set<String>) -> [String] { requirements }
    public static var off: Setting? { nil }
    public var mayChange: Set<Evidence.Property> { [] }
    public func observe(_ process: ObservedProcess) -> [String: String] { [:] }
    public func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] { [] }
    public func isImplied(by others: [any Mechanism]) -> Bool { false }
    var place: SettingPlace { Self.place }
}

/// Whether this host offers something, and if not, why.
public enum Availability: Sendable, Equatable {
    case available
    case unavailable(reason: String)
}

/// A mechanism that has nothing to be said of but that it is on.
protocol PlainMechanism: Mechanism {
    init()
}

extension PlainMechanism {
    public init(_ setting: Setting) throws(SettingError) { self.init() }

    public var setting: Setting {
        switch Self.place {
        case .word(let word, _), .kind(let word, _, _, _): .text(word)
        case .value, .member: .flag(true)
        }
    }
}

/// A mechanism that is nothing but a namespace.
protocol NamespaceMechanism: PlainMechanism {
    static var kind: NamespaceKind { get }
}

extension NamespaceMechanism {
    public static var place: SettingPlace { .word(kind.rawValue, in: "namespaces") }
    public var name: String { Self.kind.rawValue }
    public var changes: Set<Evidence.Property> { [Self.kind.property] }
    public func availability(on host: Host) -> Availability { host.availability(of: Self.kind) }
    public func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
    }
}

/// A mechanism that makes another folder the root.
protocol RootMechanism: Mechanism {
    /// The folder of the host that becomes `/`; `/` itself gives the host's files behind another mount.
    var path: String { get set }
    init()
}

extension RootMechanism {
    static func rootPlace(_ kind: String, members: [String] = ["path"]) -> SettingPlace {
        .kind(kind, of: "root", otherwise: "host", members: members)
    }

    public init(_ setting: Setting) throws(SettingError) {
        self.init()
        guard case .members(let members) = setting.value else { return }
        for member in members where member.key == "path" { path = try member.value.path("path") }
    }

    public var setting: Setting { .members([.init("kind", .text(name)), .init("path", .text(path))]) }
}
