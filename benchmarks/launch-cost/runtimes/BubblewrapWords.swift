import Glibc
import Isolation

/// The options that tell bubblewrap to set up a sandbox (man 1 bwrap).
///
/// It mounts no sysfs, so that /sys and what `container` masks there are left out, and its masks of files are bound
/// read-only. What it binds of /proc is the host's.
struct BubblewrapWords {
    let words: [String]

    /// - Parameter filter: true where standard input is a compiled filter.
    init(_ sandbox: Sandbox, filter: Bool) {
        let flags = [
            "pid": "pid", "uts": "uts", "ipc": "ipc", "network": "net", "user": "user", "cgroup": "cgroup",
        ]
        var words = ["bwrap", "--as-pid-1", "--hostname", Sandbox.hostname]
        words += sandbox.namespaces.compactMap { flags[$0].map { "--unshare-\($0)" } }
        words += ["--bind", sandbox.root, "/", "--proc", "/proc", "--dev", "/dev"]
        for path in sandbox.maskedPaths where path.hasPrefix("/proc/") {
            guard let isFolder = Self.isFolder(path) else { continue }
            words += isFolder ? ["--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path]
        }
        for path in sandbox.readOnlyPaths where Self.isFolder(path) != nil {
            words += ["--ro-bind", path, path]
        }
        if sandbox.isContainer {
            words += ["--cap-drop", "ALL"] + sandbox.capabilities.flatMap { ["--cap-add", $0] }
        }
        self.words = words + (filter ? ["--seccomp", "0"] : []) + ["--", Sandbox.program]
    }

    /// Nil where there is nothing at the path.
    private static func isFolder(_ path: String) -> Bool? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return facts.st_mode & S_IFMT == S_IFDIR
    }
}
