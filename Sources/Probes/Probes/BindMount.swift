import CLinux
import Glibc

/// Binds the root of the host to a place of its own. Harmless: the bind mount is attached nowhere
/// (open_tree(2)), and goes with its descriptor.
struct BindMount: Probe {
    static let property = Property(
        "root.bind", "the host's root is bind mounted",
        attempt: "makes a bind mount of the root of process 1, and of a process of the host",
        promisedBy: [["pivot"], ["overlay"], ["read-only"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let escape = try RootEscape(given)
        var refusals: [String] = []
        for path in ["/proc/1/root", "/proc/\(try given.integer("hostPid"))/root"] {
            guard let source = try? RootIdentity(of: path) else {
                refusals.append("\(path) can't be entered")
                continue
            }
            // A bind copy of its own root shows the same folder, but is no way out.
            guard escape.isHosts(source) else {
                refusals.append("\(path) is another root than the host's")
                continue
            }
            guard let code = bind(path) else {
                return escape.reached("open_tree made a bind mount of \(path)")
            }
            refusals.append("open_tree of \(path) gave \(Errno.name(code))")
        }
        return .isolated(refusals.joined(separator: ", "))
    }

    /// - Returns: the errno of a refusal.
    private func bind(_ path: String) -> Int32? {
        var copy = -1
        let code = path.withCString { name in
            refusal {
                copy = isocost_call(
                    Int(ISOCOST_CALL_OPEN_TREE), -1, Int(bitPattern: name), Self.clone | Int(O_CLOEXEC), 0, 0,
                    0)
                return copy
            }
        }
        if copy >= 0 { close(Int32(copy)) }
        return code
    }

    /// OPEN_TREE_CLONE (linux/mount.h): without it nothing is mounted.
    private static let clone = 1
}
