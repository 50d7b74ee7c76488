import Glibc
import Isolation
import Linux
import Testing

@testable import Experiment

/// The harness's end of the worker protocol, against workers made of a shell script.
struct WorkerProcessTests {
    /// A write to a worker that is gone is an error to be told of, as in isocost itself.
    init() { signal(SIGPIPE, SIG_IGN) }

    private func worker(_ script: String) throws -> WorkerProcess {
        let plan = try Environment(EnvironmentCatalog.bare).plan(stagingFolder: "/")
        let program = Program(
            executable: .path("/bin/sh"), arguments: ["sh", "-c", script], environment: ["PATH=/usr/bin:/bin"]
        )
        return try WorkerProcess(
            launcher: Launcher(plan: plan, program: program, affinity: nil), environment: "jail",
            workload: "w", counters: [])
    }

    /// What a request to the worker fails with.
    private func failure(_ script: String, _ request: (WorkerProcess) throws -> Void) throws -> String {
        let worker = try worker(script)
        let error = #expect(throws: ExperimentError.self) { try request(worker) }
        guard case .workerFailed("w", "jail", let message) = try #require(error) else { throw error! }
        return message
    }

    private static let good = """
        while read -r word rest; do
          case $word in prepare) echo 'ready {}';; run) echo "done 1500 ff0$rest";; quit) exit 0;; esac
        done; exit 9
        """

    @Test func aConversation() throws {
        let worker = try worker(Self.good)
        try worker.prepare("cpu.integer", parameters: "{}")
        let slice = try worker.run(ops: 7)
        #expect(slice.seconds == 1.5e-6)
        #expect(slice.checksum == 0xff07)
        #expect(try #require(try worker.evidence()).mnt > 0)
        #expect(try worker.quit().userSeconds >= 0)
    }

    @Test func requestsAreLines() throws {
        let asked = try failure("read -r line; echo \"error got $line\"") {
            try $0.prepare("mem.latency", parameters: #"{"scratch":"/x","workingSet":1}"#)
        }
        #expect(asked == #"got prepare mem.latency {"scratch":"/x","workingSet":1}"#)
        #expect(
            try failure("read -r line; echo \"error got $line\"") { _ = try $0.run(ops: 12) } == "got run 12")
    }

    @Test func repliesMayComeInPieces() throws {
        let worker = try worker(
            "read l; printf 'done 15'; sleep 0.05; printf '00 ff\\ndone 1 2\\n'; read l; read l")
        #expect(try worker.run(ops: 1).seconds == 1.5e-6)
        // The next reply came with the first one's end.
        #expect(try worker.run(ops: 1).checksum == 2)
        _ = try worker.quit()
    }

    @Test(arguments: [
        ("exit 3", "exit status 3"), ("kill -KILL $$", "signal 9 (Killed)"), ("exit 0", "exit status 0"),
    ])
    func aWorkerThatEndsIsToldOf(end: String, how: String) throws {
        #expect(try failure("read l; \(end)") { _ = try $0.run(ops: 1) } == "the worker ended with \(how)")
        #expect(
            try failure(end) { worker in
                while true { _ = try worker.run(ops: 1) }
            } == "the worker ended with \(how)")
    }

    @Test func aWorkerThatClosesItsOutputIsToldOf() throws {
        #expect(try failure("read l; exec 1>&-; sleep 100") { _ = try $0.run(ops: 1) } == "closed its output")
    }

    @Test(arguments: ["done", "done 15", "done x ff", "done 15 xyz", "done 15 ff more", "done -5 ff"])
    func aTimeHasToBeATime(reply: String) throws {
        let message = try failure("read l; echo '\(reply)'; read l") { _ = try $0.run(ops: 1) }
        #expect(!message.isEmpty)
    }

    @Test func aStrangeReplyIsQuoted() throws {
        #expect(
            try failure("read l; echo 'what?'; read l") { _ = try $0.run(ops: 1) }
                == "answered run with 'what?'")
        #expect(
            try failure("read l; echo 'done 1 2'; read l") { try $0.prepare("w", parameters: "{}") }
                == "answered prepare with 'done 1 2'")
    }
}
