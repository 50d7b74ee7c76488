import Glibc
import Linux
import Testing

@testable import Isolation

struct RuntimeCgroupTests {
    private static let hybridMounts = """
        25 20 0:22 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        26 25 0:23 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw
        27 25 0:24 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
        28 25 0:25 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
        """

    private static let hybridPlace = "3:name=systemd:/\n2:cpu,cpuacct:/jobs/one\n1:memory:/far\n0::/jobs\n"

    @Test func everyMountedHierarchyIsFound() {
        let found = RuntimeCgroup.hierarchies(cgroup: Self.hybridPlace, mountinfo: Self.hybridMounts)
        #expect(
            found.map(\.own) == [
                "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/cpu,cpuacct/jobs/one",
                "/sys/fs/cgroup/unified/jobs",
            ])
        #expect(found.map(\.isV2) == [false, false, true])
    }

    @Test func v2Alone() {
        let found = RuntimeCgroup.hierarchies(
            cgroup: "0::/user.slice/a.scope\n",
            mountinfo: "26 25 0:23 / /sys/fs/cgroup rw,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n")
        #expect(
            found == [
                .init(own: "/sys/fs/cgroup/user.slice/a.scope", mount: "/sys/fs/cgroup", isV2: true)
            ])
    }

    /// In a container a part of the hierarchy is mounted.
    @Test func aPartOfAHierarchy() {
        let found = RuntimeCgroup.hierarchies(
            cgroup: "1:memory:/docker/abc/inner\n",
            mountinfo: "40 30 0:27 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n")
        #expect(found.map(\.own) == ["/sys/fs/cgroup/memory/inner"])
    }

    @Test func noHierarchyIsNoReasonToFail() {
        #expect(RuntimeCgroup.hierarchies(cgroup: "", mountinfo: "garbage\n- -\n").isEmpty)
        #expect(RuntimeCgroup.hierarchies(cgroup: "x\n1:memory\n", mountinfo: Self.hybridMounts).isEmpty)
    }

    /// Nothing outside the cgroup file systems is ever removed, whatever a file says.
    @Test func aFolderElsewhereIsLeft() throws {
        let fixture = try RuntimeFixture()
        let folder = try fixture.site.makeFolder("no-cgroup")
        RuntimeCgroup.remove(folder, ours: true)
        #expect(access(folder, F_OK) == 0)
    }

    @Test(.needsRoot) func aCgroupIsRemovedWithWhatRunsInIt() throws {
        let hierarchy = try #require(
            RuntimeCgroup.hierarchies().first { !$0.isV2 } ?? RuntimeCgroup.hierarchies().first)
        let path = "\(hierarchy.mount)/isocost-test-\(getpid())"
        try #require(mkdir(path, 0o755) == 0)
        defer { rmdir(path) }
        try #require(mkdir("\(path)/inner", 0o755) == 0)
        defer { rmdir("\(path)/inner") }
        let child = try Site.bare().launcher(["/bin/sleep", "1000"]).launch(streams: .inherited)
        try FileDescriptor(open: "\(path)/inner/cgroup.procs", O_WRONLY).write(Array("\(child.pid)".utf8))

        RuntimeCgroup.remove(path, ours: false)
        #expect(access(path, F_OK) == 0 && !hasDied(child.pid), "it is in use, by somebody")
        RuntimeCgroup.remove(path, ours: true)
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
        let owner = try RuntimeRemainsOwner(remains, site: fixture.site)
        let text = try contents(of: fixture.site.path(RuntimeRemains.fileName))
        #expect(text.contains(fixture.site.name))
        withExtendedLifetime(owner) {}
    }

    @Test(.needsRoot) func theCgroupsOfAKilledRunAreRemoved() throws {
        let hierarchy = try #require(RuntimeCgroup.hierarchies().first)
        let fixture = try RuntimeFixture()
        let path = "\(hierarchy.mount)/\(fixture.site.name)"
        try #require(mkdir(path, 0o755) == 0)
        defer { rmdir(path) }
        let remains =
            #"{"runtime":"runc","executable":"/x","name":"\#(fixture.site.name)","cgroups":["\#(path)"]}"#
        let file = try fixture.site.write(RuntimeRemains.fileName, remains)
        let entry = Ledger.Entry(kind: "runtime", token: fixture.site.token, subject: file)
        #expect(LedgerKind.runtime.remove(entry) == .removed)
        #expect(access(path, F_OK) != 0)
    }

    @Test func whatWasNeverWrittenDownIsAbsent() throws {
        let fixture = try RuntimeFixture()
        let file = fixture.site.path(RuntimeRemains.fileName)
        let entry = Ledger.Entry(kind: "runtime", token: fixture.site.token, subject: file)
        #expect(LedgerKind.runtime.remove(entry) == .absent)
        _ = try fixture.site.write(RuntimeRemains.fileName, "{\"runtime\":\"ru")
        #expect(LedgerKind.runtime.remove(entry) == .absent)
    }
}
