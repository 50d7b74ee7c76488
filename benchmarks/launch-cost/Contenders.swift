import Glibc
import Isolation
import Linux

/// Everyone who takes part, and who is missing.
struct Contenders {
    /// Named as in the table.
    static let launcher = "isocost Launcher"
    static let bubblewrap = "bwrap"
    static let unshare = "unshare"

    let reference: ReferenceProcess
    let all: [any Contender]
    let missing: [String]

    /// - Parameters:
    ///   - tiny: the path of the program that all of them launch.
    ///   - reference: the path of `minimal_launch`.
    init(tiny: String, reference: String, stagingFolder: String, placement: CPUPlacement) throws {
        let file = try FileDescriptor(open: tiny, O_RDONLY)
        let program = Program(executable: .descriptor(file.release()), arguments: ["tiny"], environment: [])
        func launched(_ name: String, in environment: String, _ program: Program) throws -> LaunchedCommand {
            try LaunchedCommand(
                name: name, environment: environment, program: program, stagingFolder: stagingFolder,
                cpu: placement.worker)
        }
        let process = try ReferenceProcess(
            path: reference, program: tiny, stagingFolder: stagingFolder, cpu: placement.worker,
            harnessCPU: placement.controller)
        var all: [any Contender] = [
            process,
            try launched(Contenders.launcher, in: "namespaces", program),
            try launched("isocost Launcher, bare", in: "bare", program),
        ]
        var missing: [String] = []
        for (name, options) in Contenders.others {
            guard let path = search(name) else {
                missing.append(name)
                continue
            }
            let wrapped = Program(
                executable: .path(path), arguments: [name] + options + [tiny], environment: [])
            all.append(try launched(name, in: "bare", wrapped))
        }
        self.reference = process
        self.all = all
        self.missing = missing
    }

    /// Each with the namespaces it can make: bubblewrap 0.8 knows no time namespace.
    ///
    /// `--as-pid-1` spares bubblewrap the second fork that its own process 1 would cost.
    private static let others: [(name: String, options: [String])] = [
        (
            bubblewrap,
            ["--unshare-all", "--unshare-user", "--unshare-cgroup", "--as-pid-1", "--hostname", "isocost"]
                + ["--dev-bind", "/", "/", "--proc", "/proc", "--"]
        ),
        (
            unshare,
            ["-m", "-u", "-i", "-n", "-p", "-f", "-U", "-r", "-C", "-T", "--mount-proc", "--"]
        ),
    ]
}

/// The first executable of that name in PATH.
private func search(_ name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}
