import CLinux
import Glibc
import Testing

@testable import Linux

struct LastingObjectsTests {
    let parent: TemporaryFolder

    init() throws { parent = try TemporaryFolder() }

    private func scratch() throws -> String {
        try parent.makeFolder("\(ScratchFolder.prefix)\(UInt32.random(in: .min ... .max))")
    }

    private func makeSystemV(_ key: Int32) throws {
        let flags = Int32(IPC_CREAT) | Int32(IPC_EXCL) | 0o600
        try #require(shmget(key, 4096, flags) >= 0)
        try #require(semget(key, 1, flags) >= 0)
        try #require(msgget(key, flags) >= 0)
    }

    private func systemV(_ key: Int32) -> [Bool] {
        [shmget(key, 0, 0) >= 0, semget(key, 0, 0) >= 0, msgget(key, 0) >= 0]
    }

    private func makeQueue(_ name: String) throws {
        let queue = name.withCString {
            isocost_call(
                Int(ISOCOST_CALL_MQ_OPEN), Int(bitPattern: $0), Int(O_RDWR | O_CREAT | O_EXCL), 0o600, 0, 0, 0
            )
        }
        try #require(queue >= 0)
        close(Int32(queue))
    }

    private func hasQueue(_ name: String) -> Bool {
        let queue = name.withCString {
            isocost_call(Int(ISOCOST_CALL_MQ_OPEN), Int(bitPattern: $0), Int(O_RDONLY), 0, 0, 0, 0)
        }
        if queue >= 0 { close(Int32(queue)) }
        return queue >= 0
    }

    @Test func keysComeFromTheNameAlone() {
        let first = LastingObjects(of: "/var/tmp/isocost-scratch-a")
        #expect(first.name == "isocost-scratch-a")
        #expect(first.key == LastingObjects(of: "/elsewhere/isocost-scratch-a").key)
        #expect(first.key != LastingObjects(of: "/var/tmp/isocost-scratch-b").key)
        #expect(first.key & 1 == 1, "never IPC_PRIVATE")
        // FNV-1a of "a" is 0xe40c292c (isthe.com/chongo/src/fnv/test_fnv.c).
        #expect(LastingObjects(of: "a").key == Int32(bitPattern: 0xe40c_292d))
    }

    @Test func sweepingAFolderRemovesItsObjects() throws {
        let token = "0123456789abcdef"
        let folder = try parent.makeFolder("\(ScratchFolder.prefix)\(token)")
        let objects = LastingObjects(of: folder)
        try makeSystemV(objects.key)
        try makeQueue(objects.name)
        try FileDescriptor(open: "/dev/shm/\(objects.name)", O_WRONLY | O_CREAT).write([1])
        // A ledger as a killed process leaves it.
        try #require(mkdir("\(parent.path)/ledgers", 0o700) == 0)
        try parent.makeFile("ledgers/ledger-\(token)", "folder\t\(token)\t\(folder)\n")
        #expect(Ledger.sweep(in: "\(parent.path)/ledgers").removed == [folder])
        #expect(systemV(objects.key) == [false, false, false])
        #expect(!hasQueue(objects.name))
        #expect(!exists("/dev/shm/\(objects.name)"))
    }

    @Test func objectsOfAnotherFolderStay() throws {
        let (mine, other) = (
            LastingObjects(of: try scratch()), LastingObjects(of: "/isocost-tests-\(getpid())")
        )
        try makeSystemV(other.key)
        try makeQueue(other.name)
        defer { other.remove() }
        mine.remove()
        #expect(systemV(other.key) == [true, true, true])
        #expect(hasQueue(other.name))
    }

    @Test func objectsOfAnotherUserStay() throws {
        let folder = try scratch()
        let stranger = LastingObjects(of: folder, owner: geteuid() + 1)
        try makeSystemV(stranger.key)
        try makeQueue(stranger.name)
        stranger.remove()
        #expect(systemV(stranger.key) == [true, true, true])
        #expect(hasQueue(stranger.name))
        LastingObjects(of: folder).remove()
        #expect(systemV(stranger.key) == [false, false, false])
    }
}

struct MountTableTests {
    @Test func linesAreRead() {
        let text = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            40 22 0:50 / /mnt/a\\040b\\134c rw - tmpfs isocost-scratch-x rw,size=4k
            broken line

            """
        #expect(
            MountTable.parse(text) == [
                .init(path: "/", type: "ext4", source: "/dev/vda"),
                .init(path: "/mnt/a b\\c", type: "tmpfs", source: "isocost-scratch-x"),
            ])
    }

    @Test func theRootIsAmongThem() {
        #expect(MountTable.ofThisProcess.contains { $0.path == "/" })
    }
}
