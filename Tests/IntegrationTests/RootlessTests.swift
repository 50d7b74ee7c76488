import Glibc
import Linux
import Testing

extension Integration {
    /// What an ordinary user can do, and what is refused with a reason.
    @Suite(
        .needsRoot,
        .enabled(if: Requirement.has("setpriv"), "needs setpriv (util-linux), to give privilege up"))
    struct RootlessTests {
        private let folder: TemporaryFolder
        private let programs: String

        init() throws {
            folder = try TemporaryFolder()
            programs = try Programs.copied(into: folder)
            try folder.giveToNobody()
        }

        private func isocost(_ arguments: String...) throws -> Finished {
            var program = Program.isocost(arguments, in: folder)
            program.executable = "\(programs)/isocost"
            return try program.asNobody().run()
        }

        @Test func `chroot is refused with what would run`() throws {
            let end = try isocost("run", "--workload", "sys.null", "--output", "run", "--strict")
            #expect(end.status == 77, "\(end)")
            for part in ["chroot", "root", "CAP_SYS_CHROOT"] { #expect(end.errors.contains(part)) }
            if Requirement.hasRootlessNamespaces {
                #expect(end.errors.contains("--env namespaces"), "\(end)")
            }
            #expect(access("\(folder.path)/run", F_OK) != 0)
        }

        @Test(.enabled(if: Requirement.has("bwrap"), "bubblewrap is not installed"))
        func `a sandbox of somebody else's runs without root`() throws {
            guard Requirement.hasRootlessNamespaces else { return }
            let end = try isocost(
                "run", "--workload", "sys.null", "--env", "bwrap", "--budget", "2s", "--output", "run")
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            let (bare, inside) = (block["arms"]?["bare"], block["arms"]?["bwrap"])
            for kind in ["mnt", "pid", "uts", "ipc", "net", "user"] {
                #expect(inside?["evidence"]?[kind] != bare?["evidence"]?[kind], "\(kind)")
            }
            let refused = try isocost("run", "--workload", "sys.null", "--env", "crun")
            #expect(refused.status == 77, "\(refused)")
        }

        @Test func `namespaces run without root, or say why not`() throws {
            let end = try isocost(
                "run", "--workload", "sys.null", "--env", "namespaces", "--budget", "2s", "--output", "run")
            guard Requirement.hasRootlessNamespaces else {
                #expect(end.status == 77 && end.errors.contains("/proc/sys/"), "\(end)")
                return
            }
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            let (bare, inside) = (block["arms"]?["bare"], block["arms"]?["namespaces"])
            #expect(bare?["evidence"]?["capEff"] == .text("0000000000000000"))
            for kind in ["mnt", "pid", "uts", "ipc", "net", "user", "cgroup", "time"] {
                #expect(inside?["evidence"]?[kind] != bare?["evidence"]?[kind], "\(kind)")
            }
        }

        @Test func `namespaces without a user namespace need root`() throws {
            try folder.makeFile("mine.yaml", "name: mine\nnamespaces: [uts]\n")
            let end = try isocost("run", "--workload", "sys.null", "--env", "mine.yaml", "--output", "run")
            #expect(end.status == 77 && end.errors.contains("mine") && end.errors.contains("root"), "\(end)")
        }

        @Test func `a rootless container and a sandbox of filters run without root`() throws {
            try folder.makeFile(
                "sandbox.yaml",
                "name: sandbox\nnoNewPrivileges: true\nseccomp: container\n"
                    + "landlock: {readOnly: [/usr, /etc, /proc, /sys], readWrite: [/dev]}\n")
            var words = ["run", "--env", "sandbox.yaml", "--workload", "io.metadata", "--budget", "3s"]
            if Requirement.hasRootlessNamespaces { words += ["--env", "container-rootless"] }
            var program = Program.isocost(words + ["--output", "run"], in: folder)
            program.executable = "\(programs)/isocost"
            let end = try program.asNobody().run()
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            #expect(block["arms"]?["sandbox"]?["evidence"]?["seccomp"] == .text("2"))
            #expect(names(in: "/var/tmp").allSatisfy { !$0.hasPrefix("isocost-scratch") })
            guard Requirement.hasRootlessNamespaces else { return }
            let inside = block["arms"]?["container-rootless"]?["evidence"]
            #expect(inside?["details"]?["uid_map"] == .text("0 \(Programs.nobody) 1"))
        }

        @Test(arguments: [
            ("network: veth", "veth"), ("users: {uids: [{inside: 0, outside: 100000}]}", "users"),
            ("root: {kind: read-only}\nlandlock: {readOnly: [/usr]}\ncgroup: {cpuMax: 1}", "cpuMax"),
        ])
        func `what takes root outside is unavailable`(line: String, mechanism: String) throws {
            try folder.makeFile("mine.yaml", "name: mine\nnamespaces: [mount, pid, net, user]\n\(line)\n")
            let end = try isocost("run", "--workload", "sys.null", "--env", "mine.yaml", "--output", "run")
            #expect(end.status == 77 && end.errors.contains("mine (\(mechanism): "), "\(end)")
        }

        @Test func `bare alone measures a command, and refuses folders of others`() throws {
            let end = try isocost(
                "run", "--env", "bare", "--budget", "500ms", "--output", "run", "--", "true")
            #expect(end.status == 0, "\(end)")
            let output = try isocost("run", "--env", "bare", "--output", "/root/run", "--", "true")
            #expect(output.status == 70 && output.errors.contains("/root/run"), "\(output)")
            let scratch = try isocost("run", "--env", "bare", "--scratch", "/root", "--", "true")
            #expect(scratch.status == 70 && scratch.errors.contains("--scratch"), "\(scratch)")
        }

        @Test func `verify attempts what this user can, and says what needs root`() throws {
            let end = try isocost("verify", "--format", "json")
            try #require(end.status == 0, "\(end)")
            let matrix = try VerifiedMatrix(end.output)
            #expect(matrix.outcomes(of: "chroot").isEmpty)
            #expect(end.output.contains("needs root (CAP_SYS_CHROOT)"))
            #expect(matrix["bare", "processes.signal"] == "shared")
            #expect(matrix["bare", "root.chroot"] == "n/a")
            #expect(matrix.detail("bare", "system.clock")?.contains("EPERM") == true)
            if Requirement.hasRootlessNamespaces {
                #expect(matrix["namespaces", "processes.signal"] == "isolated")
                #expect(matrix["namespaces", "net.port"] == "isolated")
                #expect(matrix["namespaces", "system.clock"] == "n/a", "bare is refused it as well")
            }
            let chroot = try isocost("verify", "--env", "chroot", "--property", "net.port")
            #expect(chroot.status == 77 && chroot.errors.contains("CAP_SYS_CHROOT"), "\(chroot)")
        }

        @Test func `what this user can't have is left out of a run`() throws {
            let end = try isocost("run", "--workload", "sys.null", "--budget", "2s", "--output", "run")
            guard Requirement.hasRootlessNamespaces else { return #expect(end.status == 77, "\(end)") }
            try #require(end.status == 0, "\(end)")
            let warning = "isocost: environment chroot is left out: chroot: needs root (CAP_SYS_CHROOT)\n"
            #expect(end.errors.contains(warning), "\(end)")
            #expect(end.output.contains("chroot      was not measured: chroot: needs root"), "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(blocks.allSatisfy { $0["arms"]?.keys == ["bare", "bare'", "namespaces"] })
            var facts = stat()
            #expect(stat("\(folder.path)/run/run.json", &facts) == 0 && facts.st_uid == Programs.nobody)
        }

        @Test func `verify shows what a rootless container keeps away`() throws {
            let end = try isocost("verify", "--env", "container-rootless", "--format", "json")
            guard Requirement.hasRootlessNamespaces else { return #expect(end.status == 77, "\(end)") }
            try #require(end.status == 0, "\(end)")
            let matrix = try VerifiedMatrix(end.output)
            for property in ["processes.seen", "processes.signal", "net.port", "ipc.sysv"] {
                #expect(matrix["container-rootless", property] == "isolated", "\(property)")
                #expect(matrix["bare", property] == "shared", "\(property)")
            }
        }

        @Test(.enabled(if: Requirement.has("bwrap"), "bubblewrap is not installed"))
        func `a command runs in a sandbox of somebody else's, as this user`() throws {
            guard Requirement.hasRootlessNamespaces else { return }
            let end = try isocost(
                "run", "--env", "bwrap", "--budget", "2s", "--output", "run", "--keep-output", "--", "id",
                "-u")
            try #require(end.status == 0, "\(end)")
            let kept = names(in: "\(folder.path)/run/output").filter { $0.hasSuffix(".out") }
            #expect(kept.count == 3, "\(kept)")
            for name in kept {
                let text = try contents(of: "\(folder.path)/run/output/\(name)")
                #expect(text.hasPrefix("\(Programs.nobody)\n"), "\(name): \(text)")
            }
        }

        @Test(arguments: ["chroot", "namespaces", "container-rootless"])
        func `env show says what root is told`(name: String) throws {
            let end = try isocost("env", "show", name)
            let root = try Program.isocost(["env", "show", name], in: folder).run()
            #expect(end.status == 0 && end.output == root.output, "\(end)")
            #expect(end.output.hasPrefix("name: \(name)\n"), "\(end)")
            let wrong = try isocost("env", "show", "namespace")
            #expect(wrong.status == 64 && wrong.errors.contains("'namespaces'"), "\(wrong)")
        }

        @Test(arguments: ["workloads", "environments", "mechanisms", "metrics", "formats", "properties"])
        func `list shows the same names to everybody`(kind: String) throws {
            func firstWords(_ end: Finished) -> [Substring] {
                end.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
            }
            let end = try isocost("list", kind)
            let root = try Program.isocost(["list", kind], in: folder).run()
            #expect(end.status == 0 && !end.output.isEmpty, "\(end)")
            #expect(firstWords(end) == firstWords(root))
        }

        /// Scratch files of a kill belong to the user, and so does what removes them.
        @Test func `clean removes what a killed run of this user left`() throws {
            let scratch = try folder.makeFolder("scratch")
            try folder.giveToNobody()
            let words = [
                "run", "--env", "bare", "--workload", "io.metadata", "--budget", "60s", "--precision", "1e-9",
                "--scratch", scratch, "--output", "run",
            ]
            var program = Program.isocost(words, in: folder)
            program.executable = "\(programs)/isocost"
            let run = try RunningProgram(program.asNobody())
            let began = poll(for: 30) {
                (try? contents(of: "\(folder.path)/run/blocks.ndjson"))?.isEmpty == false
            }
            try #require(began != nil)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            #expect(!names(in: scratch).isEmpty)
            let clean = try isocost("clean")
            #expect(
                clean.status == 0 && clean.output.contains("removed \(scratch)/isocost-scratch-"), "\(clean)")
            #expect(names(in: scratch).isEmpty)
            let again = try isocost("clean")
            #expect(again.status == 0 && again.output == "nothing to remove\n", "\(again)")
        }

        @Test func `doctor and list tell what needs root`() throws {
            let doctor = try isocost("doctor")
            #expect(doctor.status == 0 && doctor.output.contains("CAP_SYS_CHROOT"), "\(doctor)")
            let list = try isocost("list", "environments")
            let chroot = list.output.split(separator: "\n").first { $0.hasPrefix("chroot") }
            #expect(list.status == 0 && chroot?.contains("unavailable") == true, "\(list)")
        }
    }
}
