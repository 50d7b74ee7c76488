/// How a program of somebody else's is launched so that it starts the worker, or a command, inside.
public struct ExternalLaunch: Sendable {
    /// Stands for the program inside: alone it becomes its words, within a word its words quoted for a shell.
    public static let placeholder = "{command}"

    /// What is launched, beginning with the absolute path of the executable. Where the program inside is
    /// named by a file, e.g. config.json, there is no placeholder.
    public var command: [String]
    /// The worker's path inside.
    public var worker: String
    /// The worker's file as it is open in isocost: what its process is known by.
    var openWorker = ""
    /// `KEY=value` for the launched program, beside what the worker gets.
    public var variables: [String] = []
    /// What the program says of its version.
    public var version: String?
    /// What else is part of it, e.g. the guest's kernel.
    var details: String?
    /// What carries the worker's lines.
    public var channel = Channel.pipes
    /// Whether the run's scratch folder is at its own path inside.
    public var scratch = Availability.available
    /// Whether programs of the host can be run inside.
    public var programs = Availability.available
    public var workerProcess = Place.descendant
    /// Whether counters opened on the launched program count the worker.
    public var counters = Availability.available
    /// What turned out otherwise than asked, and why.
    public var notes: [Note] = []
    /// Keeps what was made for the launch.
    var remains: RuntimeRemainsOwner?

    /// How long the worker may take to give its first answer, seconds: a whole system boots in it.
    public var startSeconds = 60.0

    public init(command: [String], worker: String) {
        self.command = command
        self.worker = worker
    }

    /// A set closed by what the worker's input can be.
    public enum Channel: Sendable {
        case pipes
        /// The console of a whole system: a line `awake` comes first, and what is sent before is lost.
        case console
    }

    /// Where the worker's process is to be found on the host.
    public enum Place: Sendable {
        /// Among the descendants of what was launched.
        case descendant
        /// There too, if anywhere: nothing is known of the program.
        case descendantIfAny
        /// Its number is in a file.
        case numberIn(file: String)
        /// Its number is printed by a command.
        case numberFrom(command: [String])
        case hidden(reason: String)
    }

    public struct Note: Sendable {
        public var subject: String
        public var reason: String
    }

    /// The words that start a program inside.
    public func words(running inner: [String]) -> [String] {
        command.flatMap { word -> [String] in
            if word == Self.placeholder { return inner }
            guard word.contains(Self.placeholder) else { return [word] }
            return [word.replacing(Self.placeholder, with: ShellText.quoted(inner))]
        }
    }

    /// The exact command that launches the worker.
    public var workerCommand: [String] { words(running: [worker]) }

    public var workerProgram: Program {
        program(words(running: [worker]), environment: RuntimeSite.workerVariables + variables, folder: "/")
    }

    /// - Parameters:
    ///   - inner: the words of a command, beginning with its absolute path.
    ///   - environment: of the command; the launched program gets it and passes it on.
    public func program(running inner: [String], environment: [String], folder: String) -> Program {
        program(words(running: inner), environment: environment, folder: folder)
    }

    private func program(_ words: [String], environment: [String], folder: String) -> Program {
        Program(
            executable: .path(words[0]), arguments: words, environment: environment, workingDirectory: folder)
    }
}
