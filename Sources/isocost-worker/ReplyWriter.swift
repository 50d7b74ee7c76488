import Glibc

/// Sends replies, each by one write(2), from a buffer that is made once.
///
/// The harness reads the worker's counters right after a slice: what the worker does between the end of
/// the slice and the reply is in them, so it neither allocates nor formats through the standard library.
struct ReplyWriter: ~Copyable {
    private let descriptor: Int32
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private static let doneCapacity = 64

    init(descriptor: Int32) {
        self.descriptor = descriptor
        buffer = .allocate(capacity: Self.doneCapacity)
        buffer.initialize(repeating: 0)
    }

    deinit { buffer.deallocate() }

    func ready(_ json: String) { Self.write("ready \(json)\n", to: descriptor) }

    /// A reply is one line: whatever would break it is shown as a space.
    func error(_ message: String) {
        let line = String(String.UnicodeScalarView(message.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        Self.write("error \(line)\n", to: descriptor)
    }

    /// `done ELAPSED_NS CHECKSUM`, the checksum as 16 hexadecimal digits.
    func done(nanoseconds: UInt64, checksum: UInt64) {
        // From the end backwards, which is the order in which digits come out.
        var start = buffer.count
        func put(_ byte: UInt8) {
            start &-= 1
            buffer[start] = byte
        }
        put(UInt8(ascii: "\n"))
        for digit in 0..<16 as Range<UInt64> {
            let value = UInt8(truncatingIfNeeded: checksum &>> (4 &* digit)) & 0xF
            put(value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &+ value &- 10)
        }
        put(UInt8(ascii: " "))
        var rest = nanoseconds
        repeat {
            put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        let word: StaticString = "done "
        for index in (0..<word.utf8CodeUnitCount).reversed() { put(word.utf8Start[index]) }
        Self.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start...]), to: descriptor)
    }

    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    /// One write(2), more only if the kernel takes less. A reader that is gone ends the worker quietly:
    /// usually by SIGPIPE, which pid 1 of a pid namespace does not get.
    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            let code = errno
            if count >= 0 {
                done += count
            } else if code != EINTR {
                exit(code == EPIPE ? 0 : 70)
            }
        }
    }
}
