import Glibc
import Testing

@testable import Isolation
@testable import Linux

struct RuntimeCgroupTests {
    private static func hierarchy(_ version: Int, top: String, own: String) -> Cgroups.Hierarchy {
        Cgroups.Hierarchy(version: version, controllers: [], top: top, own: own)
    }

    @Test func aContainersCgroupIsBelowTheRuntimesOwn() {
        let first = Self.hierarchy(1, top: "/cg/memory", own: "/cg/memory/jobs/one")
        #expect(RuntimeCgroup.places(of: "c", in: [first]) == ["/cg/memory/c", "/cg/memory/jobs/one/c"])
        let top = Self.hierarchy(2, top: "/cg", own: "/cg")
        #expect(RuntimeCgroup.places(of: "c", in: [top]) == ["/cg/c"])
    }

    /// In version 2 a cgroup that has processes can't have children with controllers.
    @Test func orBesideIt() {
        let scope = Self.hierarchy(2, top: "/cg", own: "/cg/user.slice/a.scope")
        #expect(
            RuntimeCgroup.places(of: "c", in: [scope])
                == ["/cg/c", "/cg/user.slice/c", "/cg/user.slice/a.scope/c"])
    }

    /// Nothing outside the cgroup file systems is ever removed, whatever a file says.
    @Test func aFolderElsewhereIsLeft() throws {
        let fixture = try RuntimeFixture()
        let folder = try fixture.site.makeFolder("no-cgroup")
        #expect(RuntimeCgroup.remove([(folder, ours: true)]).isEmpty)
        #expect(access(folder, F_OK) == 0)
    }

    @Test(.needsRoot) func aCgroupIsRemovedWithWhatRunsInIt() throws {
        let hierarchies = RuntimeCgroup.hierarchies
        let hierarchy = try #require(hierarchies.first { $0.version == 1 } ?? hierarchies.first)
        let path = "\(hierarchy.top)/isocost-test-\(getpid())"
        try #require(mkdir(path, 0o755) == 0)
        defer { rmdir(path) }
        try #require(mkdir("\(path)/inner", 0o755) == 0)
        defer { rmdir("\(path)/inner") }
        let child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        try FileDescriptor(open: "\(path)/inner/cgroup.procs", O_WRONLY).write(Array("\(child.pid)".utf8))

        #expect(RuntimeCgroup.remove([(path, ours: false)]).isEmpty)
        #expect(access(path, F_OK) == 0 && !hasDied(child.pid), "it is in use, by somebody")
        #expect(RuntimeCgroup.remove([(path, ours: true)]).isEmpty)
        #expect(access(path, F_OK) != 0)
        #expect(hasDied(child.pid))
    }
}

struct RuntimeRemainsTests {
    @Test func theyAreWrittenBeforeAnythingIsMadeAndReadBack() throws {
        let fixture = try RuntimeFixture()
        let remains = RuntimeRemains(
            runtime: "runc", executable: "/usr/sbin/runc", name: fixture.site.name,
            cgroups: ["/no/such/cgroup"])
        let file = RuntimeRemains.file(of: fixture.site.name)
        do {
            let owner = try RuntimeRemainsOwner(remains, site: fixture.site)
            let text = try contents(of: file)
            #expect(text.contains(fixture.site.name) && text.contains("ISOCOST_SCRATCH"))
            withExtendedLifetime(owner) {}
        }
        #expect(access(file, F_OK) != 0, "nothing is left to be told of")
    }

    @Test(.needsRoot) func theCgroupsOfAKilledRunAreRemoved() throws {
        let hierarchy = try #require(RuntimeCgroup.hierarchies.first)
        let fixture = try RuntimeFixture()
        let path = "\(hierarchy.top)/\(fixture.site.name)"
        try #require(mkdir(path, 0o755) == 0)
        defer { rmdir(path) }
        let remains =
            #"{"runtime":"runc","executable":"/x","name":"\#(fixture.site.name)","cgroups":["\#(path)"]}"#
        let file = try fixture.site.write("remains.json", remains)
        let entry = Ledger.Entry(kind: "runtime", token: fixture.site.token, subject: file)
        #expect(LedgerKind.runtime.remove(entry) == .removed)
        #expect(access(path, F_OK) != 0)
    }

    @Test func whatWasNeverWrittenDownIsAbsent() throws {
        let fixture = try RuntimeFixture()
        let file = fixture.site.path("remains.json")
        let entry = Ledger.Entry(kind: "runtime", token: fixture.site.token, subject: file)
        #expect(LedgerKind.runtime.remove(entry) == .absent)
        _ = try fixture.site.write("remains.json", "{\"runtime\":\"ru")
        #expect(LedgerKind.runtime.remove(entry) == .absent)
    }
}
