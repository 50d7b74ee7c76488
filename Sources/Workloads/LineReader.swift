import Glibc

/// Splits what arrives on a descriptor into lines, however it is cut into reads.
///
/// It uses read(2) and a buffer of its own: stdio would allocate and lock behind the worker's back.
public struct LineReader: ~Copyable {
    /// What came next.
    public enum Line: Equatable {
        /// Without its newline. What stands before the end of the file counts as a line too.
        case line([UInt8])
        /// Longer than `LineReader.limit`; it has been skipped up to its newline.
        case tooLong
        case end
    }

    /// The longest line read, in bytes.
    public static let limit = 65536

    private let descriptor: Int32
    private let chunk: UnsafeMutableRawBufferPointer
    private var pending: [UInt8] = []
    /// Where to look for a newline next: what is before has none.
    private var searched = 0
    private var atEnd = false

    /// Reads from a descriptor that stays the caller's.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
        chunk = .allocate(byteCount: 4096, alignment: 16)
        pending.reserveCapacity(4096)
    }

    deinit { chunk.deallocate() }

    /// Waits for the next line.
    /// - Throws: `WorkloadError.system` if read(2) fails.
    public mutating func next() throws(WorkloadError) -> Line {
        var skipping = false
        while true {
            if let newline = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(pending[..<newline])
                discard(through: newline)
                return skipping || line.count > Self.limit ? .tooLong : .line(line)
            }
            if atEnd { return last(skipping: skipping) }
            searched = pending.count
            if pending.count > Self.limit {
                skipping = true
                pending.removeAll(keepingCapacity: true)
                searched = 0
            }
            try fill()
        }
    }

    private mutating func last(skipping: Bool) -> Line {
        guard !pending.isEmpty || skipping else { return .end }
        let line = pending
        pending = []
        searched = 0
        return skipping ? .tooLong : .line(line)
    }

    private mutating func discard(through newline: Int) {
        pending.removeSubrange(...newline)
        searched = 0
    }

    private mutating func fill() throws(WorkloadError) {
        while true {
            let count = read(descriptor, chunk.baseAddress, chunk.count)
            let code = errno
            if count >= 0 {
                atEnd = count == 0
                pending.append(contentsOf: chunk[..<count])
                return
            }
            if code != EINTR { throw .system(code, "read", "descriptor \(descriptor)") }
        }
    }
}
