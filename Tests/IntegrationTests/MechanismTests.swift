import Glibc
import Linux
import Testing

extension Integration {
    /// Environments that can't work: the status, and a message that names environment and reason.
    @Suite(.needsRoot)
    struct MechanismTests {
        private let folder = try! TemporaryFolder()

        struct Case: CustomTestStringConvertible, Sendable {
            var text: String
            var work = ["--workload", "sys.null"]
            var status: Int32
            var says: [String]
            var testDescription: String { text }
        }

        static let cases = [
            Case(
                text: "cgroup: {memoryMax: 2MiB}", work: ["--workload", "mem.latency"], status: 70,
                says: ["mine", "cgroup.memoryMax", "less than it needs"]),
            Case(
                text: "cgroup: {memoryMax: 1MiB}", work: ["--workload", "mem.bandwidth"], status: 70,
                says: ["mem.bandwidth failed in mine", "cgroup.memoryMax (1048576 B) is less than it needs"]),
            Case(
                text: "rlimits: {as: 1MiB}", status: 70,
                says: ["environment mine: start the worker: the worker ended with signal"]),
            Case(
                text: "cgroup: {pidsMax: 1}", work: ["--workload", "sys.fork"], status: 70,
                says: ["mine", "cgroup.pidsMax", "less than it needs"]),
            Case(
                text: "cgroup: {memoryMax: 1KiB}", status: 64, says: ["mine.yaml:2:", "'memoryMax'", "1MiB"]),
            Case(
                text: "cgroup: {cpumax: 1}", status: 64, says: ["mine.yaml:2:", "'cpumax'", "'cpuMax'"]),
            Case(
                text: "seccomp: {defaultAction: SCMP_ACT_ERRNO, syscalls: []}", status: 64,
                says: ["mine", "seccomp", "execveat", "read"]),
            Case(
                text: "seccomp: {defaultAction: SCMP_ACT_ALLOW, "
                    + "syscalls: [{names: [munmap], action: SCMP_ACT_ERRNO}]}", status: 64,
                says: ["environment mine", "the filter refuses munmap, without which"]),
            Case(
                text: "seccomp: {defaultAction: SCMP_ACT_ALLOW, "
                    + "syscalls: [{names: [fork, vfork, clone, clone3], action: SCMP_ACT_ERRNO}]}",
                work: ["--workload", "sys.fork"], status: 77,
                says: ["mine", "sys.fork", "refuses clone", "seccomp"]),
            Case(text: "seccomp: containr", status: 64, says: ["mine.yaml:2:", "'containr'", "'container'"]),
            Case(
                text: "capabilities: {keep: [CAP_SYS_ADMN]}", status: 64,
                says: ["mine.yaml:2:", "'CAP_SYS_ADMN'", "'CAP_SYS_ADMIN'"]),
            Case(
                text: "network: veth", status: 64,
                says: ["mine", "veth needs net as well", "namespaces: [net]"]),
            Case(
                text: "namespaces: [net]\nnetwork: host", status: 64,
                says: ["mine", "'network: host' contradicts"]),
            Case(
                text: "namespaces: [net]\nnetwork: {kind: macvlan, parent: none0}", status: 64,
                says: ["mine", "there is no interface none0"]),
            Case(
                text: "readOnlyPaths: container", status: 64,
                says: ["mine", "readOnlyPaths needs mount as well", "namespaces: [mount]"]),
            Case(
                text: "namespaces: [mount]\nroot: {kind: overlay, lower: /missing}", status: 64,
                says: ["mine", "root.path /missing is no folder"]),
            Case(
                text: "namespaces: [mount]\nroot: {kind: overlay, path: /usr}", status: 64,
                says: ["mine.yaml:3:", "'path' needs the kind"]),
            Case(text: "rlimits: {nofle: 1}", status: 64, says: ["mine.yaml:2:", "'nofle'", "'nofile'"]),
            Case(
                text: "landlock: {readOnly: [/missing]}", status: 70,
                says: ["mine", "landlock_add_rule /missing", "has to exist"]),
        ]

