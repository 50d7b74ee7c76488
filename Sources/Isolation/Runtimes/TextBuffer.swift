import CLinux
import Glibc
import Linux

/// What a program writes, kept in memory (man 2 memfd_create).
public struct TextBuffer: ~Copyable {
    private let file: FileDescriptor

    /// - Parameter name: for /proc/PID/fd.
    public init(_ name: String) throws(SystemError) {
        file = FileDescriptor(owning: try retrying("memfd_create", name) { isocost_memory_file(name) })
    }

    /// For the program's standard output or error.
    public var descriptor: Int32 { file.rawValue }

    /// What was written so far; of much, the end.
    public func text() -> String {
        let limit = 64 * 1024
        var facts = stat()
        guard fstat(file.rawValue, &facts) == 0 else { return "" }
        // By pread: the program writes at the offset that it shares with this descriptor.
        let size = Int(facts.st_size)
        let start = max(0, size - limit)
        let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, count in
            count = max(0, pread(file.rawValue, buffer.baseAddress, size - start, off_t(start)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last lines, for messages.
    public func lastLines(_ count: Int = 10) -> String {
        text().split(separator: "\n").suffix(count).joined(separator: "\n")
    }
}
