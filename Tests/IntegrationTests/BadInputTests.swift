import Glibc
import Testing

extension Integration {
    /// What a user may get wrong on the command line: the status, and the words that help.
    @Suite struct BadInputTests {
        private let folder = try! TemporaryFolder()

        struct Mistake: CustomTestStringConvertible, Sendable {
            var arguments: [String]
            var status: Int32 = 64
            var says: [String]
            var testDescription: String { arguments.joined(separator: " ") }
        }

        static let mistakes = [
            Mistake(arguments: ["run", "--workload", "sys.nul"], says: ["'sys.nul'", "sys.null"]),
            Mistake(arguments: ["run", "--workload", "nothing.*"], says: ["'nothing.*'", "list workloads"]),
            Mistake(arguments: ["run", "--env", "namespace"], says: ["'namespace'", "'namespaces'"]),
            Mistake(arguments: ["run", "--format", "htm"], says: ["'htm'", "'html'"]),
            Mistake(arguments: ["run", "--suite", "quik"], says: ["'quik'", "'quick'"]),
            Mistake(arguments: ["run", "--suite", "./none.yaml"], says: ["none.yaml", "No such file"]),
            Mistake(arguments: ["run", "--budgett", "5s"], says: ["--budgett", "--budget"]),
            Mistake(arguments: ["run", "--budget", "60"], says: ["'60'", "60s"]),
            Mistake(arguments: ["run", "--budget", "0s"], says: ["'0s'"]),
            Mistake(arguments: ["run", "--budget", "nans"], says: ["'nans'"]),
            Mistake(arguments: ["run", "--precision", "150%"], says: ["'150%'", "0.5%"]),
            Mistake(arguments: ["run", "--margin", "0%"], says: ["'0%'"]),
            Mistake(arguments: ["run", "--exclude", "steel=5%"], says: ["'steel=5%'", "steal=2%"]),
            Mistake(arguments: ["run", "--exclude", "steal=5"], says: ["'steal=5'", "steal=2%"]),
            Mistake(arguments: ["run", "--seed", "lucky"], says: ["'lucky'", "--seed"]),
            Mistake(arguments: ["run", "--label", "novalue"], says: ["'novalue'", "k=v"]),
            Mistake(arguments: ["run", "--event", "no-such-event"], says: ["'no-such-event'"]),
            Mistake(
                arguments: ["run", "--suite", "quick", "--workload", "sys.null"],
                says: ["--suite", "--workload"]),
            Mistake(arguments: ["report"], says: ["<run>"]),
            Mistake(arguments: ["report", "x", "--format", "pdf"], says: ["'pdf'", "html"]),
            Mistake(arguments: ["compare", "only-one"], says: ["<new>"]),
            Mistake(arguments: ["gate", "new"], says: ["--baseline"]),
            Mistake(
                arguments: ["gate", "--baseline", "a", "b", "--format", "csv"], says: ["'csv'", "markdown"]),
            Mistake(arguments: ["gate", "--baseline", "a", "b"], says: ["a/run.json"]),
            Mistake(arguments: ["attribute", "--mechanism", "secomp"], says: ["'secomp'", "'seccomp'"]),
            Mistake(arguments: ["attribute", "--env", "containr"], says: ["'containr'", "'container'"]),
            Mistake(arguments: ["attribute", "--env", "bare"], says: ["bare", "nothing in it"]),
            Mistake(arguments: ["attribute", "--synthetic", "a"], says: ["'a'", "name=cost"]),
            Mistake(arguments: ["attribute", "--synthetic", "a=2%", "--synthetic", "a*b=1%"], says: ["'b'"]),
            Mistake(
                arguments: ["attribute", "--synthetic", "a=2%", "--env", "container"],
                says: ["--synthetic", "environment"]),
            Mistake(arguments: ["attribute", "--format", "csv"], says: ["'csv'", "markdown"]),
            Mistake(arguments: ["attribute", "--workload", "sys.nul"], says: ["'sys.nul'", "sys.null"]),
            Mistake(arguments: ["predict", "none", "--env", "container"], says: ["none/run.json"]),
            Mistake(arguments: ["predict", "none"], says: ["--env"]),
            Mistake(
                arguments: ["predict", "x", "--env", "y.yaml", "--format", "html"],
                says: ["'html'", "markdown"]),
            Mistake(arguments: ["verify", "--env", "namespace"], says: ["'namespace'", "'namespaces'"]),
            Mistake(arguments: ["verify", "--env", "none.yaml"], says: ["none.yaml", "No such file"]),
            Mistake(arguments: ["verify", "--property", "net.prt"], says: ["'net.prt'", "net.port"]),
            Mistake(arguments: ["verify", "--property", "x.*"], says: ["'x.*'", "list properties"]),
            Mistake(arguments: ["verify", "--format", "htm"], says: ["'htm'", "'html'"]),
            Mistake(arguments: ["verify", "--format", "csv"], says: ["'csv'", "markdown"]),
            Mistake(
                arguments: ["verify", "--scratch", "/no/such/folder"], says: ["/no/such/folder", "--scratch"]),
            Mistake(arguments: ["list", "everything"], says: ["'everything'", "workloads"]),
            Mistake(arguments: ["env", "show", "chrot"], says: ["'chrot'", "'chroot'"]),
            Mistake(arguments: ["frobnicate"], says: ["'frobnicate'"]),
        ]

