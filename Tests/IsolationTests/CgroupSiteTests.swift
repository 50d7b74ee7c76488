import Glibc
import Linux
import Testing

@testable import Isolation

/// Where cgroups are made, with folders that stand in for cgroupfs.
final class CgroupSiteTests {
    private let top: ScratchFolder

    init() throws { top = try ScratchFolder(in: "/tmp") }

    private func makeFolder(_ name: String) throws -> String {
        var path = top.path
        for part in name.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o755)
        }
        return path
    }

    private func makeFile(_ name: String, _ text: String) throws {
        try FileDescriptor(open: "\(top.path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC).write(Array(text.utf8))
    }

    private func second(own: String) -> Cgroups {
        Cgroups(
            mounts: "29 23 0:26 / \(top.path) rw - cgroup2 cgroup2 rw\n", membership: "0::\(own)\n")
    }

    private let memory = CgroupLimit(
        second: .init("memory", ("memory.max", "1")), first: .init("memory", ("memory.limit_in_bytes", "1")))
    private let processes = CgroupLimit(
        second: .init("pids", ("pids.max", "1")), first: .init("pids", ("pids.max", "1")))

    private func sites(_ limits: [CgroupLimit], own: String) throws -> [CgroupSite] {
        try CgroupSite.find(for: limits, in: second(own: own))
    }

    /// Documentation/admin-guide/cgroup-v2.rst, "No Internal Process Constraint".
    @Test func versionTwoGetsOneBeside() throws {
        try makeFile("cgroup.controllers", "cpu memory pids\n")
        _ = try makeFolder("user/session")
        try makeFile("user/session/cgroup.type", "domain\n")
        try makeFile("user/cgroup.subtree_control", "memory pids\n")
        let found = try sites([memory, processes], own: "/user/session")
        #expect(found == [CgroupSite(version: 2, parent: "\(top.path)/user", limits: [memory, processes])])
    }

    /// Also those that are enabled now: whoever enabled them may take them back before the cgroup is made.
    @Test func belowTheTopControllersMayBeEnabled() throws {
        try makeFile("cgroup.controllers", "memory pids\n")
        try makeFile("cgroup.subtree_control", "pids\n")
        let found = try sites([memory, processes], own: "/")
        #expect(found.first?.parent == top.path && found.first?.toEnable == ["memory", "pids"])
    }

    @Test func aParentThatDoesNotPassAControllerOnIsNamedWithAdvice() throws {
        try makeFile("cgroup.controllers", "cpu memory pids\n")
        _ = try makeFolder("user/session")
        try makeFile("user/session/cgroup.type", "domain\n")
        try makeFile("user/cgroup.subtree_control", "pids\n")
        let missing = #expect(throws: CgroupSite.Missing.self) {
            try self.sites([self.memory], own: "/user/session")
        }
        #expect(missing?.reason.contains("\(top.path)/user/cgroup.subtree_control lacks memory") == true)
        #expect(missing?.reason.contains("systemd-run") == true)
    }

    @Test func theTopOfAContainersViewHasNoPlaceBeside() throws {
        try makeFile("cgroup.controllers", "memory\n")
        try makeFile("cgroup.type", "domain\n")
        let missing = #expect(throws: CgroupSite.Missing.self) { try self.sites([self.memory], own: "/") }
        #expect(missing?.reason.contains("top cgroup of a container") == true)
    }

    @Test func aControllerThatIsNotThereIsNamed() throws {
        try makeFile("cgroup.controllers", "memory\n")
        let missing = #expect(throws: CgroupSite.Missing.self) { try self.sites([self.processes], own: "/") }
        #expect(missing?.reason == "there is no cgroup controller 'pids' here")
    }

    /// Each controller in a tree of its own: one cgroup in each, below isocost's.
    @Test func versionOneGetsOneInEveryTree() throws {
        let (one, other) = (try makeFolder("memory/job"), try makeFolder("pids"))
        let cgroups = Cgroups(
            mounts: """
                30 29 0:27 / \(top.path)/memory rw - cgroup cgroup rw,memory
                31 29 0:28 / \(top.path)/pids rw - cgroup cgroup rw,pids

                """, membership: "5:memory:/job\n4:pids:/\n")
        let found = try CgroupSite.find(for: [memory, processes], in: cgroups)
        #expect(found.map(\.parent) == [one, other] && found.allSatisfy { $0.version == 1 })
    }

    /// What a folder that stands in for a cgroup holds after it was made, and that it is gone then.
    @Test func theLimitsAreWrittenAndTheFolderGoes() throws {
        let site = CgroupSite(version: 2, parent: top.path, limits: [])
        var path = ""
        do {
            let made = try OwnCgroups([site])
            path = "\(top.path)/\(try #require(names(in: top.path).first))"
            #expect(made.descriptor >= 0)
            #expect(names(in: top.path).count == 1)
        }
        #expect(access(path, F_OK) == -1)
    }
}

