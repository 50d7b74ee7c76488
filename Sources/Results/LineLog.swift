import FoundationEssentials
import Glibc

/// A file of JSON lines while it is written: each line is on disk when `append` returns.
public struct LineLog: ~Copyable {
    private let path: String
    private let descriptor: Int32
    /// Bytes of whole lines.
    private var length = 0

    /// - Parameter path: of a file that does not exist yet.
    /// - Throws: `ResultsError.cannotWrite`.
    public init(creating path: String) throws(ResultsError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        let code = errno
        if descriptor < 0 { throw .cannotWrite(path: path, reason: String(cString: strerror(code))) }
    }

    deinit { close(descriptor) }

    /// Appends a line and has it written to the device.
    /// - Throws: `ResultsError.cannotWrite`, e.g. on a full disk; what was there stays whole.
    public mutating func append(_ value: some Encodable) throws(ResultsError) {
        let line: [UInt8]
        do {
            line = [UInt8](try JSONText.line(value)) + [UInt8(ascii: "\n")]
        } catch { throw .cannotWrite(path: path, reason: PlainReason.of(error)) }
        var done = 0
        while done < line.count {
            let count = line[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            let code = errno
            if count >= 0 { done += count } else if code != EINTR { throw giveUp(code) }
        }
        let synced = fdatasync(descriptor)
        let code = errno
        // A pipe or a special file can't be synced, and needs it no more than it has it.
        if synced != 0, code != EINVAL, code != EROFS { throw giveUp(code) }
        length += line.count
    }

    /// Takes the torn line back.
    private func giveUp(_ code: Int32) -> ResultsError {
        ftruncate(descriptor, off_t(length))
        return .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
}
