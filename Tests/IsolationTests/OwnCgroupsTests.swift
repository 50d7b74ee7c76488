import Dispatch
import Glibc
import Linux
import Synchronization
import Testing

@testable import Isolation

/// Cgroups of the host's own trees.
@Suite(.needsRoot)
struct OwnCgroupsTests {
    private static let second = (try? Cgroups.ofThisProcess())?.hierarchies.first { $0.version == 2 }

    /// Without controllers, which a host with version 1 keeps there: what is looked at is the way in and out.
    @Test(.enabled(if: second != nil, "no cgroup version 2 here"))
    func versionTwoIsJoinedByCloneAndIsTheTopOfItsOwnNamespace() throws {
        let tree = try #require(Self.second)
        var path = ""
        do {
            var plan = try Environment(.init(name: "e", [CgroupNamespace()])).plan(stagingFolder: "/x")
            plan.use(try OwnCgroups([CgroupSite(version: 2, parent: tree.own, limits: [])]))
            #expect(!plan.has(flag: .cgroup) && plan.steps == [.newCgroupNamespace])
            let launcher = try Launcher(
                plan: plan, program: .path(["/bin/sh", "-c", "cat /proc/self/cgroup; read x"]), affinity: nil)
            var input = try Pipe()
            var output = try Pipe()
            var child = try launcher.launch(
                streams: StandardStreams(input: input.reader, output: output.writer, error: 2))
            output.closeWriter()
            let reader = output.takeReader()
            let inside = String(decoding: try reader.read(upTo: 4096), as: UTF8.self)
            #expect(inside.split(separator: "\n").contains("0::/"), "\(inside)")
            let membership = try contents(of: "/proc/\(child.pid)/cgroup")
            let line = try #require(membership.split(separator: "\n").first { $0.hasPrefix("0::") })
            #expect(line.contains("/isocost-"))
            path = tree.top + line.dropFirst(3)
            #expect(access(path, F_OK) == 0)
            input.closeWriter()
            _ = try child.wait()
        }
        #expect(access(path, F_OK) == -1, "gone with the plan")
    }

    /// One that goes takes no controller from another that comes.
    @Test func manyComeAndGoAtOnce() throws {
        let limits = [try CgroupCPUs().limit(in: nil), try CgroupPIDs(count: 50).limit(in: nil)]
        let sites = try CgroupSite.find(for: limits, in: .ofThisProcess())
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 100) { _ in
            do { _ = try OwnCgroups(sites) } catch { failures.withLock { $0.append("\(error)") } }
        }
        #expect(failures.withLock { $0 } == [])
    }

    /// What a process leaves running in it does not keep it.
    @Test(.enabled(if: second != nil, "no cgroup version 2 here"))
    func whatRunsInItIsEnded() throws {
        let tree = try #require(Self.second)
        var plan = LaunchPlan(environment: "e", stagingFolder: "/x")
        plan.use(try OwnCgroups([CgroupSite(version: 2, parent: tree.own, limits: [])]))
        let launcher = try Launcher(plan: plan, program: .path(["/bin/sleep", "1000"]), affinity: nil)
        let child = try launcher.launch(streams: .inherited)
        let membership = try contents(of: "/proc/\(child.pid)/cgroup")
        let line = try #require(membership.split(separator: "\n").first { $0.hasPrefix("0::") })
        let path = tree.top + line.dropFirst(3)
        let name = String(try #require(path.split(separator: "/").last))
        let entry = Ledger.Entry(
            kind: "cgroup", token: String(name.dropFirst("isocost-".count)), subject: path)
        #expect(LedgerKind.cgroup.remove(entry) == .removed)
        #expect(access(path, F_OK) == -1)
        let hasEnded = child.hasEnded(within: 1000)
        #expect(hasEnded)
    }
}

extension LaunchPlan {
    func has(flag kind: NamespaceKind) -> Bool { cloneFlags & UInt64(kind.cloneFlag) != 0 }
}
