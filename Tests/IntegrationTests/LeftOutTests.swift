import Glibc
import Linux
import Testing

extension Integration {
    /// Environments that can't be launched: a run goes on without them, unless it is told not to.
    @Suite struct LeftOutTests {
        private let folder: TemporaryFolder

        /// Environments that need no root: one that is not there, one that fails at once, one that works.
        init() throws {
            folder = try TemporaryFolder()
            try folder.makeFile("lost.yaml", "name: lost\nruntime: {name: oci, path: /missing/youki}\n")
            try wrapper("broken", "echo 'no kernel today' >&2\nexit 4\n")
            try wrapper("kept", "exec \"$@\"\n")
        }

        /// An environment of a launcher that is this script.
        private func wrapper(_ name: String, _ script: String) throws {
            let file = try folder.makeFile(name, "#!/bin/sh\n\(script)", mode: 0o755)
            try folder.makeFile("\(name).yaml", "name: \(name)\nwrapper: [\(file), \"{command}\"]\n")
        }

        /// A launcher that works so many times, and what it does after that.
        private func mortal(_ name: String, launches: Int, then end: String) throws {
            try wrapper(
                name,
                "echo x >>'\(folder.path)/\(name).count'\n"
                    + "[ $(wc -l <'\(folder.path)/\(name).count') -le \(launches) ] || {\n\(end)\n}\nexec \"$@\"\n"
            )
        }

        private func run(
            _ environments: [String], workloads: [String] = ["sys.null"], _ options: String...
        ) throws -> Finished {
            let chosen = environments.flatMap { ["--env", "\($0).yaml"] }
            let words = ["run", "--output", "run", "--budget", "20s", "--precision", "50%", "--seed", "1"]
            let work = workloads.flatMap { ["--workload", $0] }
            return try Program.isocost(words + chosen + work + options, in: folder).run()
        }

        private func unavailable(_ document: JSON, _ environment: String) -> [JSON] {
            document["unavailable"]?.list?.filter { $0["environment"] == .text(environment) } ?? []
        }

        private static let reasons = [
            "lost": "runtime: there is no executable /missing/youki",
            "broken": "start the worker: broken ended with exit status 4: no kernel today",
        ]

        @Test func `the others are measured, and every report says why not all are`() throws {
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let end = try run(["lost", "kept", "broken"], "--scratch", scratch)
            try #require(end.status == 0, "\(end)")
            let recorded = try RecordedRun("\(folder.path)/run")
            #expect(recorded.blocks.count >= 10)
            #expect(recorded.blocks.allSatisfy { $0["arms"]?.keys == ["bare", "bare'", "kept"] })
            for (name, reason) in Self.reasons {
                #expect(end.errors.contains("isocost: environment \(name) is left out: \(reason)"), "\(end)")
                let entries = unavailable(try JSON(recorded.record), name)
                #expect(entries.map { $0["reason"] } == [.text(reason)])
                #expect(entries.map { $0["metric"] } == [.text("time")])
            }
            for format in ["terminal", "markdown", "html", "json", "csv"] {
                let words = ["report", "run", "--format", format]
                let report = try Program.isocost(words, in: folder).run()
                #expect(
                    report.status == 0 && report.output.contains("no kernel today"), "\(format): \(report)")
                #expect(report.output.contains("there is no executable"), "\(format): \(report)")
            }
            #expect(Traces(scratch: scratch) == before)
        }

        /// What keeps one from being launched is either not supported or a failure.
        static let statuses: [(String, Int32)] = [("lost", 77), ("broken", 70)]

        @Test(arguments: statuses)
        func `a strict run ends before anything is measured`(name: String, status: Int32) throws {
            let end = try run(["kept", name], "--strict")
            #expect(end.status == status && end.errors.contains(Self.reasons[name]!), "\(end)")
            #expect(end.errors.contains(name) && end.output.isEmpty)
            #expect(access("\(folder.path)/run", F_OK) != 0, "nothing is begun")
        }

        static let hopeless: [([String], Int32)] = [
            (["lost"], 77), (["broken"], 70), (["lost", "broken"], 70),
        ]

        @Test(arguments: hopeless)
        func `nothing left but bare is no run`(names: [String], status: Int32) throws {
            let end = try run(names)
            #expect(end.status == status && end.output.isEmpty, "\(end)")
            for name in names { #expect(end.errors.contains(Self.reasons[name]!), "\(end)") }
            #expect(access("\(folder.path)/run", F_OK) != 0, "nothing is begun")
        }

        @Test func `environments of a suite are left out too`() throws {
            try folder.makeFile(
                "suite.yaml",
                "name: mine\nenvironments: [lost.yaml, kept.yaml]\nworkloads: [sys.null]\nbudget: 1s\n")
            let words = ["run", "--suite", "suite.yaml", "--output", "run"]
            let strict = try Program.isocost(words + ["--strict"], in: folder).run()
            #expect(strict.status == 77, "\(strict)")
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 0 && end.errors.contains("environment lost is left out"), "\(end)")
        }

