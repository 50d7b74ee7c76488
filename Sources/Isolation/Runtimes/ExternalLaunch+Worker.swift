import CLinux
import Glibc
import Linux

extension ExternalLaunch {
    /// The worker's process, seen from the host.
    ///
    /// - Parameter launched: the process that the command was launched as.
    /// - Returns: nil where it can't be seen, by `workerProcess`.
    /// - Throws: `IsolationError.runtimeFailed` when it is not where it has to be.
    public func worker(of launched: pid_t, environment: String) throws(IsolationError) -> pid_t? {
        let candidates: [pid_t]
        switch workerProcess {
        case .hidden: return nil
        case .descendant, .descendantIfAny: candidates = [launched] + Descendants.of(launched)
        case .numberIn(let file): candidates = Self.number(in: (try? contents(of: file)) ?? "")
        case .numberFrom(let command):
            let told = try HelperProgram(command: command, variables: variables).run(environment: environment)
            candidates = Self.number(in: told.output)
        }
        // By its file: names and arguments can be anybody's.
        if let file = identity(of: openWorker) {
            for pid in candidates where identity(of: "/proc/\(pid)/exe") == file { return pid }
        }
        if case .descendantIfAny = workerProcess { return nil }
        throw .runtimeFailed(
            environment: environment, step: "find the worker's process", message: absence)
    }

    /// Why there is no such process.
    public var absence: String { "none of the processes that \(command[0]) started is isocost's worker" }

    private static func number(in text: String) -> [pid_t] {
        pid_t(text.prefix { $0.isNumber }).map { [$0] } ?? []
    }

    private func identity(of path: String) -> FileIdentity? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return FileIdentity(device: facts.st_dev, inode: facts.st_ino)
    }
}

/// What file it is, whatever it is called.
private struct FileIdentity: Equatable {
    var device: dev_t
    var inode: ino_t
}
