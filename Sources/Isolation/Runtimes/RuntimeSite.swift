import Glibc
import Linux

/// Where and for what a runtime is prepared: one arm of a run.
public struct RuntimeSite: Sendable {
    /// Names the arm in error messages.
    public let environment: String
    /// The worker's absolute path on the host.
    public let worker: String
    /// The same file as it is open in isocost: what the other arms run, whatever is at the path by then.
    let openWorker: String
    /// The run's scratch folder, which the worker finds at the same path.
    public let scratch: String
    /// An empty folder inside `scratch` for bundle, root and state.
    public let folder: String
    /// Of containers and machines: no other on this host is called so.
    public let name: String
    /// Of the run's scratch folder: part of whatever is named here.
    let token: String
    /// The CPU of the work.
    public let cpu: Int
    /// `KEY=value` that the worker is given inside, in whatever way the runtime has for it.
    var variables = RuntimeSite.workerVariables

    /// - Parameters:
    ///   - descriptor: of the worker's file, open in this process.
    ///   - number: of the arm in its run.
    public init(
        environment: String, worker: String, descriptor: Int32, scratch: String, number: Int, cpu: Int
    ) throws(IsolationError) {
        self.environment = environment
        self.worker = worker
        openWorker = "/proc/self/fd/\(descriptor)"
        self.scratch = scratch
        self.cpu = cpu
        token = scratch.split(separator: "-").last.map(String.init) ?? "\(getpid())"
        name = "isocost-\(token)-\(number)"
        folder = "\(scratch)/\(Self.folderPrefix)\(number)"
        _ = try makeFolder("")
    }

    static let folderPrefix = "runtime-"

    /// Where a root that holds only the worker has it.
    static let workerInside = "/isocost-worker"

    /// What every worker is given, whatever it runs in: a static Swift program looks for its own path in
    /// /proc, which a root may lack.
    public static let workerVariables = ["SWIFT_ROOT=/"]

    /// In the environment of what a runtime leaves running, so that it can be found after a kill.
    var mark: String { ScratchFolder.mark(of: scratch) }

    /// HOME, which many programs look for.
    var home: [String] { getenv("HOME").map { ["HOME=\(String(cString: $0))"] } ?? [] }

    func path(_ name: String) -> String { name.isEmpty ? folder : "\(folder)/\(name)" }

    func makeFolder(_ name: String) throws(IsolationError) -> String {
        _ = try step("make a folder") { () throws(SystemError) in
            try retrying("mkdir", path(name)) { mkdir(path(name), 0o755) }
        }
        return path(name)
    }

    func write(_ name: String, _ text: String) throws(IsolationError) -> String {
        try write(name, Array(text.utf8))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws(IsolationError) -> String {
        try step("write \(path(name))") { () throws(SystemError) in
            try FileDescriptor(open: path(name), O_WRONLY | O_CREAT | O_EXCL, mode: 0o644).write(bytes)
        }
        return path(name)
    }

    /// For runtimes that get a /run of their own: what lies there would be out of sight.
    func refuse(below hidden: String) throws(IsolationError) {
        for path in [worker, scratch] where path.hasPrefix("\(hidden)/") {
            throw .invalid(
                environment: environment,
                reason: "\(path) lies in \(hidden), which this runtime does not see; see --scratch")
        }
    }

    /// Of a root that holds nothing else.
    static func onlyWorker(_ runtime: String) -> Availability {
        .unavailable(reason: "the root of \(runtime) holds only isocost's worker, no commands")
    }

    func failure(_ step: String, _ message: String) -> IsolationError {
        .runtimeFailed(environment: environment, step: step, message: message)
    }

    /// Names the step of what failed.
    func step<Result>(
        _ name: String, _ body: () throws(SystemError) -> Result
    ) throws(IsolationError) -> Result {
        do throws(SystemError) { return try body() } catch { throw failure(name, "\(error)") }
    }
}
