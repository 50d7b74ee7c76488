import CLinux
import Glibc
import Testing

@testable import Linux

struct ScratchFolderTests {
    let parent: TemporaryFolder

    init() throws { parent = try TemporaryFolder() }

    @Test func isGoneWithItsOwnerAndAllInIt() throws {
        var path = ""
        do {
            let scratch = try ScratchFolder(in: parent.path)
            path = scratch.path
            #expect(path.hasPrefix("\(parent.path)/\(ScratchFolder.prefix)"))
            let inner = try scratch.makeFolder("inner")
            #expect(inner == "\(path)/inner")
            try FileDescriptor(open: "\(inner)/file", O_WRONLY | O_CREAT).write([1])
        }
        #expect(!exists(path))
        #expect(names(in: parent.path).isEmpty)
    }

    @Test func isOpenToItsOwnerAlone() throws {
        let scratch = try ScratchFolder(in: parent.path)
        var facts = stat()
        #expect(stat(scratch.path, &facts) == 0)
        #expect(facts.st_mode & 0o7777 == 0o700)
    }

    @Test func twoNeverShareAFolder() throws {
        let first = try ScratchFolder(in: parent.path)
        let second = try ScratchFolder(in: parent.path)
        #expect(first.path != second.path)
    }

    @Test func aMissingParentIsNamedWithAdvice() {
        let error = #expect(throws: SystemError.self) { _ = try ScratchFolder(in: "/missing/place") }
        #expect(error?.subject == "/missing/place")
        #expect(error?.code == ENOENT)
        #expect(error?.advice.contains("--scratch") == true)
    }

    @Test func theSameFolderTwiceIsRefused() throws {
        let scratch = try ScratchFolder(in: parent.path)
        _ = try scratch.makeFolder("a")
        var code: Int32 = 0
        do { _ = try scratch.makeFolder("a") } catch { code = error.code }
        #expect(code == EEXIST)
    }
}

struct SweepTests {
    let parent: TemporaryFolder

    init() throws { parent = try TemporaryFolder() }

    /// A killed run leaves its folder; its lock went with its last descriptor.
    @Test func removesWhatNobodyHolds() throws {
        let orphan = try parent.makeFolder("\(ScratchFolder.prefix)orphan")
        try parent.makeFile("\(ScratchFolder.prefix)orphan/file", "left")
        #expect(ScratchFolder.sweep(in: parent.path) == [orphan])
        #expect(!exists(orphan))
    }

    @Test func leavesWhatSomebodyHolds() throws {
        let held = try ScratchFolder(in: parent.path)
        let path = held.path
        #expect(ScratchFolder.sweep(in: parent.path).isEmpty)
        #expect(exists(path))
    }

    @Test func leavesWhatHasAnotherName() throws {
        let other = try parent.makeFolder("scratch-of-somebody")
        let nearly = try parent.makeFolder("x\(ScratchFolder.prefix)y")
        let file = try parent.makeFile("\(ScratchFolder.prefix)file", "not a folder")
        #expect(ScratchFolder.sweep(in: parent.path).isEmpty)
        #expect(exists(other) && exists(nearly) && exists(file))
    }

    /// Anybody may plant a link in /var/tmp.
    @Test func leavesWhatALinkPointsTo() throws {
        let outside = try TemporaryFolder()
        let precious = try outside.makeFile("precious", "kept")
        let link = "\(parent.path)/\(ScratchFolder.prefix)link"
        #expect(symlink(outside.path, link) == 0)
        #expect(ScratchFolder.sweep(in: parent.path).isEmpty)
        #expect(exists(precious))
    }

    @Test func aMissingParentHasNothingToSweep() {
        #expect(ScratchFolder.sweep(in: "/missing/place").isEmpty)
    }
}

struct SweepHookTests {
    let parent: TemporaryFolder

    init() throws { parent = try TemporaryFolder() }

    @Test func whatAFolderSaysIsLookedAtBeforeItGoes() throws {
        let orphan = try parent.makeFolder("\(ScratchFolder.prefix)orphan")
        try parent.makeFile("\(ScratchFolder.prefix)orphan/file", "said")
        var seen: [String: [String]] = [:]
        _ = ScratchFolder.sweep(in: parent.path) { seen[$0] = names(in: $0) }
        #expect(seen == [orphan: ["file"]])
    }

    /// root removes other users' folders too, and must not do what they say.
    @Test(.needsMounting) func whatSomebodyElseWroteIsNotObeyed() throws {
        let orphan = try parent.makeFolder("\(ScratchFolder.prefix)theirs")
        try #require(chown(orphan, 65534, 65534) == 0)
        var called = false
        #expect(ScratchFolder.sweep(in: parent.path) { _ in called = true } == [orphan])
        #expect(!called)
    }

    @Test func aFolderThatIsHeldIsNotLookedAt() throws {
        let held = try ScratchFolder(in: parent.path)
        var called = false
        _ = ScratchFolder.sweep(in: parent.path) { _ in called = true }
        #expect(!called)
        withExtendedLifetime(held.path) {}
    }
}
