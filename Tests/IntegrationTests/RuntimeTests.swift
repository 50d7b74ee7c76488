import Glibc
import Linux
import Testing

extension Integration {
    /// Real runtimes start the worker, are proven, and leave nothing behind.
    @Suite(.needsRoot)
    struct RuntimeTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        private func run(_ environment: String, _ options: String...) throws -> Finished {
            let words = ["run", "--env", environment, "--scratch", scratch, "--output", "run"]
            return try Program.isocost(words + options, in: folder).run(within: 120)
        }

        @Test(
            .enabled(
                if: Runtimes.absent.isEmpty,
                "not here: \(Runtimes.absent.joined(separator: ", ")); scripts/install-dependencies --for runtimes"
            ))
        func `every runtime that Debian has is tested`() {
            #expect(Runtimes.present.count == Runtimes.small.count + Runtimes.large.count)
        }

        @Test(arguments: Runtimes.present)
        func `a runtime starts the same worker and is proven`(name: String) throws {
            let before = Traces(scratch: scratch)
            let end = try run(
                name, "--workload", "cpu.integer", "--workload", "io.metadata", "--workload", "net.tcp",
                "--budget", "12s", "--precision", "50%", "--format", "json")
            try #require(end.status == 0, "\(end)")
            #expect(Traces(scratch: scratch) == before)
            #expect(Processes.executing(Programs.worker).isEmpty)
            let result = try JSON(end.output)
            try checkBlocks(of: name)
            try checkFacts(of: name, in: result)
            let missing = result["unavailable"]?.list?.filter { $0["environment"] == .text(name) } ?? []
            #expect(missing.contains { $0["metric"] == .text("evidence") } == Runtimes.hidden.contains(name))
        }

        private func checkBlocks(of name: String) throws {
            let lacking = ["io.metadata": Runtimes.withoutFiles, "net.tcp": Runtimes.withoutLoopback]
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            for workload in ["cpu.integer", "io.metadata", "net.tcp"] {
                let own = blocks.filter { $0["workload"] == .text(workload) }
                try #require(!own.isEmpty, "\(workload) has no block")
                for block in own {
                    let (bare, inside) = (block["arms"]?["bare"], block["arms"]?[name])
                    if lacking[workload]?.contains(name) == true {
                        #expect(inside == nil)
                        continue
                    }
                    #expect(inside?["checksum"] == bare?["checksum"] && bare != nil)
                    checkEvidence(inside?["evidence"], bare: bare?["evidence"], of: name)
                }
            }
        }

        private func checkEvidence(_ inside: JSON?, bare: JSON?, of name: String) {
            guard !Runtimes.hidden.contains(name) else { return #expect(inside == nil) }
            for kind in ["mnt", "pid", "net"] {
                #expect(inside?[kind] != nil && inside?[kind] != bare?[kind], "\(name): \(kind)")
            }
            #expect(inside?["affinity"] == bare?["affinity"])
            let hasFilter = ["systemd-nspawn", "podman"].contains(name)
            #expect(inside?["seccomp"] == .text(hasFilter ? "2" : "0"), "\(name)")
        }

        /// The exact command, and the version that the program itself prints.
        private func checkFacts(of name: String, in result: JSON) throws {
            let facts = try #require(result["environments"]?.list?.first { $0["name"] == .text(name) })
            let executables = [
                "gvisor": "runsc", "lxc": "lxc-execute", "qemu": "qemu-system-x86_64", "uml": "linux.uml",
            ]
            let command = facts["command"]?.texts ?? []
            #expect(command.first?.hasSuffix("/\(executables[name] ?? name)") == true, "\(command)")
            let version = facts["version"]?.text ?? ""
            #expect(version.contains { $0.isNumber }, "\(version)")
            let told = try Program.isocost(["report", "run", "--format", "markdown"], in: folder).run()
            #expect(told.output.contains("is started by"), "\(told)")
        }

        /// A run that goes on until it is ended, with the runtime's arm in the middle of its work.
        private func longRun(_ name: String) throws -> RunningProgram {
            let environments = name.split(separator: " ").flatMap { ["--env", String($0)] }
            let words =
                ["run"] + environments + [
                    "--workload", "cpu.integer", "--output", "run", "--scratch", scratch,
                    "--budget", "300s", "--precision", "1e-9",
                ]
            let run = try RunningProgram(.isocost(words, in: folder))
            let began = poll(for: 60) {
                (try? contents(of: "\(folder.path)/run/blocks.ndjson"))?.isEmpty == false
            }
            try #require(began != nil, "no block was measured: \(run.output)")
            return run
        }

        @Test(arguments: Runtimes.present)
        func `kill -9 leaves nothing once clean has run`(name: String) throws {
            let before = Traces(scratch: scratch)
            let run = try longRun(name)
            let family = Processes.descendants(of: run.pid)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0 && clean.output.contains("isocost-scratch-"), "\(clean)")
            #expect(poll(for: 5) { Processes.running(family).isEmpty } != nil, "\(Processes.running(family))")
            #expect(poll(for: 5) { Processes.executing(Programs.worker).isEmpty } != nil)
            #expect(Traces(scratch: scratch) == before)
        }

