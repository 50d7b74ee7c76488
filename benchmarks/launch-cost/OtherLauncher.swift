import Isolation
import Linux

/// A launcher that people use, told to make as many namespaces as it can.
struct OtherLauncher {
    let name: String
    /// What stands between its name and the program's.
    let options: [String]

    static let all = [
        // bubblewrap 0.8 knows no time namespace. `--as-pid-1` spares it a process 1 of its own.
        OtherLauncher(
            name: "bwrap",
            options: [
                "--unshare-all", "--unshare-user", "--unshare-cgroup", "--as-pid-1", "--hostname", "isocost",
                "--dev-bind", "/", "/", "--proc", "/proc", "--",
            ]),
        OtherLauncher(
            name: "unshare",
            options: ["-m", "-u", "-i", "-n", "-p", "-f", "-U", "-r", "-C", "-T", "--mount-proc", "--"]),
    ]

    /// It around the program at `path`; nil where it is not in PATH.
    func program(around path: String) -> Program? {
        SearchPath.find([name]).map { found in
            Program(executable: .path(found), arguments: [name] + options + [path], environment: [])
        }
    }
}
