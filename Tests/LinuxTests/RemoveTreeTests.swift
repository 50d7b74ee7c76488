import CLinux
import Glibc
import Testing

@testable import Linux

struct RemoveTreeTests {
    let parent: TemporaryFolder

    init() throws { parent = try TemporaryFolder() }

    @Test func neverFollowsALink() throws {
        let outside = try TemporaryFolder()
        let precious = try outside.makeFile("precious", "kept")
        let tree = try parent.makeFolder("tree")
        #expect(symlink(outside.path, "\(tree)/to-folder") == 0)
        #expect(symlink(precious, "\(tree)/to-file") == 0)
        #expect(symlink("/missing", "\(tree)/to-nothing") == 0)
        #expect(removeTree(tree))
        #expect(!exists(tree))
        #expect(exists(precious))
    }

    @Test func aLinkInPlaceOfTheTreeIsRefused() throws {
        let outside = try TemporaryFolder()
        let precious = try outside.makeFile("precious", "kept")
        let link = "\(parent.path)/link"
        #expect(symlink(outside.path, link) == 0)
        #expect(!removeTree(link))
        #expect(exists(precious) && exists(link))
    }

    @Test func whatIsNotThereIsNotRemoved() {
        #expect(!removeTree("/missing/tree"))
    }

    @Test func removesFilesOfEveryKind() throws {
        let tree = try parent.makeFolder("tree")
        for index in 0..<100 { try parent.makeFile("tree/\(index)") }
        #expect(mkfifo("\(tree)/fifo", 0o600) == 0)
        let odd = "\(tree)/\u{1F980} new\nline"
        #expect(mkdir(odd, 0o700) == 0)
        #expect(mkdir("\(tree)/-rf", 0o700) == 0)
        #expect(removeTree(tree))
        #expect(!exists(tree))
    }

    /// Deeper than a path may be long (PATH_MAX is 4,096 bytes), so it has to be taken folder by folder.
    @Test func removesDeepTrees() throws {
        let tree = try parent.makeFolder("deep")
        let name = String(repeating: "d", count: 200)
        var inner = FileDescriptor(owning: isocost_open_folder(AT_FDCWD, tree))
        for _ in 0..<50 {
            #expect(mkdirat(inner.rawValue, name, 0o700) == 0)
            inner = FileDescriptor(owning: isocost_open_folder(inner.rawValue, name))
        }
        #expect(removeTree(tree))
        #expect(!exists(tree))
    }

    /// A bind mount has the same device number as what is around it (man 2 mount, MS_BIND).
    @Test(.needsMounting, arguments: ["bind", "tmpfs"])
    func neverEntersAnotherMount(kind: String) throws {
        let outside = try TemporaryFolder()
        let tree = try parent.makeFolder("tree")
        let point = try parent.makeFolder("tree/mounted")
        let seen = try inOwnMountNamespace {
            let mounted =
                kind == "bind"
                ? mount(outside.path, point, nil, UInt(MS_BIND), nil) : mount("none", point, "tmpfs", 0, nil)
            guard mounted == 0 else { return "mount: \(String(cString: strerror(errno)))" }
            guard close(open("\(point)/precious", O_WRONLY | O_CREAT, 0o600)) == 0 else { return "create" }
            let removed = removeTree(tree)
            return "removed \(removed), precious \(exists("\(point)/precious"))"
        }
        #expect(seen == "removed false, precious true")
    }
}
