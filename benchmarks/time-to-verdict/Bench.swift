import Glibc
import Isolation
import Linux

/// Starts the tools, as a shell would, and times them as a whole.
struct Bench {
    /// What the slower program does more: 2 %.
    static let amount = (base: 5000, more: 5100)

    let request: Request
    /// Of files for and from the tools.
    let folder: String
    /// Where hyperfine and what it starts run: the CPU that isocost measures on.
    let cpus: CPUPlacement
    private let plan: LaunchPlan

    init(_ request: Request, folder: String) throws {
        self.request = request
        self.folder = folder
        cpus = CPUPlacement.choose(from: try CPUSet.ofThisProcess().cpus)
        plan = try Environment(EnvironmentCatalog.bare).plan(stagingFolder: folder)
    }

    /// - Returns: seconds from before clone to after wait4.
    func run(_ command: [String], on affinity: CPUSet? = nil) throws -> Double {
        let program = Program(
            executable: .path(command[0]), arguments: command,
            environment: ["PATH=/usr/bin:/bin", "HOME=\(folder)", "SPIN=\(Self.amount.base)"],
            workingDirectory: folder)
        let errors = try FileDescriptor(open: "\(folder)/errors", O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
        let null = try FileDescriptor(open: "/dev/null", O_RDWR)
        let launcher = try Launcher(plan: plan, program: program, affinity: affinity)
        let started = Clock.seconds()
        var child = try launcher.launch(
            streams: StandardStreams(
                input: null.rawValue, output: null.rawValue, error: errors.rawValue))
        let ending = try child.wait()
        let elapsed = Clock.seconds() - started
        guard ending.succeeded else {
            let said = (try? contents(of: "\(folder)/errors")) ?? ""
            throw VerdictError.commandFailed(command[0], "\(ending.summary): \(said)")
        }
        return elapsed
    }
}
