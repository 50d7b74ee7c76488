import Foundation
import Linux
import Testing

extension Integration {
    /// `isocost run -- COMMAND`: any program of the user's.
    @Suite(.needsRoot)
    struct CommandTests {
        private let folder = try! TemporaryFolder()

        /// Measures a command for a short time, in namespaces as well.
        private func measure(_ options: [String] = [], _ command: String...) throws -> Finished {
            let words = ["run", "--output", "run", "--env", "namespaces", "--budget", "1s"]
            return try Program.isocost(words + options + ["--"] + command, in: folder).run()
        }

        /// The distinct lines that an arm's launches wrote.
        private func kept(_ arm: String) throws -> Set<Substring> {
            let output = "\(folder.path)/run/output"
            let name = try #require(names(in: output).first { $0.hasSuffix(".\(arm).out") })
            return Set(
                try contents(of: "\(output)/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
            )
        }

        @Test func `one launch is one sample, with its set-up and CPU time`() throws {
            let end = try measure([], "true")
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            #expect(block["workload"] == .text("true") && block["ops"] == .number(1))
            for arm in try #require(block["arms"]?.object).values {
                let launches = try #require(arm["elapsed"]).numbers
                #expect(!launches.isEmpty && launches.allSatisfy { $0 > 0 && $0 < 10 })
                for metric in ["setup", "user_time", "system_time"] {
                    let values = try #require(arm["counters"]?[metric], "\(metric)").numbers
                    #expect(values.count == launches.count && values.allSatisfy { $0 >= 0 })
                }
            }
        }

        @Test func `a failing command is quoted, with the environment it failed in`() throws {
            let end = try measure([], "sh", "-c", "echo out of luck >&2; exit 3")
            #expect(end.status == 70)
            for part in ["failed in bare", "exit status 3", "out of luck", "--ignore-failure"] {
                #expect(end.errors.contains(part), "\(end)")
            }
        }

        @Test func `a command ended by a signal is named with it`() throws {
            let end = try measure([], "sh", "-c", "kill -SEGV $$")
            #expect(end.status == 70 && end.errors.contains("signal 11"), "\(end)")
        }

        @Test func `a command that fails in one environment alone names that one`() throws {
            let end = try measure(
                [], "sh", "-c", "test $(hostname) != isocost || { echo inside >&2; exit 4; }")
            #expect(end.status == 70)
            #expect(end.errors.contains("failed in namespaces with exit status 4: inside"), "\(end)")
        }

        @Test func `--ignore-failure measures it all the same`() throws {
            let end = try measure(["--ignore-failure"], "false")
            #expect(end.status == 0, "\(end)")
            #expect(try !RecordedRun("\(folder.path)/run").blocks.isEmpty)
        }

        @Test(arguments: ["no-such-command", "./no-such-command", "/no/such/command"])
        func `a command that is not there is wrong usage`(command: String) throws {
            let end = try measure([], command)
            #expect(end.status == 64 && end.errors.contains("command not found: \(command)"), "\(end)")
            #expect(access("\(folder.path)/run", F_OK) != 0)
        }

        @Test func `arguments arrive as they were given`() throws {
            let end = try measure(["--keep-output"], "printf", "[%s]\\n", "a  b", "", "c'\"*", "{}")
            try #require(end.status == 0, "\(end)")
            for arm in ["bare", "bare'", "namespaces"] {
                #expect(try kept(arm) == ["[a  b]", "[]", "[c'\"*]", "[{}]", ""], "\(arm)")
            }
        }

        @Test func `output is kept also of a command with very long arguments`() throws {
            let long = String(repeating: "z", count: 300)
            let end = try measure(["--keep-output"], "echo", long)
            try #require(end.status == 0, "\(end)")
            #expect(try kept("bare") == [Substring(long), ""])
        }

        @Test func `a command reads nothing, whatever isocost was given`() throws {
            let end = try measure(["--keep-output"], "sh", "-c", "wc -c; pwd")
            try #require(end.status == 0, "\(end)")
            #expect(try kept("namespaces") == ["0", Substring(folder.path), ""])
        }

        @Test func `a path is taken from the folder of the caller`() throws {
            try folder.makeFile("program", "#!/bin/sh\nexit 0\n", mode: 0o755)
            let end = try measure([], "./program")
            #expect(end.status == 0, "\(end)")
        }

        @Test func `variables reach the command`() throws {
            let words = ["run", "--output", "run", "--env", "bare", "--budget", "1s", "--keep-output", "--"]
            var program = Program.isocost(words + ["sh", "-c", "echo $ISOCOST_TEST"], in: folder)
            program.environment["ISOCOST_TEST"] = "passed on"
            let end = try program.run()
            try #require(end.status == 0, "\(end)")
            #expect(try kept("bare") == ["passed on", ""])
        }
    }
}