        @Test(arguments: cases)
        func `what can't work is named`(mistake: Case) throws {
            try folder.makeFile("mine.yaml", "name: mine\n\(mistake.text)\n")
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let words = [
                "run", "--env", "mine.yaml", "--budget", "2s", "--output", "run", "--scratch", scratch,
            ]
            let end = try Program.isocost(words + mistake.work, in: folder).run()
            #expect(end.status == mistake.status, "\(end)")
            for part in mistake.says { #expect(end.errors.contains(part), "\(part): \(end)") }
            #expect(end.output.isEmpty && access("\(folder.path)/run", F_OK) != 0, "nothing is left of it")
            #expect(Traces(scratch: scratch) == before)
        }

        @Test func `a kernel without a mechanism says so`() throws {
            let list = try Program.isocost(["list", "mechanisms"], in: folder).run()
            let missing = list.output.split(separator: "\n").first {
                $0.hasPrefix("ipvlan") && $0.contains("unavailable")
            }
            guard missing != nil else { return }
            try folder.makeFile("mine.yaml", "name: mine\nnamespaces: [net]\nnetwork: ipvlan\n")
            let words = ["run", "--env", "mine.yaml", "--workload", "sys.null", "--output", "run"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 77 && end.errors.contains("mine (ipvlan: this kernel has no"), "\(end)")
        }

        @Test(arguments: ["chroot", "pivot"])
        func `a command that the root lacks is named with the environment`(root: String) throws {
            _ = try folder.makeFolder("root\(folder.path)")
            let text =
                "name: mine\nnamespaces: [mount]\nroot: {kind: \(root), path: \(folder.path)/root}\n"
            try folder.makeFile("mine.yaml", text)
            let scratch = try folder.makeFolder("scratch")
            let before = Traces(scratch: scratch)
            let words = ["run", "--env", "mine.yaml", "--output", "run", "--scratch", scratch, "--", "ls"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 70, "\(end)")
            for part in [
                "environment mine: run the program /", "/ls: No such file", "inside this environment's root",
            ] {
                #expect(end.errors.contains(part), "\(end)")
            }
            #expect(access("\(folder.path)/run", F_OK) != 0 && Traces(scratch: scratch) == before)
        }

        @Test func `a working folder that the root lacks is named with the environment`() throws {
            _ = try folder.makeFolder("root")
            try folder.makeFile("mine.yaml", "name: mine\nroot: {kind: chroot, path: \(folder.path)/root}\n")
            let words = ["run", "--env", "mine.yaml", "--budget", "2s", "--output", "run", "--", "ls"]
            let end = try Program.isocost(words, in: folder).run()
            #expect(end.status == 70, "\(end)")
            #expect(end.errors.contains("environment mine: enter \(folder.path): No such file"), "\(end)")
        }

        /// An overlay of `/` shows nothing of another mount: scratch files are there all the same.
        @Test(arguments: ["mount", "mount, user"])
        func `an overlay's scratch files may be on a mount of their own`(namespaces: String) throws {
            try folder.makeFile(
                "mine.yaml", "name: mine\nnamespaces: [\(namespaces)]\nroot: {kind: overlay, lower: /}\n")
            let words = ["run", "--env", "mine.yaml", "--workload", "io.metadata", "--budget", "2s"]
            let end = try Program.isocost(words + ["--scratch", "/dev/shm", "--output", "run"], in: folder)
                .run()
            try #require(end.status == 0, "\(end)")
            let arms = try #require(try RecordedRun("\(folder.path)/run").blocks.first?["arms"])
            #expect(arms["mine"]?["checksum"] == arms["bare"]?["checksum"])
            #expect(arms["mine"]?["evidence"]?["details"]?["overlay"] == .text("mounted"))
        }

        /// Everything at once, from one file.
        @Test func `the keys of an environment file work together`() throws {
            try folder.makeFile(
                "mine.yaml",
                """
                name: mine
                extends: namespaces
                root: {kind: overlay, lower: /}
                hostname: cell
                mounts: [proc, sys, dev]
                maskedPaths: [/proc/interrupts]
                readOnlyPaths: [/proc/sys]
                capabilities: {keep: [CAP_CHOWN]}
                noNewPrivileges: true
                seccomp: container
                cgroup: {cpuMax: 1.5, cpuWeight: 200, memoryMax: 512MiB, pidsMax: 100}
                network: veth
                rlimits: {nofile: [100, 200]}
                variables: {KEY: value}
                """)
            let words = ["run", "--env", "mine.yaml", "--workload", "io.metadata", "--budget", "2s"]
            let end = try Program.isocost(words + ["--output", "run"], in: folder).run()
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            let evidence = try #require(block["arms"]?["mine"]?["evidence"])
            #expect(evidence["noNewPrivs"] == .text("1") && evidence["seccomp"] == .text("2"))
            let details = try #require(evidence["details"])
            #expect(details["variable KEY"] == .text("value") && details["rlimit nofile"] == .text("100:200"))
            #expect(details["masked /proc/interrupts"] == .text("by a mount"))
            let command = [
                "run", "--env", "\(folder.path)/mine.yaml", "--budget", "2s", "--output",
                "\(folder.path)/command", "--keep-output",
            ]
            let script = "hostname; echo $KEY; ulimit -n; ls /dev | tr '\\n' ' '; cat /proc/net/route | wc -l"
            var program = Program.isocost(command + ["--", "sh", "-c", script], in: folder)
            // The overlay has not this folder where it is on a mount of its own.
            program.directory = "/"
            let other = try program.run()
            #expect(other.status == 0, "\(other)")
        }
    }
}
