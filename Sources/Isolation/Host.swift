import Glibc
import Linux

/// What the mechanisms need to know of the host they run on.
public struct Host: Sendable {
    /// Bits of linux/capability.h.
    public enum Capability: Int, Sendable {
        case setUserID = 7
        case setCapabilities = 8
        case networkAdministration = 12
        case changeRoot = 18
        case systemAdministration = 21

        var name: String {
            switch self {
            case .setUserID: "CAP_SETUID"
            case .setCapabilities: "CAP_SETPCAP"
            case .networkAdministration: "CAP_NET_ADMIN"
            case .changeRoot: "CAP_SYS_CHROOT"
            case .systemAdministration: "CAP_SYS_ADMIN"
            }
        }
    }

    /// The effective set, as in CapEff of /proc/self/status.
    public var capabilities: UInt64
    /// The same outside of a new user namespace, where that has none of its own.
    private var outerCapabilities: UInt64
    /// True where exec can give the child no privileges: it may restrict itself then as it likes.
    public var hasNoNewPrivileges = false
    /// The kinds of namespace that this kernel was built with.
    public var namespaces: Set<NamespaceKind>
    /// Why this user may not make a user namespace; nil when it may.
    public var userNamespaceRefusal: String?

    public init(capabilities: UInt64, namespaces: Set<NamespaceKind>, userNamespaceRefusal: String?) {
        self.capabilities = capabilities
        outerCapabilities = capabilities
        self.namespaces = namespaces
        self.userNamespaceRefusal = userNamespaceRefusal
    }

    /// The host this process runs on.
    public static func current() throws(SystemError) -> Host {
        let status = try ProcessStatus(of: getpid())
        let kinds = NamespaceKind.allCases.filter { access("/proc/self/ns/\($0.procName)", F_OK) == 0 }
        return Host(
            capabilities: status["CapEff"].flatMap { UInt64($0, radix: 16) } ?? 0,
            namespaces: Set(kinds), userNamespaceRefusal: refusalOfUserNamespaces())
    }

    /// The limits that keep an ordinary user from making a user namespace (man 7 user_namespaces;
    /// the second is Debian's, the third Ubuntu's).
    private static func refusalOfUserNamespaces() -> String? {
        let limits = [
            ("/proc/sys/user/max_user_namespaces", "0"),
            ("/proc/sys/kernel/unprivileged_userns_clone", "0"),
            ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"),
        ]
        for (path, refusing) in limits {
            guard let text = try? contents(of: path) else { continue }
            let value = text.prefix { !$0.isWhitespace }
            if value == refusing { return "\(path) is \(value)" }
        }
        return nil
    }

    public func has(_ capability: Capability) -> Bool { capabilities & (1 << capability.rawValue) != 0 }

    /// This host as seen from inside a new user namespace: every capability, over what is its own.
    public func insideUserNamespace() -> Host {
        var inside = self
        inside.capabilities = .max
        return inside
    }

    func availability(of kind: NamespaceKind) -> Availability {
        guard namespaces.contains(kind) else {
            return .unavailable(reason: "this kernel has no \(kind.rawValue) namespaces")
        }
        if kind == .user {
            return has(.systemAdministration)
                ? .available : userNamespaceRefusal.map { .unavailable(reason: $0) } ?? .available
        }
        return require(.systemAdministration)
    }

    /// Over what a user namespace has none of its own of: ids, cgroups and the host's network.
    func requireOutside(_ capability: Capability) -> Availability {
        outerCapabilities & (1 << capability.rawValue) != 0
            ? .available
            : .unavailable(reason: "needs root (\(capability.name)) outside the user namespace")
    }

    /// To install a filter or a Landlock domain (man 2 seccomp, man 7 landlock).
    func requireToRestrictItself() -> Availability {
        guard !hasNoNewPrivileges, !has(.systemAdministration) else { return .available }
        return .unavailable(
            reason:
                "needs root (\(Capability.systemAdministration.name)), or 'noNewPrivileges: true' beside it")
    }

    func require(_ capability: Capability) -> Availability {
        has(capability) ? .available : .unavailable(reason: "needs root (\(capability.name))")
    }
}
