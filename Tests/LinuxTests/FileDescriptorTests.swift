import Glibc
import Testing

@testable import Linux

struct FileDescriptorTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func closesWithItsOwner() throws {
        let path = try folder.makeFile("owned")
        do {
            let descriptor = try FileDescriptor(open: path, O_RDONLY)
            #expect(descriptor.rawValue >= 0)
            #expect(isOpen(path))
        }
        #expect(!isOpen(path))
    }

    @Test func releaseGivesTheDescriptorAway() throws {
        let path = try folder.makeFile("released")
        let raw = try FileDescriptor(open: path, O_RDONLY).release()
        #expect(isOpen(path))
        close(raw)
        #expect(!isOpen(path))
    }

    @Test func closesOnExec() throws {
        let descriptor = try FileDescriptor(open: try folder.makeFile("cloexec"), O_RDONLY)
        let info = try contents(of: "/proc/self/fdinfo/\(descriptor.rawValue)")
        let flags = try #require(ProcessStatus(parsing: info)["flags"].flatMap { Int32($0, radix: 8) })
        #expect(flags & O_CLOEXEC != 0)
    }

    @Test func failureToOpenNamesPathAndErrno() {
        let error = #expect(throws: SystemError.self) {
            _ = try FileDescriptor(open: "/missing/file", O_RDONLY)
        }
        #expect(error?.operation == "open")
        #expect(error?.subject == "/missing/file")
        #expect(error?.code == ENOENT)
        #expect("\(error!)" == "open /missing/file: No such file or directory (errno 2)")
    }

    @Test func writesAndReadsEveryByte() throws {
        let path = "\(folder.path)/large"
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileDescriptor(open: path, O_WRONLY | O_CREAT).write(bytes)
        #expect(try FileDescriptor(open: path, O_RDONLY).readToEnd() == bytes)
    }

    /// A pipe takes 64 KiB at a time (man 7 pipe), so a larger write comes back short.
    @Test func writesMoreThanAPipeHolds() async throws {
        var pipe = try Pipe()
        let reader = pipe.takeReader().release()
        let writer = pipe.takeWriter().release()
        let bytes = [UInt8](repeating: 7, count: 1_000_000)
        async let received = Task.detached { try FileDescriptor(owning: reader).readToEnd() }.value
        do { try FileDescriptor(owning: writer).write(bytes) }
        #expect(try await received == bytes)
    }

    @Test func readsAtMostWhatIsAsked() throws {
        let descriptor = try FileDescriptor(open: try folder.makeFile("text", "abcdef"), O_RDONLY)
        #expect(try descriptor.read(upTo: 4) == Array("abcd".utf8))
        #expect(try descriptor.read(upTo: 4) == Array("ef".utf8))
        #expect(try descriptor.read(upTo: 4).isEmpty)
    }

    @Test func contentsNamesThePathOfWhatItCannotRead() {
        let missing = #expect(throws: SystemError.self) { try contents(of: "/missing") }
        #expect(missing?.subject == "/missing")
        let path = folder.path
        let notAFile = #expect(throws: SystemError.self) { try contents(of: path) }
        #expect(notAFile?.operation == "read")
        #expect(notAFile?.subject == path)
        #expect(notAFile?.code == EISDIR)
    }
}

struct PipeTests {
    @Test func bothEndsCloseWithIt() throws {
        var name = ""
        do {
            let pipe = try Pipe()
            name = linkTarget("/proc/self/fd/\(pipe.reader)")
            #expect(name.hasPrefix("pipe:["))
            #expect(isOpen(name))
        }
        #expect(!isOpen(name))
    }

    @Test func closedEndsAreNotClosedAgain() throws {
        var pipe = try Pipe()
        pipe.closeWriter()
        #expect(pipe.writer == -1)
        // The end of the only writer is the end of the file.
        let reader = pipe.takeReader()
        #expect(pipe.reader == -1)
        #expect(try reader.readToEnd().isEmpty)
        pipe.closeReader()
        let name = linkTarget("/proc/self/fd/\(reader.rawValue)")
        #expect(name.hasPrefix("pipe:["), "an end that was given away stays open")
    }

    @Test func takenEndsOutliveThePipe() throws {
        var taken: FileDescriptor?
        var name = ""
        do {
            var pipe = try Pipe()
            name = linkTarget("/proc/self/fd/\(pipe.reader)")
            taken = pipe.takeReader()
        }
        #expect(isOpen(name))
        let isTaken = taken != nil
        #expect(isTaken)
        taken = nil
        #expect(!isOpen(name))
    }

    @Test func closesOnExec() throws {
        let pipe = try Pipe()
        for end in [pipe.reader, pipe.writer] {
            let info = ProcessStatus(parsing: try contents(of: "/proc/self/fdinfo/\(end)"))
            let flags = try #require(info["flags"].flatMap { Int32($0, radix: 8) })
            #expect(flags & O_CLOEXEC != 0)
        }
    }
}
