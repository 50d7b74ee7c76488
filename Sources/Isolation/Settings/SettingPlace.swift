/// Where an environment file says that a mechanism is on.
public enum SettingPlace: Sendable, Equatable {
    /// The whole value of a key: `hostname: cell`.
    case value(of: String)
    /// A word in a list: `namespaces: [pid]`.
    case word(String, in: String)
    /// A member of a mapping: `cgroup: {pidsMax: 100}`.
    case member(String, of: String)
    /// One of several that exclude one another, alone or with members of its own: `network: veth`,
    /// `root: {kind: pivot, path: /}`. `otherwise` is the word for none of them.
    case kind(String, of: String, otherwise: String, members: [String])

    /// The key of the file that it is below.
    public var key: String {
        switch self {
        case .value(let key), .word(_, let key), .member(_, let key), .kind(_, let key, _, _): key
        }
    }

    /// How a file says it, for messages.
    var example: String {
        switch self {
        case .value(let key): "\(key): …"
        case .word(let word, let key): "\(key): [\(word)]"
        case .member(let member, let key): "\(key): {\(member): …}"
        case .kind(let kind, let key, _, let members):
            members.isEmpty ? "\(key): \(kind)" : "\(key): {kind: \(kind)}"
        }
    }
}
