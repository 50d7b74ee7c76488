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
