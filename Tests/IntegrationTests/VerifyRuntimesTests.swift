import Glibc
import Linux
import Testing

extension Integration {
    /// What real runtimes, limits and networks of the host keep away.
    @Suite(.needsRoot)
    struct VerifyRuntimesTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        private func matrix(_ environment: String) throws -> VerifiedMatrix {
            let words = ["verify", "--env", environment, "--format", "json", "--scratch", scratch]
            let end = try Program.isocost(words, in: folder).run(within: 60)
            try #require(end.status == 0, "\(end)")
            return try VerifiedMatrix(end.output)
        }

        private static let runtimes = Runtimes.present.filter { !Runtimes.hidden.contains($0) }

        /// What each of them is for.
        private static let common = [
            "processes.seen", "processes.signal", "processes.ptrace", "root.proc", "root.nested",
            "files.mount",
            "net.interfaces", "net.port", "net.gateway", "net.abstract", "ipc.sysv", "ipc.mqueue",
            "system.hostname",
        ]
        /// Those that show the host's files where they are.
        private static let overHostFiles = ["bwrap", "unshare", "firejail"]
        private static let filtering = ["systemd-nspawn", "podman"]

        @Test(arguments: runtimes)
        func `a runtime keeps away what it is for, and shares the rest`(name: String) throws {
            let before = Traces(scratch: scratch)
            let matrix = try matrix(name)
            // unshare makes namespaces and changes no root.
            for property in Self.common where name != "unshare" || !property.hasPrefix("root.") {
                #expect(
                    matrix[name, property] == "isolated",
                    "\(property): \(matrix.detail(name, property) ?? "")")
            }
            let seesFiles = Self.overHostFiles.contains(name)
            #expect(matrix[name, "files.write"] == (seesFiles ? "shared" : "isolated"))
            #expect(matrix[name, "system.uptime"] == "shared", "no clock is shifted")
            let isFiltering = Self.filtering.contains(name)
            #expect((matrix[name, "kernel.calls"] == "isolated") == isFiltering, "a filter answers")
            #expect(matrix[name, "limits.cpu"] == "shared", "nothing was limited")
            #expect(
                matrix.outcomes(of: name).allSatisfy { $0.promisedBy.isEmpty }, "a runtime promises nothing")
            #expect(poll(for: 3) { Traces(scratch: scratch) == before } != nil, "nothing is left")
            #expect(Processes.executing(Programs.probe).isEmpty)
        }

        @Test func `limits of a cgroup hold`() throws {
            let before = Traces(scratch: scratch)
            try folder.makeFile(
                "limited.yaml", "name: limited\ncgroup: {memoryMax: 64MiB, pidsMax: 40, cpuMax: 0.3}\n")
            let matrix = try matrix("limited.yaml")
            for (property, mechanism) in [
                ("limits.memory", "memoryMax"), ("limits.processes", "pidsMax"), ("limits.cpu", "cpuMax"),
            ] {
                #expect(
                    matrix["limited", property] == "isolated", "\(matrix.detail("limited", property) ?? "")")
                #expect(matrix["bare", property] == "shared", "\(matrix.detail("bare", property) ?? "")")
                let outcome = matrix.outcomes(of: "limited").first { $0.property == property }
                #expect(outcome?.promisedBy == [mechanism])
            }
            for property in ["processes.seen", "net.port", "files.write"] {
                #expect(matrix["limited", property] == "shared", "a limit isolates nothing else")
            }
            #expect(Traces(scratch: scratch) == before)
        }

        /// A bridge keeps what listens on loopback from those behind it, and nothing that listens everywhere.
        @Test func `behind a bridge the host is reached at the gateway`() throws {
            let before = Traces(scratch: scratch)
            let bridged = try matrix("container")
            #expect(bridged["container", "net.port"] == "isolated")
            #expect(bridged["container", "net.gateway"] == "shared")
            #expect(bridged.detail("container", "net.gateway")?.hasPrefix("198.1") == true)
            let promises = bridged.outcomes(of: "container").filter { $0.property.hasPrefix("net.") }
            #expect(
                promises.filter { !$0.promisedBy.isEmpty }.map(\.property).sorted()
                    == ["net.abstract", "net.interfaces", "net.port"])
            let alone = try matrix("namespaces")
            let kept = alone.outcomes(of: "namespaces").first { $0.property == "net.gateway" }
            #expect(kept?.verdict == "isolated" && kept?.promisedBy == ["net"])
            #expect(poll(for: 3) { Traces(scratch: scratch) == before } != nil)
        }
    }
}
