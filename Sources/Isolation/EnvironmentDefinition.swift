/// An environment as an environment file describes it.
public struct EnvironmentDefinition: Sendable, Codable, Equatable {
    public var name: String
    /// One line for `isocost list environments`.
    public var summary: String?
    public var root: Root
    public var namespaces: [NamespaceKind]
    /// Of a `uts` namespace.
    public var hostname: String?

    /// Which folder is `/`, and how it became that.
    public struct Root: Sendable, Codable, Equatable {
        /// A set closed by what the launcher can do.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case host, chroot, pivot
        }

        public var kind: Kind
        /// The folder that becomes `/`; `/` itself gives the host's files behind another mount.
        public var path: String

        public init(kind: Kind, path: String = "/") {
            self.kind = kind
            self.path = path
        }
    }

    public init(
        name: String, summary: String? = nil, root: Root = Root(kind: .host),
        namespaces: [NamespaceKind] = [], hostname: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.root = root
        self.namespaces = namespaces
        self.hostname = hostname
    }
}