        @Test(arguments: mistakes)
        func `a mistake is named, with what helps`(mistake: Mistake) throws {
            let end = try Program.isocost(mistake.arguments, in: folder).run()
            #expect(end.status == mistake.status, "\(end)")
            #expect(end.output.isEmpty)
            for part in mistake.says { #expect(end.errors.contains(part), "\(end)") }
            #expect(!end.errors.contains("Fatal error"))
            #expect(access("\(folder.path)/results", F_OK) != 0, "nothing is begun")
        }

        @Test func `an output folder that exists is left alone`() throws {
            try folder.makeFile("mine", "keep me")
            for output in [".", "mine"] {
                let words = ["run", "--workload", "sys.null", "--env", "bare", "--output", output]
                let end = try Program.isocost(words, in: folder).run()
                #expect(end.status == 64 && end.errors.contains("\(output) exists already"), "\(end)")
            }
        }

        @Test(arguments: ["/proc/run", "/dev/null/run"])
        func `an output folder that can't be made fails with its reason`(output: String) throws {
            let words = ["run", "--workload", "sys.null", "--env", "bare", "--output", output]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 70 && end.errors.contains("cannot write \(output)"), "\(end)")
        }

        @Test func `a scratch folder that is not there fails with advice`() throws {
            let words = ["run", "--workload", "sys.null", "--env", "bare", "--scratch", "/no/such/folder"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 64 && end.errors.contains("/no/such/folder"), "\(end)")
            #expect(end.errors.contains("--scratch"))
        }

        @Test func `a worker that is missing or none fails at once`() throws {
            for (worker, word) in [("/nonexistent", "/nonexistent"), ("/bin/true", "worker")] {
                let words = ["run", "--workload", "sys.null", "--env", "bare", "--output", "run"]
                var program = Program.isocost(words, in: folder)
                program.environment["ISOCOST_WORKER"] = worker
                let end = try program.run(within: 20)
                #expect(end.status == 70 && end.errors.contains(word), "\(end)")
            }
        }

        @Test func `a precision that can't be reached ends with the budget`() throws {
            let words = [
                "run", "--workload", "sys.null", "--env", "bare", "--budget", "3s", "--output", "run",
            ]
            let end = try Program.isocost(words + ["--precision", "1e-300"], in: folder).run()
            #expect(end.status == 0, "\(end)")
        }
    }
}
