import Glibc
import Linux
import Testing

extension Integration {
    /// Cgroups, interfaces and folders of runs that are killed, and of runs beside them.
    @Suite(.needsRoot)
    struct LedgerTests {
        private let folder: TemporaryFolder
        private let scratch: String

        init() throws {
            folder = try TemporaryFolder()
            scratch = try folder.makeFolder("scratch")
        }

        private func run(_ name: String, budget: String) throws -> RunningProgram {
            let words = [
                "run", "--env", "container", "--env", "aix-wpar", "--workload", "sys.null", "--workload",
                "io.metadata", "--precision", "1e-9", "--budget", budget, "--scratch", scratch,
            ]
            return try RunningProgram(.isocost(words + ["--output", name], in: folder))
        }

        private func traces() -> Traces { Traces(scratch: scratch) }

        /// Milliseconds after the start: in the middle of making things, of preflight, and of blocks.
        @Test(arguments: [15, 30, 60, 120, 400, 1500])
        func `kill -9 at any moment leaves nothing once clean has run`(milliseconds: UInt32) throws {
            let before = traces()
            let run = try run("run", budget: "60s")
            usleep(milliseconds * 1000)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0, "\(clean)")
            // Interfaces go with the namespaces of the workers, which the kernel ends a moment later.
            _ = poll(for: 3) { traces() == before }
            #expect(traces() == before, "\(clean)")
            #expect(names(in: "\(folder.path)/ledgers").isEmpty)
        }

        @Test func `a killed run leaves cgroups and bridges, and clean names them`() throws {
            let before = traces()
            let run = try run("run", budget: "60s")
            try #require(poll(for: 30) { !names(in: "\(folder.path)/run").isEmpty } != nil)
            run.send(SIGKILL)
            _ = try run.finish(within: 5)
            _ = poll(for: 1) { Processes.running(Processes.descendants(of: run.pid)).isEmpty }
            let left = traces()
            #expect(!left.cgroups.subtracting(before.cgroups).isEmpty)
            let bridges = left.interfaces.subtracting(before.interfaces).filter { $0.hasPrefix("iso") }
            let clean = try Program.isocost(["clean"], in: folder).run()
            // Runs of other tests may have bridges at the same time, in ledgers of their own.
            let removed = bridges.filter { clean.output.contains("removed \($0)") }
            #expect(removed.count == 2, "one for each of the two arms: \(bridges), \(clean)")
            #expect(clean.output.contains("/isocost-"), "\(clean)")
            #expect(traces() == before)
        }

        @Test func `clean leaves a run beside it alone`() throws {
            let before = traces()
            let (killed, kept) = (try run("killed", budget: "60s"), try run("kept", budget: "8s"))
            try #require(poll(for: 30) { !names(in: "\(folder.path)/kept").isEmpty } != nil)
            killed.send(SIGKILL)
            _ = try killed.finish(within: 5)
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 0, "\(clean)")
            let end = try kept.finish(within: 60)
            #expect(end.status == 0, "\(end)")
            _ = poll(for: 3) { traces() == before }
            #expect(traces() == before)
        }

        /// An interface of somebody else's that has got the name: its hardware address tells.
        @Test(.enabled(if: Requirement.has("ip"), "needs ip (iproute2)"))
        func `an interface that isocost did not make is not touched`() throws {
            let token = "00112233445566aa"
            let name = "iso\(token.prefix(12))"
            func ip(_ words: String...) throws -> Finished {
                try Program.tool(["ip"] + words, in: folder).run()
            }
            try #require(try ip("link", "add", name, "type", "bridge").status == 0)
            _ = try folder.makeFolder("ledgers")
            chmod("\(folder.path)/ledgers", 0o700)
            try folder.makeFile("ledgers/ledger-\(token)", "interface\t\(token)\t\(name) \(token)\n")
            let clean = try Program.isocost(["clean"], in: folder).run()
            #expect(clean.status == 70 && clean.errors.contains("another hardware address"), "\(clean)")
            #expect(try ip("link", "delete", name).status == 0, "still there")
        }
    }
}
