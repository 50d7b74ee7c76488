import Counters
import Glibc
import Isolation
import Linux
import Testing

@testable import Experiment

/// Workers that a program of somebody else's starts, here a shell in its place.
struct ExternalWorkerTests {
    init() { signal(SIGPIPE, SIG_IGN) }

    private static let answers = """
        while read -r word rest; do
          case $word in prepare) echo 'ready {}';; run) echo "done 1500 ff";; quit) exit 0;; esac
        done
        """

    private func worker(
        _ script: String, adjust: (inout ExternalLaunch) -> Void = { _ in }
    ) throws -> WorkerProcess {
        var launch = ExternalLaunch(command: ["/bin/sh", "-c", script], worker: "/worker")
        launch.workerProcess = .hidden(reason: "it is a test")
        adjust(&launch)
        let plan = try Environment(EnvironmentCatalog.bare).plan(stagingFolder: "/")
        return try WorkerProcess(
            launcher: Launcher(plan: plan, program: launch.workerProgram, affinity: nil), environment: "jail",
            workload: "w", counters: CounterGroup.probe(MetricCatalog.metrics).available, external: launch)
    }

    private func startFailure(
        _ script: String, adjust: (inout ExternalLaunch) -> Void = { _ in }
    ) throws -> String {
        let error = #expect(throws: ExperimentError.self) { _ = try worker(script, adjust: adjust) }
        return "\(try #require(error))"
    }

    @Test func aConversation() throws {
        let worker = try worker(Self.answers)
        #expect(try worker.run(ops: 7).seconds == 1.5e-6)
        #expect(try worker.evidence() == nil)
        _ = try worker.quit()
    }

    @Test func oneThatFailsIsQuoted() throws {
        #expect(
            try startFailure("echo no such option >&2; exit 3")
                == "environment jail: start the worker: sh ended with exit status 3: no such option")
        #expect(
            try startFailure("kill -SEGV $$").hasPrefix(
                "environment jail: start the worker: sh ended with signal 11"))
        #expect(try startFailure("exit 1").hasSuffix("exit status 1; it wrote nothing to standard error"))
    }

    @Test func oneThatNeverAnswersIsGivenUp() throws {
        let started = Clock.seconds()
        let message = try startFailure("echo hm >&2; exec sleep 1000") { $0.startSeconds = 0.3 }
        #expect(message == "environment jail: start the worker: no answer within 0.3 s: hm")
        #expect(Clock.seconds() - started < 5)
    }

    @Test func anErrorOfTheWorkerIsOneOfTheStart() throws {
        #expect(try startFailure("read l; echo 'error not today'; read l").contains("not today"))
    }

    /// Once it has answered, what goes wrong is the workload's.
    @Test func oneThatEndsLaterIsQuotedToo() throws {
        let worker = try worker("read l; echo 'ready {}'; read l; echo out of memory >&2; exit 9")
        let error = #expect(throws: ExperimentError.self) { _ = try worker.run(ops: 1) }
        #expect("\(error!)" == "w failed in jail: sh ended with exit status 9: out of memory")
    }

    @Test func aConsoleGreetsFirstAndEndsLinesTwice() throws {
        let script =
            "printf 'Linux version 6\\r\\nawake\\r\\n'; while read -r w r; do "
            + "case $w in prepare) printf 'ready {}\\r\\n';; run) printf 'done 1500 ff\\r\\n';; quit) exit 0;; esac; done"
        let worker = try worker(script) { $0.channel = .console }
        #expect(try worker.run(ops: 1).checksum == 0xff)
        _ = try worker.quit()
    }

    @Test func aSystemThatDoesNotGreetIsQuoted() throws {
        let message = try startFailure("echo 'Kernel panic'; exit 0") { $0.channel = .console }
        #expect(message.hasSuffix("sh ended with exit status 0: Kernel panic"))
    }

    @Test func countersThatDoNotFollowHaveTheReason() throws {
        let worker = try worker(Self.answers) { $0.counters = .unavailable(reason: "it is elsewhere") }
        let (first, second) = (try worker.readCounters(), try worker.readCounters())
        let values = CounterReading.difference(second, first)
        #expect(!values.isEmpty)
        for value in values { #expect(value.observed == .unavailable(reason: "it is elsewhere")) }
    }
}

/// Where the worker's process is looked for: `sleep` stands for it.
struct WorkerPlaceTests {
    private static let sleep = SearchPath.find(["sleep"])!

    /// The launch of an environment whose worker is `sleep`.
    private func launch(_ mechanism: Setting, _ body: (ExternalLaunch, pid_t) throws -> Void) throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let file = try FileDescriptor(open: Self.sleep, O_RDONLY)
        let site = try RuntimeSite(
            environment: "e", worker: Self.sleep, descriptor: file.rawValue, scratch: scratch.path, number: 2,
            cpu: 0)
        var definition = EnvironmentDefinition(name: "e")
        try definition.set("wrapper", to: mechanism)
        let plan = try Environment(definition).plan(stagingFolder: scratch.path) { site }
        let launch = try #require(plan.external)
        let program = launch.program(running: [Self.sleep, "1000"], environment: [], folder: "/")
        let child = try Launcher(plan: plan, program: program, affinity: nil)
            .launch(streams: StandardStreams(input: 0, output: 1, error: 2))
        try body(launch, child.pid)
    }

    @Test func aDescendantIsFoundByItsFile() throws {
        try launch(.texts(["sh", "-c", "{command} & wait"])) { launch, shell in
            var found: pid_t?
            for _ in 0..<500 where found == nil {
                found = try launch.worker(of: shell, environment: "e")
                usleep(10_000)
            }
            let pid = try #require(found)
            #expect(pid != shell)
            #expect(try contents(of: "/proc/\(pid)/comm") == "sleep\n")
            kill(pid, SIGKILL)
        }
    }

    @Test func aProgramThatBecomesTheWorkerIsFound() throws {
        try launch(.texts(["env", "{command}"])) { launch, child in
            var found: pid_t?
            for _ in 0..<500 where found == nil {
                found = try launch.worker(of: child, environment: "e")
                usleep(10_000)
            }
            #expect(found == child)
        }
    }

    /// Of a launcher that is not known nothing is demanded.
    @Test func aWorkerElsewhereIsNotSeen() throws {
        try launch(.texts(["sh", "-c", "exec tail -f /dev/null; {command}"])) { launch, child in
            let found = try launch.worker(of: child, environment: "e")
            #expect(found == nil)
            #expect(launch.absence.contains("is isocost's worker"))
        }
    }

    @Test func aNumberInAFileIsHeldAgainstTheWorker() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let path = "\(scratch.path)/pid"
        try FileDescriptor(open: path, O_WRONLY | O_CREAT).write(Array("\(getpid())\n".utf8))
        var launch = ExternalLaunch(command: ["/bin/sh"], worker: "/w")
        launch.workerProcess = .numberIn(file: path)
        let error = #expect(throws: IsolationError.self) { try launch.worker(of: 1, environment: "e") }
        #expect("\(error!)".hasPrefix("environment e: find the worker's process: "), "this is no worker")
    }
}
