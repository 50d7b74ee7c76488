import Counters
import Glibc
import Isolation
import Linux

/// A launched worker: the harness's end of the protocol `prepare`, `run`, `quit`.
final class WorkerProcess {
    let environment: String
    private let workload: String
    private var child: Child
    private let requests: FileDescriptor
    private let replies: FileDescriptor
    private var buffered: [UInt8] = []
    private let counters: CounterGroup
    /// Where the worker is not what was launched, but is started by it.
    private let external: ExternalStart?
    private let launcher: Launcher

    /// One timed slice.
    struct Slice {
        var seconds: Double
        var checksum: UInt64
    }

    /// Launches a worker and opens counters on it before it is the worker.
    ///
    /// - Parameter external: starts the worker inside; it has answered when this returns.
    init(
        launcher: Launcher, environment: String, workload: String, counters: [Counter],
        external: ExternalLaunch? = nil
    ) throws(ExperimentError) {
        self.environment = environment
        self.workload = workload
        self.external = try external.map { launch throws(ExperimentError) in try ExternalStart(launch) }
        self.launcher = launcher
        var input = try system(Pipe.init)
        var output = try system(Pipe.init)
        let streams = StandardStreams(
            input: input.reader, output: output.writer, error: self.external?.errors ?? STDERR_FILENO)
        var group: CounterGroup?
        child = try isolation { () throws(IsolationError) in
            try launcher.launch(streams: streams) { pid in
                group = CounterGroup(counters, pid: pid, external: external)
            }
        }
        self.counters = group.take()!
        requests = input.takeWriter()
        replies = output.takeReader()
        // The child's ends: while this process held one, a child that has gone would not be noticed.
        input.closeReader()
        output.closeWriter()
        try awaitStart()
    }

    convenience init(_ arm: Arm, workload: String, counters: [Counter]) throws(ExperimentError) {
        try self.init(
            launcher: arm.workerLauncher, environment: arm.name, workload: workload, counters: counters,
            external: arm.plan.external)
    }

    /// Has the worker inside answer once, so that what follows finds it running.
    private func awaitStart() throws(ExperimentError) {
        guard let external else { return }
        if external.launch.channel == .console { try skip(to: Guest.greeting) }
        try prepare("sys.null", parameters: "{}")
        try isolation { () throws(IsolationError) in try external.hasStarted(as: child.pid, in: environment) }
    }

    /// Skips what a kernel prints before its init does.
    private func skip(to line: String) throws(ExperimentError) {
        var next = try readLine()
        while next != line {
            external?.note(next)
            next = try readLine()
        }
    }

    func prepare(_ workload: String, parameters: String) throws(ExperimentError) {
        try send("prepare \(workload) \(parameters)\n")
        _ = try reply(to: "prepare", expecting: "ready ")
    }

    /// Prepares a workload that may not be possible here.
    /// - Returns: what the worker says against it; nil when it is prepared.
    func refusal(of workload: String, parameters: String) throws(ExperimentError) -> String? {
        try send("prepare \(workload) \(parameters)\n")
        let line = try readLine()
        if line.hasPrefix("ready ") { return nil }
        guard line.hasPrefix(Self.errorWord) else { throw failure("answered prepare with '\(line)'") }
        return String(line.dropFirst(Self.errorWord.count))
    }

    /// - Parameter lead: operations right before the timed ones, untimed.
    func run(ops: Int, lead: Int = 0) throws(ExperimentError) -> Slice {
        try send(lead == 0 ? "run \(ops)\n" : "run \(ops) \(lead)\n")
        let fields = try reply(to: "run", expecting: "done ").split(separator: " ")
        guard fields.count == 2, let elapsed = UInt64(fields[0]), let checksum = UInt64(fields[1], radix: 16)
        else { throw failure("answered 'done' without a time and a checksum") }
        return Slice(seconds: Double(elapsed) / 1e9, checksum: checksum)
    }

    /// A process that dies takes its counters off, and until then they can't be read together (ECHILD in
    /// perf_read_group of kernel/events/core.c): a helper of a runtime's for a moment, the worker for ever.
    func readCounters() throws(ExperimentError) -> CounterReading {
        var patience = 50
        while true {
            do throws(CountersError) { return try counters.read() } catch {
                guard case .unreadable(let cause) = error, cause.code == ECHILD else {
                    throw .counters(error)
                }
                patience -= 1
                if patience == 0 { throw ending().map(failure) ?? .counters(error) }
                usleep(1000)
            }
        }
    }

