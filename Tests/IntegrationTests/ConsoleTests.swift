import Testing

extension Integration {
    /// What goes to pipes, files and terminals.
    @Suite struct ConsoleTests {
        private let folder = try! TemporaryFolder()
        private static let escape = "\u{1B}"
        private static let work = [
            "run", "--workload", "sys.null", "--env", "bare", "--budget", "1s", "--output", "run",
        ]

        @Test func `a pipe gets neither colour nor progress`() throws {
            let words = ["sh", "-c", "\"$0\" \"$@\" | cat", Programs.isocost] + Self.work
            let end = try Program.tool(words, in: folder).run()
            #expect(end.status == 0 && end.output.contains("sys.null"), "\(end)")
            #expect(!end.output.contains(Self.escape) && end.errors.isEmpty, "\(end)")
        }

        @Test func `a terminal on standard error gets progress, which is wiped away`() throws {
            let terminal = try Terminal()
            var program = Program.isocost(Self.work, in: folder)
            program.errorPath = terminal.path
            let (end, text) = try terminal.follow(program)
            #expect(end.status == 0 && !end.output.contains(Self.escape), "\(end)")
            for part in ["sys.null", "finding the slice length", "block 1", "s left"] {
                #expect(text.contains(part), "\(text)")
            }
            #expect(text.hasSuffix("\r\(Self.escape)[K"), "\(text)")
            #expect(!text.contains("\n"), "one line, written over")
        }

        @Test(arguments: [("NO_COLOR", "1"), ("NOTHING", "1")])
        func `a report is coloured on a terminal, but for NO_COLOR`(variable: String, value: String) throws {
            try #require(try Program.isocost(Self.work, in: folder).run().status == 0)
            let terminal = try Terminal()
            var program = Program.isocost(["report", "run"], in: folder)
            program.outputPath = terminal.path
            program.environment[variable] = value
            let (end, text) = try terminal.follow(program)
            #expect(end.status == 0 && text.contains("sys.null"), "\(end) \(text)")
            #expect(text.contains("\(Self.escape)[") == (variable != "NO_COLOR"))
        }

        @Test(arguments: ["run", "report", "compare", "gate", "list", "env show", "doctor", "clean"])
        func `help has an example`(command: String) throws {
            let words = command.split(separator: " ").map(String.init)
            let end = try Program.isocost(words + ["--help"], in: folder).run()
            #expect(end.status == 0 && end.errors.isEmpty)
            #expect(end.output.contains("EXAMPLE"), "\(end)")
            let lines = end.output.split(separator: "\n").drop { !$0.contains("EXAMPLE") }
            #expect(lines.dropFirst().first?.contains("isocost \(command)") == true, "\(end)")
        }

        @Test func `help lists every subcommand and the exit codes`() throws {
            let help = try Program.isocost(["--help"], in: folder).run().output
            for word in [
                "run", "report", "compare", "gate", "list", "env", "doctor", "clean", "64", "70", "77",
            ] {
                #expect(help.contains(word), "\(word)")
            }
        }

        @Test(arguments: ["workloads", "environments", "mechanisms", "metrics", "formats"])
        func `list names what there is, one a line`(kind: String) throws {
            let end = try Program.isocost(["list", kind], in: folder).run()
            #expect(end.status == 0 && end.errors.isEmpty)
            let names = end.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
            #expect(names.count >= 4 && Set(names).count == names.count && names.allSatisfy { !$0.isEmpty })
        }
    }
}
