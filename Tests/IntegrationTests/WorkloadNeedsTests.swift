import Glibc
import Linux
import Testing

extension Integration {
    /// A workload that can't be done in an environment is not measured there, with the reason, and the rest is.
    @Suite struct WorkloadNeedsTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        private func run(_ workloads: String..., in text: String) throws -> Finished {
            try folder.makeFile("mine.yaml", "name: mine\n\(text)\n")
            let words = [
                "run", "--env", "mine.yaml", "--scratch", scratch, "--output", "run", "--budget", "4s",
                "--precision", "50%", "--format", "json",
            ]
            return try Program.isocost(words + workloads.flatMap { ["--workload", $0] }, in: folder).run()
        }

        /// The reason why `mine`, or everything, goes without a workload.
        private func reason(_ workload: String, in end: Finished) throws -> String? {
            let missing = try JSON(end.output)["unavailable"]?.list ?? []
            let one = missing.first { $0["workload"] == .text(workload) && $0["metric"] == .text("time") }
            return one?["reason"]?.text
        }

        private func arms(_ workload: String) throws -> [Set<String>] {
            try RecordedRun("\(folder.path)/run").blocks.filter { $0["workload"] == .text(workload) }
                .map { $0["arms"]?.keys ?? [] }
        }

        @Test(.needsRoot) func `without loopback net_tcp names the call and its errno`() throws {
            let end = try run("net.tcp", "sys.null", in: "namespaces: [net]\nnetwork: none")
            try #require(end.status == 0, "\(end)")
            let reason = try #require(try reason("net.tcp", in: end), "\(end)")
            #expect(reason.contains("127.0.0.1") && reason.contains("errno"), "\(reason)")
            #expect(reason.contains("has to be up"), "\(reason)")
            #expect(try arms("net.tcp").allSatisfy { $0 == ["bare", "bare'"] })
            #expect(try arms("sys.null").allSatisfy { $0.contains("mine") })
        }

        @Test(.needsRoot) func `with the loopback of a namespace net_tcp does the same work`() throws {
            let end = try run("net.tcp", "io.open", in: "namespaces: [net]\nnetwork: loopback")
            try #require(end.status == 0, "\(end)")
            for workload in ["net.tcp", "io.open"] {
                let all = try arms(workload)
                #expect(!all.isEmpty && all.allSatisfy { $0.contains("mine") }, "\(workload): \(all)")
            }
        }

        @Test(.needsRoot, .enabled(if: Requirement.has("unshare"), "needs unshare"))
        func `what bare can't do either is unsupported, or left out`() throws {
            let alone = [
                "run", "--workload", "net.tcp", "--env", "ns.uts", "--output", "run", "--budget", "2s",
            ]
            let program = Programs.isocost
            let none = try Program.tool(["unshare", "--net", program] + alone, in: folder).run()
            #expect(none.status == 77 && none.errors.contains("127.0.0.1"), "\(none)")
            let both = alone + ["--workload", "sys.null", "--format", "json"]
            let rest = try Program.tool(["unshare", "--net", program] + both, in: folder).run()
            try #require(rest.status == 0, "\(rest)")
            #expect(try reason("net.tcp", in: rest)?.contains("127.0.0.1") == true)
            #expect(try arms("net.tcp").isEmpty && !arms("sys.null").isEmpty)
        }

        /// What every worker and the workloads here call, on any architecture; a list for `seccomp`.
        private func allowing(_ calls: [String]) -> String {
            let own = [
                "execveat", "read", "write", "mmap", "munmap", "mprotect", "brk", "getrandom", "exit_group",
                "arch_prctl",
            ]
            let names = (own + calls).joined(separator: ", ")
            return """
                noNewPrivileges: true
                seccomp:
                  defaultAction: SCMP_ACT_ERRNO
                  syscalls: [{names: [\(names)], action: SCMP_ACT_ALLOW}]
                """
        }

        /// Nothing else is allowed: what a workload says it needs is what it needs.
        static let needs: [(workload: String, calls: [String])] = [
            ("cpu.integer", []), ("mem.fault", []), ("sys.null", ["getpid"]),
            ("io.read.random", ["openat", "pwrite64", "pread64"]),
            ("io.write.sequential", ["openat", "pwrite64", "pread64", "fsync"]),
            ("io.open", ["openat", "pwrite64", "lseek", "close"]),
            ("io.metadata", ["openat", "close", "newfstatat", "rename", "renameat", "unlink", "unlinkat"]),
            ("sys.stat", ["openat", "pwrite64", "newfstatat"]), ("sys.fork", ["clone", "wait4"]),
            (
                "net.tcp",
                [
                    "socket", "setsockopt", "bind", "listen", "getsockname", "connect", "accept", "close",
                    "sendto", "recvfrom",
                ]
            ),
        ]

        @Test(arguments: needs) func `a list of what is needed will do`(need: (String, [String])) throws {
            let end = try run(need.0, in: allowing(need.1))
            if end.status == 77, geteuid() != 0 { return }
            try #require(end.status == 0, "\(end)")
            let all = try arms(need.0)
            #expect(!all.isEmpty && all.allSatisfy { $0.contains("mine") }, "\(end)")
        }

        @Test(arguments: needs.filter { !$0.calls.isEmpty })
        func `a list that refuses one is named`(need: (String, [String])) throws {
            let refused = need.1.last!.replacing("unlinkat", with: "openat")
            let end = try run(need.0, "cpu.integer", in: allowing(need.1.filter { $0 != refused }))
            try #require(end.status == 0, "\(end)")
            #expect(
                try reason(need.0, in: end)
                    == "seccomp: the filter refuses \(refused), which \(need.0) can't do without")
            #expect(try arms("cpu.integer").allSatisfy { $0.contains("mine") })
        }
    }
}
