import Glibc
import Linux
import Testing

extension Integration {
    /// Whatever ends a run: what was measured is kept, and nothing else stays.
    @Suite(.needsRoot)
    struct InterruptionTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        /// A run that goes on until it is ended, already in its third block.
        private func longRun(_ options: [String], ignoring ignored: [Int32] = []) throws -> RunningProgram {
            let words = [
                "run", "--output", "run", "--scratch", scratch, "--budget", "300s", "--precision", "1e-9",
            ]
            var program = Program.isocost(words + options, in: folder)
            program.ignored = ignored
            let run = try RunningProgram(program)
            try #require(poll(for: 30) { lines() >= 2 } != nil, "no block was measured: \(run.output)")
            return run
        }

        /// The processes of a run, looked for until it is in the middle of a block.
        private func family(of run: RunningProgram, atLeast count: Int) throws -> Set<pid_t> {
            var found: Set<pid_t> = []
            let seen = poll(for: 10) {
                found = Processes.running(Processes.descendants(of: run.pid))
                return found.count >= count
            }
            try #require(seen != nil, "never \(count) processes at once")
            return found
        }

        private func lines() -> Int {
            ((try? contents(of: "\(folder.path)/run/blocks.ndjson")) ?? "").utf8.count {
                $0 == UInt8(ascii: "\n")
            }
        }

        static let endings: [(signal: Int32, work: [String])] = [
            (SIGINT, ["--workload", "sys.null"]), (SIGINT, ["--workload", "io.metadata"]),
            (SIGINT, ["--", "sleep", "0.01"]), (SIGINT, ["--", "true"]),
            (SIGTERM, ["--workload", "sys.fork"]),
            (SIGTERM, ["--", "sh", "-c", "sleep 0.01; true"]), (SIGHUP, ["--workload", "sys.null"]),
        ]

        @Test(arguments: endings)
        func `a signal ends it within a second, with a report of what there is`(
            signal: Int32, work: [String]
        ) throws {
            let before = Traces(scratch: scratch)
            let run = try longRun(work)
            // Commands come and go too fast to be looked at; workers stay for a block.
            let family = try family(of: run, atLeast: work.contains("--") ? 0 : 1)
            let sent = Clock.seconds()
            run.send(signal)
            let end = try run.finish(within: 10)
            #expect(Clock.seconds() - sent < 1)
            #expect(end.signal == signal, "\(end)")
            #expect(end.output.contains("was interrupted"), "\(end)")
            #expect(Processes.running(family).isEmpty)
            #expect(Traces(scratch: scratch) == before)
            try checkKept()
        }

        /// What is on disk can be read, and says that it was interrupted.
        private func checkKept() throws {
            let run = try RecordedRun("\(folder.path)/run")
            #expect(run.blocks.count >= 2)
            #expect(try JSON(run.record)["ending"]?["interrupted"] == .boolean(true))
            let report = try Program.isocost(["report", "run", "--format", "json"], in: folder).run()
            #expect(try JSON(report.output)["run"]?["interrupted"] == .boolean(true))
        }

        @Test(arguments: [
            ["--workload", "sys.null"], ["--workload", "io.metadata"], ["--workload", "sys.fork"],
        ])
        func `kill -9 leaves no process, and a folder for the next command to remove`(work: [String]) throws {
            let before = Traces(scratch: scratch)
            let run = try longRun(work)
            let family = try family(of: run, atLeast: 4)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            #expect(poll(for: 1) { Processes.running(family).isEmpty } != nil)
            let left = Traces(scratch: scratch).scratch
            #expect(left.count == 1)
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0 && clean.output.contains(left.first ?? "?"), "\(clean)")
            #expect(Traces(scratch: scratch) == before)
        }

        @Test func `the next run removes what a killed one left, and says so`() throws {
            let run = try longRun(["--workload", "io.metadata"])
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            let left = try #require(names(in: scratch).first)
            let words = ["run", "--workload", "sys.null", "--budget", "500ms", "--scratch", scratch]
            let next = try Program.isocost(words + ["--output", "next"], in: folder).run()
            #expect(next.status == 0 && next.errors.contains(left), "\(next)")
            #expect(names(in: scratch).isEmpty)
        }

        @Test func `clean leaves a run that goes on alone, and what isocost did not make`() throws {
            try folder.makeFile("scratch/isocost-notes", "mine")
            let run = try longRun(["--workload", "io.metadata"])
            let during = Set(names(in: scratch))
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0 && clean.output.contains("nothing to remove"), "\(clean)")
            #expect(Set(names(in: scratch)) == during)
            let measured = lines()
            #expect(poll(for: 10) { lines() > measured + 1 } != nil, "the run went on")
            run.send(SIGINT)
            #expect(try run.finish(within: 5).signal == SIGINT)
            #expect(names(in: scratch) == ["isocost-notes"])
        }

        @Test func `a signal that it was started to ignore stays ignored`() throws {
            let run = try longRun(["--workload", "sys.null"], ignoring: [SIGHUP])
            let measured = lines()
            run.send(SIGHUP)
            #expect(poll(for: 10) { lines() > measured + 2 } != nil, "nohup keeps a run going")
            run.send(SIGINT)
            #expect(try run.finish(within: 5).signal == SIGINT)
        }
    }
}
