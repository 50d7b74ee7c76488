import Foundation
import Linux
import Testing

/// A program that was started, by posix_spawn(3); killed when its owner goes away.
final class RunningProgram {
    let pid: pid_t
    private let started = Clock.seconds()
    private let files: TemporaryFolder
    private var ended: Int32?

    init(_ program: Program) throws {
        try #require(Programs.areBuilt, "no release programs in \(Programs.folder)")
        files = try TemporaryFolder()
        let captures = (program.outputPath ?? "\(files.path)/out", program.errorPath ?? "\(files.path)/err")
        pid = try RunningProgram.spawn(program, output: captures.0, errors: captures.1)
    }

    deinit {
        guard ended == nil else { return }
        kill(-pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    /// Sends a signal to the program alone, not to its group.
    func send(_ signal: Int32) { kill(pid, signal) }

    /// Everything it wrote to standard output so far.
    var output: String { (try? contents(of: "\(files.path)/out")) ?? "" }

    func finish(within seconds: Double) throws -> Finished {
        _ = poll(for: seconds) { hasEnded() }
        let status = try #require(ended, "still running after \(seconds) s")
        let signal = status & 0x7F  // man 2 wait: WTERMSIG
        return Finished(
            status: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
            output: output, errors: (try? contents(of: "\(files.path)/err")) ?? "",
            seconds: Clock.seconds() - started)
    }

    private func hasEnded() -> Bool {
        if ended != nil { return true }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return false }
        ended = status
        return true
    }

    private static func spawn(_ program: Program, output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        for descriptor in program.closed { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = try self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }

        // By a shell, since glibc's own way to change the folder is hidden from Swift.
        let trap =
            program.ignored.isEmpty
            ? "" : "trap '' \(program.ignored.map(String.init).joined(separator: " ")); "
        let words = ["sh", "-c", trap + "cd \"$0\" && exec \"$@\"", program.directory, program.executable]
        var environment = program.environment
        environment["PATH"] = environment["PATH"] ?? Programs.searchPath
        var arguments = (words + program.arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, &variables)
        try #require(code == 0, "/bin/sh: \(String(cString: strerror(code)))")
        return pid
    }

    /// A process group of its own, and signals as a shell in a terminal leaves them, however this test
    /// program was started.
    private static func attributes() throws -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (defaults, none) = (sigset_t(), sigset_t())
        sigemptyset(&defaults)
        sigemptyset(&none)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }
}

/// Looks again and again until a condition holds.
/// - Returns: the seconds that took; nil when the time was up.
func poll(for seconds: Double, until condition: () -> Bool) -> Double? {
    let started = Clock.seconds()
    while true {
        if condition() { return Clock.seconds() - started }
        if Clock.seconds() - started > seconds { return nil }
        usleep(5000)
    }
}
