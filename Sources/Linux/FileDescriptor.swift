import CLinux
import Glibc

/// An open file descriptor, closed when its owner goes away.
public struct FileDescriptor: ~Copyable, Sendable {
    public let rawValue: Int32

    /// Takes over a descriptor that is open already.
    public init(owning rawValue: Int32) { self.rawValue = rawValue }

    /// Opens a path, close-on-exec always (man 2 open).
    /// - Throws: `SystemError` naming the path.
    public init(open path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) {
        rawValue = try retrying("open", path) { open(path, flags | O_CLOEXEC, mode) }
    }

    deinit { close(rawValue) }

    /// Gives up ownership: the caller closes the descriptor.
    public consuming func release() -> Int32 {
        let raw = rawValue
        discard self
        return raw
    }

    /// Reads at most `capacity` bytes; an empty array is end of file.
    public func read(upTo capacity: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            do throws(SystemError) {
                count = try retrying("read", "descriptor \(rawValue)") {
                    Glibc.read(rawValue, buffer.baseAddress, capacity)
                }
            } catch {
                failure = error
                count = 0
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads to the end of the file.
    public func readToEnd() throws(SystemError) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let chunk = try read(upTo: 65536)
            if chunk.isEmpty { return all }
            all += chunk
        }
    }

    /// Writes every byte.
    public func write(_ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            done += try retrying("write", "descriptor \(rawValue)") {
                bytes[done...].withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            }
        }
    }
}

/// The whole of a small file, as text.
/// - Throws: `SystemError` naming the path.
public func contents(of path: String) throws(SystemError) -> String {
    let bytes: [UInt8]
    do throws(SystemError) {
        bytes = try FileDescriptor(open: path, O_RDONLY).readToEnd()
    } catch {
        throw SystemError(error.operation, path, code: error.code)
    }
    return String(decoding: bytes, as: UTF8.self)
}
