import Glibc
import Workloads

/// Answers requests, one workload at a time, until the input ends.
struct WorkerSession: ~Copyable {
    private var reader: LineReader
    private let replies: ReplyWriter
    private let isDebugBuild: Bool
    private var workload: (any Workload & ~Copyable)?

    /// - Parameter isDebugBuild: true refuses to time: checks in every loop would be what is measured.
    init(input: Int32, output: Int32, isDebugBuild: Bool) {
        self.isDebugBuild = isDebugBuild
        reader = LineReader(descriptor: input)
        replies = ReplyWriter(descriptor: output)
        workload = nil
    }

    /// - Returns: the exit code: 0 for `quit` and the end of the input, 70 if the input cannot be read.
    mutating func serve() -> Int32 {
        while true {
            do throws(WorkloadError) {
                switch try reader.next() {
                case .end: return end(0)
                case .tooLong: replies.error("a line is at most \(LineReader.limit) bytes long")
                case .line(let bytes):
                    guard answer(bytes) else { return end(0) }
                }
            } catch {
                replies.error(error.description)
                return end(70)
            }
        }
    }

    /// Releases the workload, which removes the files it made.
    private mutating func end(_ code: Int32) -> Int32 {
        workload = nil
        return code
    }

    /// - Returns: false if the request was to quit.
    private mutating func answer(_ line: [UInt8]) -> Bool {
        do {
            switch try WorkerRequest.parse(line) {
            case nil: break
            case .quit: return false
            case .run(let ops, let lead): run(ops: ops, lead: lead)
            case .prepare(let name, let scratch, let given):
                try prepare(name, scratch: scratch, given: given)
            }
        } catch {
            replies.error("\(error)")
        }
        return true
    }

    private mutating func prepare(
        _ name: String, scratch: String, given: [String: ParameterValue]
    ) throws {
        // The one before goes first: both could want the same file names, and a run after a prepare that
        // failed must not time it by mistake.
        workload = nil
        let description = try WorkloadCatalog.description(named: name)
        let parameters = try Parameters(given, for: description)
        var prepared = try description.make(parameters, scratch)
        try prepared.prepare()
        workload = consume prepared
        replies.ready(
            "{\"workload\":\(FlatJSON.quoted(name)),\"pid\":\(getpid()),"
                + "\"pageSize\":\(sysconf(Int32(_SC_PAGESIZE))),\"parameters\":\(parameters.json)}")
    }

    /// Times one slice. Nothing but the work stands between the two readings of the clock.
    private mutating func run(ops: Int, lead: Int) {
        guard !isDebugBuild else {
            return replies.error(
                "this worker is a debug build and refuses to time; build with -c release")
        }
        guard workload != nil else {
            return replies.error("no workload is prepared: prepare NAME JSON first")
        }
        var start = timespec()
        var end = timespec()
        if lead > 0 { _ = workload!.run(ops: lead) }
        clock_gettime(CLOCK_MONOTONIC, &start)
        let checksum = workload!.run(ops: ops)
        clock_gettime(CLOCK_MONOTONIC, &end)
        if let failure = workload!.failure {
            workload = nil
            return replies.error(failure.description)
        }
        let elapsed = (end.tv_sec - start.tv_sec) * 1_000_000_000 + (end.tv_nsec - start.tv_nsec)
        replies.done(nanoseconds: UInt64(elapsed), checksum: checksum)
    }
}