        /// The first launch is the preflight's, then comes one for each block.
        @Test func `one that can't be launched any more keeps its blocks`() throws {
            try mortal("tired", launches: 4, then: "echo 'out of fuel' >&2; exit 9")
            let end = try run(["tired", "kept"], workloads: ["sys.null", "cpu.integer"], "--format", "json")
            try #require(end.status == 0, "\(end)")
            let reason = "start the worker: tired ended with exit status 9: out of fuel"
            #expect(end.errors.contains(reason), "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            let with = blocks.prefix { $0["arms"]?["tired"] != nil }
            #expect(with.count == 3)
            #expect(
                blocks.dropFirst(3).allSatisfy { $0["arms"]?.keys == ["bare", "bare'", "kept"] }
                    && blocks.count >= 8)
            let document = try JSON(end.output)
            let entries = unavailable(document, "tired")
            #expect(entries.map { $0["workload"] } == [nil], "\(entries)")
            #expect(entries.first?["reason"]?.text?.hasSuffix(reason) == true)
            let warnings = document["run"]?["warnings"]?.list ?? []
            #expect(warnings.contains { $0["code"] == .text("environment-lost") })
        }

        static let endings: [([String], [String])] = [(["tired", "kept"], ["--strict"]), (["tired"], [])]

        @Test(arguments: endings)
        func `a run that ends for it keeps its blocks as well`(names: [String], options: [String]) throws {
            try mortal("tired", launches: 9, then: "echo 'out of fuel' >&2; exit 9")
            let chosen = names.flatMap { ["--env", "\($0).yaml"] }
            let words = ["run", "--workload", "sys.null", "--budget", "5s", "--output", "run"]
            let end = try Program.isocost(words + chosen + options, in: folder).run()
            #expect(end.status == 70 && end.errors.contains("out of fuel"), "\(end)")
            #expect(end.errors.contains("8 measured blocks are kept: isocost report run"), "\(end)")
            let report = try Program.isocost(["report", "run"], in: folder).run()
            #expect(report.status == 0 && report.output.contains("was interrupted"), "\(report)")
        }

        @Test func `one whose process dies at its work is left out of that`() throws {
            try mortal("mortal", launches: 5, then: "(sleep 0.05; kill -9 $$) &")
            let end = try run(["mortal", "kept"])
            try #require(end.status == 0, "\(end)")
            #expect(end.errors.contains("environment mortal is left out of sys.null: after "), "\(end)")
            #expect(end.errors.contains("mortal ended with signal 9 (Killed)"), "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(blocks.first?["arms"]?["mortal"] != nil && blocks.last?["arms"]?["mortal"] == nil)
            #expect(blocks.allSatisfy { $0["arms"]?["kept"] != nil } && blocks.count >= 10)
        }

        @Test(.needsRoot) func `one that can't do a workload does the others`() throws {
            try folder.makeFile("small.yaml", "name: small\ncgroup: {pidsMax: 1}\n")
            let end = try run(["small"], workloads: ["sys.fork", "sys.null"], "--format", "json")
            try #require(end.status == 0, "\(end)")
            let entries = unavailable(try JSON(end.output), "small")
            #expect(entries.map { $0["workload"] } == [.text("sys.fork")])
            #expect(entries.first?["reason"]?.text?.contains("cgroup.pidsMax (1) is less than") == true)
            for block in try RecordedRun("\(folder.path)/run").blocks {
                let isLimited = block["workload"] == .text("sys.fork")
                #expect((block["arms"]?["small"] == nil) == isLimited)
            }
        }

        @Test(.needsRoot) func `a root that lacks the command is left out of it`() throws {
            _ = try folder.makeFolder("root\(folder.path)")
            try folder.makeFile(
                "mini.yaml", "name: mini\nroot: {kind: chroot, path: \(folder.path)/root}\n")
            try folder.makeFile(
                "suite.yaml",
                """
                name: mine
                environments: [mini.yaml, kept.yaml]
                workloads: [sys.null, {name: nothing, command: ["true"]}]
                budget: 3s
                """)
            let end = try Program.isocost(["run", "--suite", "suite.yaml", "--output", "run"], in: folder)
                .run()
            try #require(end.status == 0, "\(end)")
            for part in [
                "environment mini is left out of nothing: run the program ", "inside this environment's root",
            ] {
                #expect(end.errors.contains(part), "\(end)")
            }
            for block in try RecordedRun("\(folder.path)/run").blocks {
                #expect(block["arms"]?["kept"] != nil)
                #expect((block["arms"]?["mini"] == nil) == (block["workload"] == .text("nothing")))
            }
        }

        @Test(arguments: statuses)
        func `verify lists what it can't launch, and ends for it when strict`(
            name: String, status: Int32
        ) throws {
            let words = ["verify", "--property", "net.port", "--env", "\(name).yaml", "--env", "kept.yaml"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 0 && end.output.contains("– \(name): "), "\(end)")
            let strict = try Program.isocost(words + ["--strict"], in: folder).run()
            #expect(strict.status == status && strict.output.isEmpty, "\(strict)")
            #expect(strict.errors.contains("environment \(name)"), "\(strict)")
            let alone = try Program.isocost(Array(words.prefix(5)), in: folder).run()
            #expect(alone.status == status, "\(alone)")
        }
    }
}
