import Glibc
import Linux
import Testing

extension Integration {
    /// Runs that meet others, and runs that are started in odd ways.
    @Suite(.needsRoot)
    struct SideBySideTests {
        private let folder = try! TemporaryFolder()

        @Test func `two runs at once don't touch each other`() throws {
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let runs = try ["one", "two"].map { name in
                let words = ["run", "--workload", "io.metadata", "--workload", "sys.null", "--budget", "4s"]
                return try RunningProgram(
                    .isocost(words + ["--scratch", scratch, "--output", name], in: folder))
            }
            for (run, name) in zip(runs, ["one", "two"]) {
                let end = try run.finish(within: 60)
                #expect(end.status == 0 && end.errors.isEmpty, "\(end)")
                #expect(try !RecordedRun("\(folder.path)/\(name)").blocks.isEmpty)
            }
            #expect(Traces(scratch: scratch) == before)
        }

        @Test(arguments: [[0], [0, 1, 2]] as [[Int32]])
        func `closed standard streams are no descriptors of the workers`(closed: [Int32]) throws {
            let words = ["run", "--workload", "sys.null", "--budget", "1s", "--output", "run"]
            var program = Program.isocost(words, in: folder)
            program.closed = closed
            let end = try program.run()
            #expect(end.status == 0, "\(end)")
            #expect(try !RecordedRun("\(folder.path)/run").blocks.isEmpty)
        }

        @Test func `a scratch folder is found from the folder of the caller`() throws {
            _ = try folder.makeFolder("scratch")
            let words = ["run", "--workload", "io.metadata", "--budget", "1s", "--output", "run"]
            let end = try Program.isocost(words + ["--scratch", "scratch"], in: folder).run()
            #expect(end.status == 0, "\(end)")
            #expect(try !RecordedRun("\(folder.path)/run").blocks.isEmpty)
            #expect(names(in: "\(folder.path)/scratch").isEmpty)
        }

        @Test(.enabled(if: Requirement.has("taskset"), "needs taskset (util-linux)"))
        func `one CPU is enough, with a warning`() throws {
            let words = [
                "run", "--workload", "sys.null", "--budget", "2s", "--output", "run", "--format", "json",
            ]
            let tool = ["taskset", "-c", "0", Programs.isocost] + words
            let end = try Program.tool(tool, in: folder).run()
            try #require(end.status == 0, "\(end)")
            let codes = try JSON(end.output)["host"]?["warnings"]?.list?.compactMap { $0["code"]?.text }
            #expect(codes?.contains("single-cpu") == true)
        }
    }
}