        /// They are named after the same run, and each has cgroups of its own.
        @Test(.enabled(if: Requirement.has("runc", "systemd-nspawn"), "needs runc and systemd-nspawn"))
        func `several of a killed run are undone, one by one`() throws {
            let before = Traces(scratch: scratch)
            let names = ["runc", "systemd-nspawn", "crun"].filter(Runtimes.present.contains)
            try #require(names.count >= 2)
            let run = try longRun(names.joined(separator: " "))
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            #expect(Traces(scratch: scratch).cgroups != before.cgroups, "there is something to remove")
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0, "\(clean)")
            #expect(Traces(scratch: scratch) == before)
            let again = try Program.isocost(["clean"], in: folder).run()
            #expect(again.output.contains("nothing to remove"), "\(again)")
        }

        @Test(arguments: Runtimes.present)
        func `Ctrl-C ends it and leaves nothing`(name: String) throws {
            let before = Traces(scratch: scratch)
            let run = try longRun(name)
            let family = Processes.descendants(of: run.pid)
            run.send(SIGINT)
            let end = try run.finish(within: 10)
            #expect(end.signal == SIGINT && end.output.contains("was interrupted"), "\(end)")
            #expect(Processes.running(family).isEmpty)
            #expect(Processes.executing(Programs.worker).isEmpty)
            #expect(Traces(scratch: scratch) == before)
        }

        @Test func `an OCI runtime is taken by path`() throws {
            guard let runc = SearchPath.find(["runc"]) else { return try #require(!Requirement.mustWork) }
            try folder.makeFile("mine.yaml", "name: mine\nruntime: {name: oci, path: \(runc)}\n")
            let end = try run("mine.yaml", "--workload", "cpu.integer", "--budget", "1s", "--format", "json")
            try #require(end.status == 0, "\(end)")
            let facts = try JSON(end.output)["environments"]?.list?.first { $0["name"] == .text("mine") }
            #expect(facts?["command"]?.texts.first == runc)
        }

        @Test func `one that is not there is unsupported, one that fails is quoted`() throws {
            try folder.makeFile("lost.yaml", "name: lost\nruntime: {name: oci, path: /missing/youki}\n")
            let lost = try run("lost.yaml", "--workload", "cpu.integer")
            #expect(
                lost.status == 77 && lost.errors.contains("there is no executable /missing/youki"), "\(lost)")
            let script = try folder.makeFile(
                "broken", "#!/bin/sh\necho 'no kernel today' >&2\nexit 4\n", mode: 0o755)
            try folder.makeFile("broken.yaml", "name: broken\nruntime: {name: oci, path: \(script)}\n")
            let broken = try run("broken.yaml", "--workload", "cpu.integer")
            #expect(broken.status == 70, "\(broken)")
            #expect(
                broken.errors.contains(
                    "environment broken: start the worker: broken ended with exit status 4: no kernel today"))
            #expect(access("\(folder.path)/run", F_OK) != 0, "nothing is begun")
        }
    }

    /// Launchers that a user names.
    @Suite struct WrapperTests {
        private let folder = try! TemporaryFolder()

        private func run(wrapper: String, _ options: String...) throws -> Finished {
            try folder.makeFile("mine.yaml", "name: mine\nwrapper: \(wrapper)\n")
            let words = ["run", "--env", "mine.yaml", "--output", "run", "--budget", "1s"]
            return try Program.isocost(words + options, in: folder).run()
        }

        @Test func `a launcher that fails at once is quoted`() throws {
            let end = try run(
                wrapper: #"[sh, -c, "echo no such luck >&2; exit 3", "{command}"]"#, "--workload", "sys.null")
            #expect(end.status == 70, "\(end)")
            #expect(
                end.errors.contains(
                    "environment mine: start the worker: sh ended with exit status 3: no such luck"))
            #expect(end.seconds < 10)
            #expect(access("\(folder.path)/run", F_OK) != 0, "nothing is begun")
        }

        @Test(arguments: [
            (#"["true", "{command}"]"#, "true ended with exit status 0"),
            (#"[echo, "{command}"]"#, "answered prepare with '/"),
            (#"[sh, -c, "kill -9 $$", "{command}"]"#, "sh ended with signal 9 (Killed)"),
        ])
        func `one that ends at once is no environment, however it ends`(wrapper: String, says: String) throws
        {
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let end = try run(wrapper: wrapper, "--workload", "sys.null", "--scratch", scratch)
            #expect(end.status == 70 && end.output.isEmpty, "\(end)")
            #expect(end.errors.contains("environment mine: start the worker: "), "\(end)")
            #expect(end.errors.contains(says), "\(end)")
            #expect(end.errors.hasSuffix("; it wrote nothing to standard error\n"), "\(end)")
            #expect(Traces(scratch: scratch) == before)
        }

        @Test(arguments: ["no-such-launcher", "/missing/launcher", "/tmp"])
        func `a launcher that is not installed is unsupported`(launcher: String) throws {
            let end = try run(wrapper: #"[\#(launcher), "{command}"]"#, "--workload", "sys.null")
            #expect(end.status == 77 && access("\(folder.path)/run", F_OK) != 0, "\(end)")
            let reason = launcher.hasPrefix("/") ? "there is no executable" : "not in the search path:"
            #expect(end.errors.contains("mine (wrapper: \(reason) \(launcher))"), "\(end)")
        }

        @Test(arguments: [
            (#"[bwrap]"#, "mine.yaml:2: 'wrapper' has to say where the program goes"),
            (#"bwrap {command}"#, "mine.yaml:2: 'wrapper' has to be a list"),
            (#"[]"#, "mine.yaml:2: 'wrapper' is empty"),
        ])
        func `a mistake names its line`(wrapper: String, says: String) throws {
            let end = try run(wrapper: wrapper, "--workload", "sys.null")
            #expect(end.status == 64 && end.errors.contains(says), "\(end)")
        }

        @Test func `a launcher that changes nothing costs a worker nothing, and is proven`() throws {
            let end = try run(
                wrapper: #"[sh, -c, "exec {command}"]"#, "--workload", "sys.null", "--format", "json")
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.last?["arms"])
            #expect(block["mine"]?["evidence"] == block["bare"]?["evidence"] && block["mine"] != nil)
            let facts = try JSON(end.output)["environments"]?.list?.first { $0["name"] == .text("mine") }
            #expect(facts?["command"]?.texts.last == "exec \(Programs.worker)" || facts?["command"] != nil)
        }

        @Test func `a command of the user's runs inside too`() throws {
            let wrapper = #"[sh, -c, "MARK=inside exec {command}"]"#
            let script = "echo ${MARK:-outside} $0"
            let end = try run(wrapper: wrapper, "--keep-output", "--", "sh", "-c", script, "it's")
            try #require(end.status == 0, "\(end)")
            let output = names(in: "\(folder.path)/run/output")
            func text(_ arm: String) throws -> String {
                let name = try #require(output.first { $0.hasSuffix(".\(arm).out") }, "\(output)")
                return try contents(of: "\(folder.path)/run/output/\(name)")
            }
            #expect(try text("mine").hasPrefix("inside it's\n"))
            #expect(try text("bare").hasPrefix("outside it's\n"))
        }
    }
}
