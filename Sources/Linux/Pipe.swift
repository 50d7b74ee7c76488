import CLinux
import Glibc

/// A pipe with both ends close-on-exec (man 2 pipe2); each end is closed once, at the latest with it.
public struct Pipe: ~Copyable, Sendable {
    /// -1 once closed.
    public private(set) var reader: Int32
    /// -1 once closed.
    public private(set) var writer: Int32

    public init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        try retrying("pipe2", "O_CLOEXEC") { isocost_pipe(&ends) }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        if reader >= 0 { close(reader) }
        if writer >= 0 { close(writer) }
    }

    public mutating func closeReader() {
        close(reader)
        reader = -1
    }

    public mutating func closeWriter() {
        close(writer)
        writer = -1
    }

    /// Gives the reading end away: the caller owns it.
    public mutating func takeReader() -> FileDescriptor {
        defer { reader = -1 }
        return FileDescriptor(owning: reader)
    }

    /// Gives the writing end away: the caller owns it.
    public mutating func takeWriter() -> FileDescriptor {
        defer { writer = -1 }
        return FileDescriptor(owning: writer)
    }
}
