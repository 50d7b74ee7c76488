import FoundationEssentials
import Testing

@testable import Probes

/// Against folders that stand in for cgroup file systems.
@Suite struct PrivateCgroupsTests {
    private let folder = OwnFolder()

    private func file(_ path: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/" + path.split(separator: "/").dropLast().joined(separator: "/"),
            withIntermediateDirectories: true)
        try text.write(toFile: "\(folder.path)/\(path)", atomically: false, encoding: .utf8)
    }

    /// Version 1 for memory, pids and cpu, version 2 beside it: a hybrid host.
    private var hybrid: CgroupMounts {
        CgroupMounts(
            mountinfo: """
                22 1 0:20 / / rw - ext4 /dev/vda rw
                30 22 0:26 / \(folder.path)/memory rw - cgroup cgroup rw,memory
                31 22 0:27 / \(folder.path)/pids rw shared:5 - cgroup cgroup rw,pids
                32 22 0:28 / \(folder.path)/cpu rw - cgroup cgroup rw,cpu,cpuacct
                33 22 0:29 / \(folder.path)/unified rw - cgroup2 cgroup2 rw,nsdelegate
                """)
    }

    @Test func onlyWhatIsNotSharedCounts() throws {
        try file("memory/limited/memory.limit_in_bytes", "1000000\n")
        try file("memory/limited/cell/memory.limit_in_bytes", "536870912\n")
        try file("pids/pids.max", "5\n")
        let own = "4:memory:/limited\n3:pids:/\n"
        let cell = PrivateCgroups(of: "4:memory:/limited/cell\n3:pids:/\n", own: own, mounts: hybrid)
        #expect(cell.folders == ["\(folder.path)/memory/limited/cell"])
        #expect(cell.memory == 536_870_912)
        #expect(cell.processes == nil, "the limit of a cgroup that others are in is not tried")
        let same = PrivateCgroups(of: own, own: own, mounts: hybrid)
        #expect(same.folders.isEmpty && same.memory == nil)
    }

    @Test func theSmallestLimitOnTheWayCounts() throws {
        try file("pids/a/pids.max", "100\n")
        try file("pids/a/b/pids.max", "max\n")
        try file("pids/a/b/c/pids.max", "200\n")
        let cell = PrivateCgroups(of: "3:pids:/a/b/c\n", own: "3:pids:/\n", mounts: hybrid)
        #expect(cell.processes == 100)
        #expect(cell.folders.first == "\(folder.path)/pids/a/b/c")
    }

    @Test func versionTwo() throws {
        try file("unified/cell/memory.max", "max\n")
        try file("unified/cell/pids.max", "32\n")
        try file("unified/cell/cpu.max", "50000 100000\n")
        try file("unified/cell/cpu.stat", "usage_usec 5\nnr_periods 9\nnr_throttled 7\nthrottled_usec 1\n")
        let cell = PrivateCgroups(of: "0::/cell\n", own: "0::/\n", mounts: hybrid)
        #expect(cell.memory == nil)
        #expect(cell.processes == 32)
        #expect(cell.cpus == 0.5)
        #expect(cell.throttledPeriods == 7)
    }

    @Test func versionOneSaysNoneByALargeNumber() throws {
        try file("memory/cell/memory.limit_in_bytes", "9223372036854771712\n")
        try file("cpu/cell/cpu.cfs_quota_us", "-1\n")
        try file("cpu/cell/cpu.cfs_period_us", "100000\n")
        let text = "4:memory:/cell\n1:cpu,cpuacct:/cell\n"
        let cell = PrivateCgroups(of: text, own: "4:memory:/\n1:cpu,cpuacct:/\n", mounts: hybrid)
        #expect(cell.folders.count == 2)
        #expect(cell.memory == nil && cell.cpus == nil)
        try file("cpu/cell/cpu.cfs_quota_us", "150000\n")
        #expect(cell.cpus == 1.5)
    }

    /// In a container the cgroup's own folder is mounted, and not the hierarchy's root.
    @Test func pathsAreSeenFromTheRootOfTheMount() {
        let mounts = CgroupMounts(mountinfo: "33 22 0:29 /docker/c1 /sys/fs/cgroup rw - cgroup2 cgroup rw")
        #expect(mounts.folder(controllers: "", path: "/docker/c1/a") == "/sys/fs/cgroup/a")
        #expect(mounts.folder(controllers: "", path: "/elsewhere") == nil)
        #expect(mounts.folder(controllers: "memory", path: "/docker/c1") == nil)
    }
}

/// Gone with its owner.
private final class OwnFolder {
    let path: String

    init() {
        path = "/tmp/isocost-probes-tests-\(UInt64.random(in: .min ... .max))"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
