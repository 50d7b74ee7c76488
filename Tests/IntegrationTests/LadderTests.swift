import Glibc
import Linux
import Testing

extension Integration {
    /// The environments of the catalogue, as a user meets them.
    @Suite struct LadderTests {
        private let folder = try! TemporaryFolder()

        static let ladder = [
            "v7-chroot", "freebsd-jail", "linux-vserver", "solaris-zone", "aix-wpar", "namespaces",
            "container",
            "container-rootless",
        ]
        static let single = ["mount", "pid", "uts", "ipc", "net", "user", "cgroup", "time"].map { "ns.\($0)" }

        @Test func `list has all of them, the ladder in the order of its years`() throws {
            let list = try Program.isocost(["list", "environments"], in: folder).run()
            let names = list.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
            let own = ["bare", "bare'", "chroot"] + Self.ladder + Self.single
            #expect(names.prefix(own.count) == own[...], "\(list)")
        }

        @Test(arguments: ["chroot"] + ladder + single)
        func `what env show prints is the same environment as a file`(name: String) throws {
            let shown = try Program.isocost(["env", "show", name], in: folder).run()
            try #require(shown.status == 0, "\(shown)")
            try folder.makeFile("shown.yaml", shown.output)
            let again = try Program.isocost(["env", "show", "shown.yaml"], in: folder).run()
            #expect(again.status == 0 && again.output == shown.output, "\(again)")
        }

        @Test(.needsRoot) func `the whole ladder is measured, proven and gone`() throws {
            let before = Traces(scratch: "/var/tmp")
            var words = ["run", "--workload", "sys.null", "--workload", "io.metadata", "--budget", "12s"]
            for name in Self.ladder { words += ["--env", name] }
            let end = try Program.isocost(words + ["--output", "run"], in: folder).run(within: 120)
            try #require(end.status == 0, "\(end)")
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            let arms = try #require(block["arms"]?.object)
            #expect(Set(arms.keys) == Set(Self.ladder + ["bare", "bare'"]))
            #expect(arms["container"]?["evidence"]?["seccomp"] == .text("2"))
            #expect(arms["container"]?["evidence"]?["capEff"] == .text("00000000a80425fb"))
            #expect(Traces(scratch: "/var/tmp") == before)
        }

        @Test func `quick is what it was`() throws {
            let shown = try contents(of: "\(Programs.package)/Sources/isocost/Files/Suite.swift")
            #expect(shown.contains("EnvironmentCatalog.chroot"))
            let words = ["run", "--workload", "sys.null", "--budget", "1s", "--output", "run"]
            let end = try Program.isocost(words, in: folder).run()
            guard end.status == 0 else { return }
            let block = try #require(try RecordedRun("\(folder.path)/run").blocks.first)
            #expect(block["arms"]?.keys == ["bare", "bare'", "chroot", "namespaces"])
        }
    }
}
