import Glibc
import Isolation
import Linux

/// One way to launch the program; its turn comes once a round.
protocol Contender: AnyObject {
    /// As in the table.
    var name: String { get }
    /// Launches the program once and reaps it.
    /// - Returns: nanoseconds of CLOCK_MONOTONIC, from before the first system call of the launch to after
    ///   wait4.
    func launch() throws -> UInt64
}

/// Whatever `Launcher` starts: the program itself in an environment, or another launcher around it.
final class LaunchedCommand: Contender {
    let name: String
    private let launcher: Launcher
    private let streams: Streams

    /// - Parameters:
    ///   - program: what the child becomes.
    ///   - cpu: where the child runs.
    ///   - input: of the child, opened anew for every launch.
    init(
        name: String, environment: EnvironmentDefinition, program: Program, stagingFolder: String, cpu: Int,
        input: String = "/dev/null"
    ) throws {
        self.name = name
        let plan = try Environment(environment).plan(stagingFolder: stagingFolder)
        launcher = try Launcher(plan: plan, program: program, affinity: CPUSet([cpu]))
        streams = try Streams(input: input)
    }

    func launch() throws -> UInt64 {
        try streams.using { streams in
            let started = Clock.nanoseconds()
            var child = try launcher.launch(streams: streams)
            return try child.wait().nanoseconds(since: started, of: name)
        }
    }
}

/// Standard streams of a launched program.
struct Streams: ~Copyable {
    private let input: String
    private let null: FileDescriptor

    init(input: String = "/dev/null") throws {
        self.input = input
        null = try FileDescriptor(open: "/dev/null", O_RDWR)
    }

    func using(_ launch: (StandardStreams) throws -> UInt64) throws -> UInt64 {
        let opened = try FileDescriptor(open: input, O_RDONLY)
        return try launch(
            StandardStreams(input: opened.rawValue, output: null.rawValue, error: STDERR_FILENO))
    }
}

extension Child.Ending {
    /// - Throws: `LaunchCostError.commandFailed` where it did not end well.
    func nanoseconds(since started: UInt64, of name: String) throws -> UInt64 {
        guard succeeded else { throw LaunchCostError.commandFailed(name, summary) }
        return reaped - started
    }
}