/// A limit as each of the two versions has it.
struct CgroupLimitTests {
    private func limit(_ key: String, _ value: Setting) throws -> CgroupLimit {
        var definition = EnvironmentDefinition(name: "e")
        try definition.set("cgroup", to: .members([.init(key, value)]))
        let mechanism = try #require(try definition.mechanisms().first as? any CgroupMechanism)
        return try mechanism.limit(in: nil)
    }

    @Test func theWordsOfBothVersions() throws {
        let quota = try limit("cpuMax", .text("0.5"))
        #expect(quota.second.files == [.init(name: "cpu.max", value: "50000 100000")])
        #expect(quota.first.files.map(\.value) == ["100000", "50000"])
        let weight = try limit("cpuWeight", .text("200"))
        #expect(weight.second.files[0].value == "200" && weight.first.files[0].value == "2048")
        let memory = try limit("memoryMax", .text("512MiB"))
        #expect(memory.second.files[0].value == "536870912")
        #expect(memory.first.files == [.init(name: "memory.limit_in_bytes", value: "536870912")])
        #expect(try limit("memoryMax", .text("max")).second.files[0].value == "max")
        #expect(try limit("cpus", .text("3,0-1")).second.files[0].value == "0-1,3")
    }

    @Test(arguments: [
        ("cpuMax", "0"), ("cpuMax", "0.001"), ("cpuMax", "half"), ("cpuWeight", "0"), ("cpuWeight", "10001"),
        ("cpus", "none"), ("memoryMax", "512MB"), ("memoryMax", "64KiB"), ("pidsMax", "0"), ("ioMax", "fast"),
    ])
    func whatTheKernelWouldRefuseIsNamed(key: String, value: String) {
        let error = #expect(throws: SettingError.self) { try self.limit(key, .text(value)) }
        #expect(error?.message.contains(key) == true)
    }
}

struct QuantityTests {
    @Test func sizes() {
        #expect(ByteAmount.parse("64KiB") == 65536 && ByteAmount.parse("1GiB") == 1 << 30)
        #expect(
            ByteAmount.parse("12") == 12 && ByteAmount.parse("1MB") == nil && ByteAmount.parse("-1") == nil)
        #expect(ByteAmount.parse("99999999999TiB") == nil)
        let sizes: [UInt64] = [0, 1, 1023, 1024, 1_048_576, 3_221_225_472, 1_048_577]
        for bytes in sizes {
            #expect(ByteAmount.parse(ByteAmount.text(bytes)) == bytes)
        }
    }

    /// Numbers of asm-generic/resource.h.
    @Test func limitsHaveTheKernelsNumbers() {
        #expect(ResourceLimit.Kind.nofile.number == Int(RLIMIT_NOFILE.rawValue))
        #expect(ResourceLimit.Kind.nproc.number == 6)
        #expect(ResourceLimit.Kind.as.number == Int(RLIMIT_AS.rawValue))
        #expect(ResourceLimit.Kind.memlock.number == 8)
        #expect(ResourceLimit.Kind.rttime.number == 15)
    }
}

/// Lines of mountinfo (man 5 proc).
struct ObservedProcessTests {
    private func observed(_ table: String) -> ObservedProcess {
        ObservedProcess(getpid(), status: ProcessStatus(parsing: "Uid:\t0\t0\t0\t0\n"), mountTable: table)
    }

    @Test func theLastMountOnAPathCounts() {
        let process = observed(
            """
            36 35 98:0 / /proc rw,nosuid shared:1 - proc proc rw
            37 36 98:1 /x /with\\040blank ro - ext4 /dev/a rw
            38 36 98:2 / /proc ro master:1 propagate_from:2 - tmpfs none rw

            """)
        #expect(process.mounts.count == 3)
        #expect(process.mount(on: "/proc")?.type == "tmpfs")
        #expect(process.summary(of: "/proc") == "tmpfs ro")
        #expect(process.mount(on: "/with blank")?.device == "98:1")
        #expect(process.summary(of: "/nowhere") == "nothing")
    }

    @Test func whatIsMountedBelowAFolderIsFound() throws {
        let table = "36 35 98:0 / /usr/share/x rw - ext4 a rw\n37 35 98:0 / / rw - ext4 a rw\n"
        let lower = LowerFolder("/", mountTable: table)
        #expect(lower.hasMounts)
        #expect(lower.entries.contains(.mountPoint("usr")))
        #expect(lower.entries.contains(.folder("etc")))
        #expect(!LowerFolder("/etc", mountTable: table).hasMounts)
    }
}
