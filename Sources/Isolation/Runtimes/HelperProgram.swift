import CLinux
import Glibc
import Linux

/// A program that is run to its end beside the measurement, e.g. to ask a runtime for its version.
struct HelperProgram {
    /// Beginning with an absolute path.
    var command: [String]
    var variables: [String] = []
    var mounts: [PrivateMount] = []
    var folder = "/"
    /// It is killed after this many seconds.
    var limit = 20.0

    struct Finished {
        /// Nil when its time was up.
        var ending: Child.Ending?
        var output: String
        var errors: String

        var succeeded: Bool { ending?.succeeded ?? false }

        /// How it ended and what it said last, for messages.
        var summary: String {
            let end = ending?.summary ?? "no end in time"
            let said = (errors.isEmpty ? output : errors).split(separator: "\n").suffix(5)
            return said.isEmpty ? end : "\(end): \(said.joined(separator: "\n"))"
        }
    }

    /// - Parameter satisfied: given what it has printed so far, true when it need not go on.
    func run(
        environment: String, until satisfied: (String) -> Bool = { _ in false }
    ) throws(IsolationError) -> Finished {
        do throws(SystemError) {
            return try finish(environment: environment, until: satisfied)
        } catch {
            throw .runtimeFailed(environment: environment, step: command[0], message: "\(error)")
        }
    }

    private func finish(
        environment: String, until satisfied: (String) -> Bool
    ) throws(SystemError) -> Finished {
        let nothing = try FileDescriptor(open: "/dev/null", O_RDONLY)
        let output = try TextBuffer("output")
        let errors = try TextBuffer("errors")
        var child = try start(
            environment: environment,
            streams: StandardStreams(
                input: nothing.rawValue, output: output.descriptor, error: errors.descriptor))
        let deadline = Clock.seconds() + limit
        while !child.hasEnded(within: 50) {
            guard Clock.seconds() < deadline, !satisfied(output.text()), Interruption.signal == nil else {
                return Finished(ending: nil, output: output.text(), errors: errors.text())
            }
        }
        return Finished(ending: try child.wait(), output: output.text(), errors: errors.text())
    }

    private func start(environment: String, streams: StandardStreams) throws(SystemError) -> Child {
        var plan = LaunchPlan(environment: environment, stagingFolder: "/")
        plan.add(mounts)
        let program = Program(
            executable: .path(command[0]), arguments: command,
            environment: ["PATH=\(SearchPath.text)"] + variables, workingDirectory: folder)
        do throws(IsolationError) {
            return try Launcher(plan: plan, program: program, affinity: nil).launch(streams: streams)
        } catch {
            switch error {
            case .stepFailed(_, let cause), .launchFailed(_, let cause): throw cause
            default: throw SystemError("launch", command[0], code: EIO)
            }
        }
    }
}
