import Glibc
import Linux

/// The user and group maps of a user namespace (man 7 user_namespaces).
public struct IdentityMaps: Sendable, Equatable {
    public var users: String
    public var groups: String
    /// An ordinary user has to give up setgroups(2) before it may map a group.
    public var deniesSetgroups: Bool

    /// The whole range for root; for an ordinary user its own ids, which is all it may map.
    public static func ofThisProcess(privileged: Bool) throws(SystemError) -> IdentityMaps {
        guard privileged else {
            return IdentityMaps(
                users: "\(geteuid()) \(geteuid()) 1\n", groups: "\(getegid()) \(getegid()) 1\n",
                deniesSetgroups: true)
        }
        return IdentityMaps(
            users: identity(of: try contents(of: "/proc/self/uid_map")),
            groups: identity(of: try contents(of: "/proc/self/gid_map")), deniesSetgroups: false)
    }

    /// Root inside, and this user outside: a map of one id, which anybody may write.
    static func ofRoot(user: uid_t, group: gid_t) -> IdentityMaps {
        IdentityMaps(users: "0 \(user) 1\n", groups: "0 \(group) 1\n", deniesSetgroups: true)
    }

    /// The ids that a map knows, mapped onto themselves: inside a container that is not all of them.
    static func identity(of map: String) -> String {
        map.split(separator: "\n").compactMap { line -> String? in
            let fields = line.split(separator: " ")
            return fields.count == 3 ? "\(fields[0]) \(fields[0]) \(fields[2])\n" : nil
        }.joined()
    }

    /// Writes the maps of a child that waits at its gate.
    func write(to pid: pid_t) throws(SystemError) {
        if deniesSetgroups { try put("deny", "/proc/\(pid)/setgroups") }
        try put(users, "/proc/\(pid)/uid_map")
        try put(groups, "/proc/\(pid)/gid_map")
    }

    private func put(_ text: String, _ path: String) throws(SystemError) {
        do throws(SystemError) {
            try FileDescriptor(open: path, O_WRONLY).write(Array(text.utf8))
        } catch {
            throw SystemError("write", path, code: error.code)
        }
    }
}
