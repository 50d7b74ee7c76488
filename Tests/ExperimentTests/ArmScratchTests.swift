import Glibc
import Linux
import Testing

@testable import Experiment

/// Where an arm's files go: in every arm at a path of the same length, on the same file system.
struct ArmScratchTests {
    private let parent: OwnedScratch
    private let root: OwnedScratch

    init() throws {
        parent = try OwnedScratch(in: "/tmp")
        root = try OwnedScratch(in: "/tmp")
    }

    /// Makes the parent's path inside the other root too.
    private func mirrorParent() throws {
        var path = root.path
        for part in parent.path.split(separator: "/") {
            path += "/\(part)"
            try #require(mkdir(path, 0o755) == 0)
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    @Test func theHostsRootSharesTheRunsFolder() throws {
        let run = try ScratchFolder(in: parent.path)
        let scratch = ArmScratch(root: "/", run: run, parent: parent.path)
        let made = try scratch.makeFolder("a")
        #expect(made.inside == "\(run.path)/a")
        #expect(made.host == made.inside)
        #expect(isFolder(made.host))
    }

    @Test func anotherRootHasItsOwnAtAPathOfTheSameLength() throws {
        try mirrorParent()
        let run = try ScratchFolder(in: parent.path)
        let shared = try ArmScratch(root: "/", run: run, parent: parent.path).makeFolder("a")
        let scratch = ArmScratch(root: root.path, run: run, parent: parent.path)
        let own = try scratch.makeFolder("b")
        #expect(own.inside.hasPrefix("\(parent.path)/"))
        #expect(own.inside.utf8.count == shared.inside.utf8.count)
        #expect(own.host == root.path + own.inside)
        withExtendedLifetime(scratch) { #expect(isFolder(own.host)) }
    }

    @Test func aRootWithoutTheFolderSaysSo() throws {
        let run = try ScratchFolder(in: parent.path)
        let scratch = ArmScratch(root: root.path, run: run, parent: parent.path)
        guard case .unavailable(let reason) = scratch else {
            Issue.record("\(scratch)")
            return
        }
        #expect(reason.contains(root.path) && reason.contains(parent.path))
        #expect(try scratch.makeFolder("a").host == "", "nothing is made, and nothing can be removed")
    }

    private static func device(_ path: String) -> dev_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_dev : nil
    }

    /// A comparison across file systems would compare file systems.
    @Test(
        .enabled(
            if: device("/dev/shm") != nil && device("/dev/shm") != device("/tmp"), "needs a tmpfs at /dev/shm"
        ))
    func anotherFileSystemIsRefused() throws {
        let far = try OwnedScratch(in: "/dev/shm")
        try #require(mkdir("\(far.path)/tmp", 0o755) == 0)
        let run = try ScratchFolder(in: parent.path)
        guard case .unavailable(let reason) = ArmScratch(root: far.path, run: run, parent: "/tmp") else {
            Issue.record("files on another file system were accepted")
            return
        }
        #expect(reason.contains("not on the same file system"))
    }

    @Test func theSameNameTwiceIsAnError() throws {
        let run = try ScratchFolder(in: parent.path)
        let scratch = ArmScratch(root: "/", run: run, parent: parent.path)
        _ = try scratch.makeFolder("a")
        let error = #expect(throws: SystemError.self) { try scratch.makeFolder("a") }
        #expect(error?.code == EEXIST)
    }
}
