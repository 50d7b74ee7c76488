import Glibc
import Testing

@testable import Linux

/// A folder stands in for a cgroup: what is written to its file stays there to be read.
struct EnabledControllersTests {
    private let top = try! TemporaryFolder()

    init() throws {
        _ = try top.makeFile("cgroup.procs")
        _ = try top.makeFile("cgroup.subtree_control", "pids cpu\n")
    }

    private var written: String { (try? contents(of: "\(top.path)/cgroup.subtree_control")) ?? "" }

    @Test func onlyWhatIsMissingIsEnabledAndTheLastUseTakesItBack() throws {
        let first = EnabledControllers(of: top.path)
        try first.enable(["pids", "io"]) {}
        #expect(written.hasPrefix("+io"), "\(written)")
        do {
            _ = try top.makeFile("cgroup.subtree_control", "io pids cpu\n")
            let second = EnabledControllers(of: top.path)
            try second.enable(["io"]) {}
            #expect(written == "io pids cpu\n")
        }
        #expect(written == "io pids cpu\n", "the first still needs it")
        _ = consume first
        #expect(written.hasPrefix("-io"), "\(written)")
    }

    @Test func aChildOfSomebodyElsesKeepsThem() throws {
        let path = "\(top.path)/child"
        try #require(mkdir(path, 0o755) == 0)
        _ = try top.makeFile("child/cgroup.procs")
        do { try EnabledControllers(of: top.path).enable(["io"]) {} }
        #expect(written.hasPrefix("+io"), "\(written)")
    }
}
