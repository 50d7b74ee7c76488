import Glibc
import Testing

@testable import Workloads

@Suite struct LineReaderTests {
    /// Both ends of a pipe, as raw descriptors; the reading end is closed with it.
    private struct TestPipe: ~Copyable {
        let reader: Int32
        let writer: Int32

        init() {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            reader = ends[0]
            writer = ends[1]
        }

        deinit { close(reader) }

        func send(_ bytes: [UInt8]) { write(writer, bytes, bytes.count) }
    }

    private func line(_ text: String) -> LineReader.Line { .line(Array(text.utf8)) }

    @Test func splitsSeveralLinesOfOneRead() throws {
        let pipe = TestPipe()
        pipe.send(Array("one\n\ntwo\nlast".utf8))
        close(pipe.writer)
        var reader = LineReader(descriptor: pipe.reader)
        #expect(try reader.next() == line("one"))
        #expect(try reader.next() == line(""))
        #expect(try reader.next() == line("two"))
        #expect(try reader.next() == line("last"))
        #expect(try reader.next() == .end)
        #expect(try reader.next() == .end)
    }

    @Test func joinsALineThatArrivesInPieces() throws {
        let pipe = TestPipe()
        var reader = LineReader(descriptor: pipe.reader)
        // Longer than one read of the reader, so that it has to come back for the rest.
        let long = [UInt8](repeating: 0x61, count: 10_000)
        pipe.send(long)
        pipe.send(Array("b\nrun".utf8))
        #expect(try reader.next() == .line(long + [0x62]))
        pipe.send(Array(" 1\n".utf8))
        #expect(try reader.next() == line("run 1"))
        close(pipe.writer)
        #expect(try reader.next() == .end)
    }

    @Test func skipsALineThatIsTooLong() throws {
        let path = "/tmp/isocost-lines-\(getpid())"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        defer {
            close(descriptor)
            unlink(path)
        }
        let lines: [[UInt8]] = [
            Array(repeating: 0x61, count: LineReader.limit),
            Array(repeating: 0x62, count: LineReader.limit + 1),
            Array(repeating: 0x63, count: 5 * LineReader.limit), Array("run 1".utf8),
        ]
        for bytes in lines { #expect(write(descriptor, bytes + [0x0A], bytes.count + 1) == bytes.count + 1) }
        lseek(descriptor, 0, SEEK_SET)
        var reader = LineReader(descriptor: descriptor)
        #expect(try reader.next() == .line(lines[0]))
        #expect(try reader.next() == .tooLong)
        #expect(try reader.next() == .tooLong)
        #expect(try reader.next() == line("run 1"))
        #expect(try reader.next() == .end)
    }

    @Test func reportsADescriptorThatCannotBeRead() {
        var reader = LineReader(descriptor: -1)
        do throws(WorkloadError) {
            _ = try reader.next()
            Issue.record("reading descriptor -1 succeeded")
        } catch {
            guard case .system("read", "descriptor -1", EBADF, _) = error else {
                Issue.record("unexpected error \(error)")
                return
            }
        }
    }
}