    /// Memory that it has touched; nil where that can't be seen.
    var residentBytes: Int? {
        guard let pid = external.map({ $0.worker }) ?? child.pid, let status = try? ProcessStatus(of: pid)
        else {
            return nil
        }
        return status["VmRSS"].flatMap { Int($0.prefix { $0.isNumber }) }.map { $0 * 1024 }
    }

    /// Nil where the worker can't be looked at from outside.
    func evidence() throws(ExperimentError) -> Evidence? {
        guard let pid = external.map({ $0.worker }) ?? child.pid else { return nil }
        do throws(SystemError) { return try Evidence(of: pid, in: launcher.mechanisms) } catch {
            throw failure(ending() ?? "\(error)")
        }
    }

    /// Asks the worker to leave, and reaps it.
    func quit() throws(ExperimentError) -> ResourceUsage {
        try send("quit\n")
        for _ in 0..<Self.quitPatience where !child.hasEnded(within: Self.patienceMilliseconds) {
            try checkInterrupt()
        }
        if !child.hasEnded(within: 0) {
            // What a guest had to measure is done; its kernel may hang as it powers off.
            guard external != nil else { throw failure("did not leave when asked to") }
            kill(child.pid, SIGKILL)
        }
        return ResourceUsage(try system { () throws(SystemError) in try child.wait() }.usage)
    }

    /// How long one look at a silent worker lasts before signals are looked at.
    private static let patienceMilliseconds: Int32 = 100
    /// How many such looks a worker gets to remove its files and leave.
    private static let quitPatience = 100

    private func send(_ line: String) throws(ExperimentError) {
        do throws(SystemError) {
            try requests.write(Array(line.utf8))
        } catch {
            throw failure(ending() ?? "\(error)")
        }
    }

    private static let errorWord = "error "

    /// The rest of the answer's line, behind the expected word.
    private func reply(to request: String, expecting word: String) throws(ExperimentError) -> String {
        let line = try readLine()
        if line.hasPrefix(word) { return String(line.dropFirst(word.count)) }
        if line.hasPrefix(Self.errorWord) { throw failure(String(line.dropFirst(Self.errorWord.count))) }
        throw failure("answered \(request) with '\(line)'")
    }

    private func readLine() throws(ExperimentError) -> String {
        while true {
            if let end = buffered.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffered.removeFirst(end + 1) }
                // A console ends lines with both.
                let isConsole = external?.launch.channel == .console
                let text = isConsole && end > 0 && buffered[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
                return String(decoding: buffered[..<text], as: UTF8.self)
            }
            try waitForReply()
            let bytes = try system { () throws(SystemError) in try replies.read(upTo: 4096) }
            if bytes.isEmpty { throw failure(ending() ?? "closed its output") }
            buffered += bytes
        }
    }

    private func waitForReply() throws(ExperimentError) {
        var request = pollfd(fd: replies.rawValue, events: Int16(POLLIN), revents: 0)
        repeat {
            try checkInterrupt()
            if let external, external.isOverdue {
                throw failure("no answer within \(external.launch.startSeconds) s")
            }
        } while poll(&request, 1, Self.patienceMilliseconds) != 1
    }

    private func checkInterrupt() throws(ExperimentError) {
        if Interruption.signal != nil { throw .interrupted }
    }

    /// How the worker ended, if it has.
    private func ending() -> String? {
        guard child.hasEnded(within: 1000), let ending = try? child.wait() else { return nil }
        return "\(external?.programName ?? "the worker") ended with \(ending.summary)"
    }

    private func failure(_ message: String) -> ExperimentError {
        let whole = launcher.complaint.map { "\(message); \($0)" } ?? message
        guard let external else {
            return .workerFailed(workload: workload, environment: environment, message: whole)
        }
        let explained = external.explained(whole)
        return external.isRunning
            ? .workerFailed(workload: workload, environment: environment, message: explained)
            : .isolation(
                .runtimeFailed(environment: environment, step: "start the worker", message: explained))
    }
}
