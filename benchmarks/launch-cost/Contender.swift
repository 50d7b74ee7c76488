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
    private let null: FileDescriptor

    /// - Parameters:
    ///   - environment: its catalogue name.
    ///   - program: what the child becomes.
    ///   - cpu: where the child runs.
    init(name: String, environment: String, program: Program, stagingFolder: String, cpu: Int) throws {
        self.name = name
        let definition = EnvironmentCatalog.named(environment)!
        let plan = try Environment(definition).plan(stagingFolder: stagingFolder)
        launcher = try Launcher(plan: plan, program: program, affinity: CPUSet([cpu]))
        null = try FileDescriptor(open: "/dev/null", O_RDWR)
    }

    func launch() throws -> UInt64 {
        let streams = StandardStreams(input: null.rawValue, output: null.rawValue, error: null.rawValue)
        let started = Clock.nanoseconds()
        var child = try launcher.launch(streams: streams)
        let ending = try child.wait()
        guard ending.succeeded else { throw LaunchCostError.commandFailed(name, ending.summary) }
        return ending.reaped - started
    }
}
