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

    /// What comes of a request.
    enum Answer {
        case line(String)
        /// The process is gone, or does not answer any more.
        case silence(reason: String)
    }

    init(_ launcher: Launcher, environment: String) throws(IsolationError) {
        var input = try launching(environment, Pipe.init)
        var output = try launching(environment, Pipe.init)
        let streams = StandardStreams(input: input.reader, output: output.writer, error: STDERR_FILENO)
        child = try launcher.launch(streams: streams)
        requests = input.takeWriter()
        replies = output.takeReader()
    }

    var pid: pid_t { child.pid }

    /// Waits until the program answers at all, whatever who starts it may print before.
    /// - Parameter patience: seconds until it is given up.
    /// - Returns: why it does not answer; nil when it does.
    /// - Throws: `VerificationError.interrupted`.
    func greet(patience: Double) throws(VerificationError) -> String? {
        let deadline = Clock.seconds() + patience
        var answer = try ask(.hello, until: deadline)
        while case .line(let line) = answer {
            if line == ProbeRequest.hello.line { return nil }
            answer = try nextLine(until: deadline)
        }
        guard case .silence(let reason) = answer else { return nil }
        return reason
    }

    /// Says a line and waits for the answer.
    /// - Throws: `VerificationError.interrupted`.
    func ask(_ request: ProbeRequest) throws(VerificationError) -> Answer {
        try ask(request, until: Clock.seconds() + Self.patience)
    }

    /// What the slowest probe takes, many times over; seconds.
    private static let patience = 15.0

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
                return .line(String(decoding: buffered[..<end], as: UTF8.self))
            }
            guard try isReadable(until: deadline) else { return .silence(reason: "the probe did not answer") }
            let bytes = try system { () throws(SystemError) in try replies.read(upTo: 4096) }
            if bytes.isEmpty { return .silence(reason: ending() ?? "the probe closed its output") }
            buffered += bytes
        }
    }

    private func isReadable(until deadline: Double) throws(VerificationError) -> Bool {
        // So short that a signal is noticed soon.
        let milliseconds: Int32 = 100
        var request = pollfd(fd: replies.rawValue, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, milliseconds) != 1 {
            if Interruption.signal != nil { throw .interrupted }
            if Clock.seconds() > deadline { return false }
        }
        return true
    }

    /// How it ended, if it has.
    private func ending() -> String? {
        guard child.hasEnded(within: 1000), let ending = try? child.wait() else { return nil }
        return "the probe ended with \(ending.summary)"
    }
}
