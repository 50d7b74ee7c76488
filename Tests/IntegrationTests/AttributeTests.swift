import Glibc
import Linux
import Testing

extension Integration {
    /// `isocost attribute` and `isocost predict`: what is known is found, and what is found predicts.
    @Suite(.needsRoot)
    struct AttributeTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        private func isocost(_ arguments: [String], within seconds: Double = 90) throws -> Finished {
            try Program.isocost(arguments, in: folder).run(within: seconds)
        }

        private func document(_ run: String) throws -> JSON {
            try JSON(contents(of: "\(folder.path)/\(run)/attribution.json"))
        }

        private func effect(_ factor: String, in workload: JSON) throws -> JSON {
            try #require(workload["effects"]?.list?.first { $0["factor"] == .text(factor) })
        }

        /// To half a percent of `bare`, or what the intervals say where that is more.
        @Test func `known costs and a known interaction are found`() throws {
            let words = [
                "--synthetic", "a=2%", "--synthetic", "b=5%", "--synthetic", "c=1%", "--synthetic", "a*b=4%",
            ]
            let end = try isocost(
                ["attribute", "--workload", "sys.null", "--workload", "cpu.integer", "--budget", "20s"]
                    + ["--precision", "0.2%", "--seed", "3", "--output", "run"] + words)
            try #require(end.status == 0, "\(end)")
            for workload in try document("run")["workloads"]?.list ?? [] {
                for (factor, truth) in [("a", 0.04), ("b", 0.07), ("c", 0.01)] {
                    let found = try effect(factor, in: workload)
                    #expect(found["truth"]?.number.map { abs($0 - truth) < 1e-9 } == true)
                    let interval = try #require(found["overhead"])
                    let (lower, upper) = (interval["lower"]?.number ?? 0, interval["upper"]?.number ?? 0)
                    #expect(
                        abs((interval["center"]?.number ?? 1) - truth) < max(0.005, upper - lower),
                        "\(factor): \(interval)")
                }
                let control = try effect("nothing", in: workload)["overhead"]?["center"]?.number
                #expect(abs(control ?? 1) < 0.005)
                let pair = try #require(workload["interactions"]?.list?.first)
                #expect(
                    pair["isInModel"] == .boolean(true) && pair["first"] == .text("a")
                        && pair["second"] == .text("b"))
                #expect(workload["additivity"]?["verdict"] != .text("additive"))
            }
            #expect(end.output.contains("a × b") && end.output.contains("Known costs"), "\(end)")
        }

        @Test func `a filter costs a call what it does when measured alone, and namespaces nothing`() throws {
            let before = Traces(scratch: scratch)
            let end = try isocost([
                "attribute", "--mechanism", "seccomp", "--mechanism", "pid", "--mechanism", "veth",
                "--workload",
                "sys.null", "--budget", "20s", "--seed", "3", "--output", "run", "--scratch", scratch,
            ])
            try #require(end.status == 0, "\(end)")
            let workload = try #require(try document("run")["workloads"]?.list?.first)
            let seccomp = try effect("seccomp", in: workload)
            #expect(seccomp["verdict"] == .text("slower"), "\(seccomp)")
            for factor in ["pid", "net", "veth"] {
                let center = try effect(factor, in: workload)["overhead"]?["center"]?.number ?? 1
                #expect(abs(center) < 0.03, "\(factor): \(center)")
            }
            #expect(Traces(scratch: scratch) == before)

            try folder.makeFile("only.yaml", "name: only\nseccomp: container\n")
            let direct = try isocost([
                "run", "--env", "only.yaml", "--workload", "sys.null", "--budget", "20s", "--output",
                "direct",
            ])
            try #require(direct.status == 0, "\(direct)")
            let words = ["predict", "run", "--env", "only.yaml", "--against", "direct"]
            let prediction = try isocost(words + ["--format", "json"])
            try #require(prediction.status == 0, "\(prediction)")
            let one = try #require(try JSON(prediction.output)["workloads"]?.list?.first)
            let (predicted, measured) = (
                one["overhead"]?["center"]?.number, one["measured"]?["center"]?.number
            )
            #expect(abs((predicted ?? 0) - (measured ?? 1)) < 0.05, "\(one)")
            #expect(try isocost(words).output.contains("sys.null"))
            try reportsAreMadeAgain(end)
            try whatWasNoFactorIsNamed()
        }

        private func reportsAreMadeAgain(_ first: Finished) throws {
            #expect(try isocost(["report", "run"]).output == first.output)
            for format in ["markdown", "html", "json"] {
                let again = try isocost(["report", "run", "--format", format])
                #expect(again.status == 0 && again.output.contains("seccomp"), "\(format)")
            }
            let csv = try isocost(["report", "run", "--format", "csv"])
            #expect(csv.status == 64 && csv.errors.contains("'csv'"), "\(csv)")
        }

        private func whatWasNoFactorIsNamed() throws {
            let other = try isocost(["predict", "run", "--env", "container"])
            #expect(
                other.status == 64 && other.errors.contains("'mount'") || other.errors.contains("'uts'"),
                "\(other)")
            try folder.makeFile("open.yaml", "name: open\nseccomp: {defaultAction: SCMP_ACT_ALLOW}\n")
            let changed = try isocost(["predict", "run", "--env", "open.yaml"])
            #expect(changed.status == 64 && changed.errors.contains("seccomp"), "\(changed)")
            let wrong = try isocost(["predict", "direct", "--env", "only.yaml"])
            #expect(wrong.status == 64 && wrong.errors.contains("no run of isocost attribute"), "\(wrong)")
        }

        @Test func `a suite names one environment, and no command`() throws {
            try folder.makeFile(
                "two.yaml", "name: two\nenvironments: [container, namespaces]\nworkloads: [sys.null]\n")
            let two = try isocost(["attribute", "--suite", "two.yaml"])
            #expect(
                two.status == 64 && two.errors.contains("two.yaml") && two.errors.contains("one environment"),
                "\(two)")
            try folder.makeFile(
                "command.yaml",
                "name: command\nenvironments: [container]\nworkloads: [{name: mine, command: [true]}]\n")
            let command = try isocost(["attribute", "--suite", "command.yaml"])
            #expect(command.status == 64 && command.errors.contains("'mine'"), "\(command)")
        }

        @Test func `what is one piece is refused, and so is a budget for nothing`() throws {
            try folder.makeFile("wrapped.yaml", "name: wrapped\nwrapper: [env, \"{command}\"]\n")
            let wrapped = try isocost(["attribute", "--env", "wrapped.yaml"])
            #expect(wrapped.status == 64 && wrapped.errors.contains("wrapper"), "\(wrapped)")
            let short = try isocost([
                "attribute", "--workload", "sys.null", "--budget", "1ms", "--output", "short",
            ])
            #expect(short.status == 70 && short.errors.contains("--budget"), "\(short)")
            #expect(access("\(folder.path)/short", F_OK) != 0)
        }

        @Test func `a design for which there are too few descriptors says what fits`() throws {
            let words = [
                "sh", "-c",
                "ulimit -n 256; exec \"$0\" attribute --env namespaces --workload sys.null --output run",
                Programs.isocost,
            ]
            let end = try Program.tool(words, in: folder).run()
            #expect(end.status == 77, "\(end)")
            for part in ["arms", "256", "--mechanism"] { #expect(end.errors.contains(part), "\(end)") }
        }

        @Test func `too little time for every workload is said of each`() throws {
            let end = try isocost([
                "attribute", "--mechanism", "seccomp", "--workload", "sys.*", "--budget", "2s", "--output",
                "run",
            ])
            #expect(end.status == 0 && end.output.contains("too few for an interval"), "\(end)")
        }

        @Test func `a signal ends it with what was measured`() throws {
            let program = Program.isocost(
                [
                    "attribute", "--workload", "sys.null", "--budget", "300s", "--precision", "1e-9",
                    "--output", "run",
                ]
                    + ["--scratch", scratch],
                in: folder)
            let before = Traces(scratch: scratch)
            let run = try RunningProgram(program)
            let blocks = "\(folder.path)/run/blocks.ndjson"
            let seen = poll(for: 60) {
                ((try? contents(of: blocks)) ?? "").utf8.count { $0 == UInt8(ascii: "\n") } >= 7
            }
            try #require(seen != nil, "\(run.output)")
            run.send(SIGINT)
            let end = try run.finish(within: 30)
            #expect(end.signal == SIGINT && end.output.contains("was interrupted"), "\(end)")
            #expect(end.output.contains("seccomp"))
            #expect(Traces(scratch: scratch) == before)
        }

        @Test func `a signal before the first block leaves nothing`() throws {
            let before = Traces(scratch: scratch)
            let words = ["attribute", "--workload", "sys.null", "--output", "run", "--scratch", scratch]
            let run = try RunningProgram(Program.isocost(words, in: folder))
            try #require(poll(for: 30) { !names(in: scratch).isEmpty } != nil, "\(run.output)")
            run.send(SIGINT)
            let end = try run.finish(within: 30)
            #expect(end.signal == SIGINT && end.errors.contains("nothing was measured"), "\(end)")
            #expect(access("\(folder.path)/run", F_OK) != 0)
            #expect(Traces(scratch: scratch) == before)
        }

        @Test(.enabled(if: Requirement.has("setpriv"), "needs setpriv (util-linux)"))
        func `an ordinary user takes a rootless container apart`() throws {
            guard Requirement.hasRootlessNamespaces else { return }
            let programs = try Programs.copied(into: folder)
            try folder.giveToNobody()
            var program = Program.isocost(
                [
                    "attribute", "--env", "container-rootless", "--mechanism", "seccomp", "--mechanism",
                    "pid",
                    "--workload", "sys.null", "--budget", "15s", "--output", "run",
                ], in: folder)
            program.executable = "\(programs)/isocost"
            let end = try program.asNobody().run(within: 60)
            try #require(end.status == 0, "\(end)")
            let factors = try document("run")["factors"]?.list ?? []
            #expect(factors.contains { $0["name"] == .text("seccomp") }, "\(factors)")
            let pid = factors.first { $0["name"] == .text("pid") }
            #expect(pid?["requirements"]?.texts == ["user"], "\(factors)")
        }
    }
}
