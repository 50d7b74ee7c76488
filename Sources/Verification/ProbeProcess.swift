import Glibc
import Isolation
import Linux
import Probes

/// A launched process of the probe's program, asked line by line; killed when its owner goes away.
final class ProbeProcess {
    private var child: Child
    private let requests: FileDescriptor
    private let replies: FileDescriptor
    private var buffered: [UInt8] = []
    /// Starts the program inside, where that is not what was launched.
    private let external: ExternalLaunch?
    /// What that wrote to its standard error.
    private let errors: SpokenErrors?

    /// What comes of a request.
    enum Answer {
        case line(String)
        /// The process is gone, or does not answer any more.
        case silence(reason: String)
    }

    init(_ launcher: Launcher, _ plan: LaunchPlan) throws(IsolationError) {
        external = plan.external
        errors = try launching(plan.environment) { () throws(SystemError) in
            try plan.external.map { _ throws(SystemError) in try SpokenErrors() }
        }
        var input = try launching(plan.environment, Pipe.init)
        var output = try launching(plan.environment, Pipe.init)
        child = try launcher.launch(
            streams: StandardStreams(
                input: input.reader, output: output.writer,
                error: errors?.buffer.descriptor ?? STDERR_FILENO))
        requests = input.takeWriter()
        replies = output.takeReader()
        // The child's ends: while this process held one, a child that has gone would not be noticed.
        input.closeReader()
        output.closeWriter()
    }

    /// The process of the program, as the host sees it; nil where it can't be seen.
    /// - Throws: `IsolationError` when it is not where it has to be.
    func processInside(environment: String) throws(IsolationError) -> pid_t? {
        guard let external else { return child.pid }
        return try external.worker(of: child.pid, environment: environment)
    }

    /// True where the program runs on a kernel that the host can't look into.
    var hasOwnKernel: Bool {
        if case .hidden = external?.workerProcess { return true }
        return false
    }

    /// Waits until the program answers at all, whatever who starts it may print before.
    /// - Returns: why it does not answer; nil when it does.
    /// - Throws: `VerificationError.interrupted`.
    func greet() throws(VerificationError) -> String? {
        let deadline = Clock.seconds() + (external?.startSeconds ?? Self.patience)
        let isConsole = external?.channel == .console
        // What is sent to a console before the program has opened it is lost.
        var answer = isConsole ? try nextLine(until: deadline) : try ask(.hello, until: deadline)
        var isAwake = !isConsole
        while case .line(let line) = answer {
            if isAwake, line == ProbeRequest.hello.line { return nil }
            if !isAwake, line == Guest.greeting {
                isAwake = true
                answer = try ask(.hello, until: deadline)
            } else {
                answer = try nextLine(until: deadline)
            }
        }
        guard case .silence(let reason) = answer else { return nil }
        return explained(reason)
    }

    /// Says a line and waits for the answer.
    /// - Throws: `VerificationError.interrupted`.
    func ask(_ request: ProbeRequest) throws(VerificationError) -> Answer {
        try ask(request, until: Clock.seconds() + Self.patience)
    }

    /// What the slowest probe takes, many times over; seconds.
    private static let patience = 15.0

    /// Lets it end by itself, so that what has started it can clear up as well.
    func leave() throws(VerificationError) {
        try? requests.write(Array("\(ProbeRequest.quit.line)\n".utf8))
        let deadline = Clock.seconds() + Self.patience
        while !child.hasEnded(within: Self.lookMilliseconds), Clock.seconds() < deadline {
            if Interruption.signal != nil { throw .interrupted }
        }
    }

    private func ask(_ request: ProbeRequest, until deadline: Double) throws(VerificationError) -> Answer {
        do throws(SystemError) { try requests.write(Array((request.line + "\n").utf8)) } catch {
            return .silence(reason: ending() ?? "\(error)")
        }
        return try nextLine(until: deadline)
    }

    private func nextLine(until deadline: Double) throws(VerificationError) -> Answer {
        while true {
            if let end = buffered.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffered.removeFirst(end + 1) }
                // A console ends lines with both.
                let isReturned = end > 0 && buffered[end - 1] == UInt8(ascii: "\r")
                return .line(String(decoding: buffered[..<(isReturned ? end - 1 : end)], as: UTF8.self))
            }
            guard try isReadable(until: deadline) else { return .silence(reason: "the probe did not answer") }
            let bytes = try system { () throws(SystemError) in try replies.read(upTo: 4096) }
            if bytes.isEmpty { return .silence(reason: ending() ?? "the probe closed its output") }
            buffered += bytes
        }
    }

    /// So short that a signal is noticed soon.
    private static let lookMilliseconds: Int32 = 100

    private func isReadable(until deadline: Double) throws(VerificationError) -> Bool {
        var request = pollfd(fd: replies.rawValue, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, Self.lookMilliseconds) != 1 {
            if Interruption.signal != nil { throw .interrupted }
            if Clock.seconds() > deadline { return false }
        }
        return true
    }

    /// How it ended, if it has.
    private func ending() -> String? {
        guard child.hasEnded(within: 1000), let ending = try? child.wait() else { return nil }
        let program = external?.command[0].split(separator: "/").last.map(String.init) ?? "the probe"
        return "\(program) ended with \(ending.summary)"
    }

    /// A message, and what the program that starts the probe wrote.
    private func explained(_ message: String) -> String {
        guard let text = errors?.buffer.lastLines() else { return message }
        return text.isEmpty ? "\(message); it wrote nothing to standard error" : "\(message): \(text)"
    }
}

/// What a program wrote to its standard error, as a value that can be missing.
private final class SpokenErrors {
    let buffer: TextBuffer
    init() throws(SystemError) { buffer = try TextBuffer("stderr") }
}
