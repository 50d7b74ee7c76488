import Counters
import Glibc
import Isolation
import Linux

/// How far a program of somebody else's has got with starting a worker, and what it said.
final class ExternalStart {
    let launch: ExternalLaunch
    private let said: TextBuffer
    private var printed: [String] = []
    private let deadline: Double
    /// The worker has answered.
    private(set) var isRunning = false
    /// Its process as the host sees it; nil where that can't be seen.
    private(set) var worker: pid_t?

    init(_ launch: ExternalLaunch) throws(ExperimentError) {
        self.launch = launch
        deadline = Clock.seconds() + launch.startSeconds
        said = try system { () throws(SystemError) in try TextBuffer("stderr") }
    }

    /// For the program's standard error.
    var errors: Int32 { said.descriptor }

    /// Its file's name, for messages.
    var programName: String { launch.command[0].split(separator: "/").last.map(String.init) ?? "" }

    var isOverdue: Bool { !isRunning && Clock.seconds() > deadline }

    /// Keeps a line that was not the worker's, to be quoted.
    func note(_ line: String) { printed.append(line) }

    /// - Parameter launched: the process that was launched.
    func hasStarted(as launched: pid_t, in environment: String) throws(IsolationError) {
        worker = try launch.worker(of: launched, environment: environment)
        isRunning = true
    }

    /// A message, and what the program wrote.
    func explained(_ message: String) -> String {
        let errors = said.lastLines()
        let text = errors.isEmpty ? printed.suffix(10).joined(separator: "\n") : errors
        return text.isEmpty ? "\(message); it wrote nothing to standard error" : "\(message): \(text)"
    }
}

extension CounterGroup {
    /// Opens counters on what was launched, where they follow from there to the worker.
    init(_ counters: [Counter], pid: pid_t, external: ExternalLaunch?) {
        if case .unavailable(let reason) = external?.counters {
            self.init(counters, unavailable: reason)
        } else {
            self.init(counters, pid: pid)
        }
    }
}
