import CLinux
import Glibc

/// Reads a POSIX message queue of the host (man 7 mq_overview). Harmless: the queue is isocost's own. It
/// outlives its process; its name is that of the run's folder, by which it is removed.
struct MessageQueue: Probe {
    static let property = Property(
        "ipc.mqueue", "a POSIX message queue of the host is read",
        attempt: "opens a message queue of the host by its name, and takes a message from it",
        promisedBy: [["ipc"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        let name = try site.values.text("objectName")
        // struct mq_attr: flags, most messages, most bytes of one, messages, and room for more.
        let attributes = [0, 1, Self.messageBytes, 0, 0, 0, 0, 0]
        let queue = try system("mq_open", name) {
            open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, attributes)
        }
        defer { close(Int32(queue)) }
        let message = Array(try site.values.text("secret").utf8)
        try system("mq_timedsend", name) {
            message.withUnsafeBytes {
                isocost_call(
                    Int(ISOCOST_CALL_MQ_TIMEDSEND), queue, Int(bitPattern: $0.baseAddress), $0.count, 0, 0, 0)
            }
        }
        return ["objectName": .text(name)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        var queue = -1
        let name = try given.text("objectName")
        let code = refusal {
            queue = open(name, O_RDONLY | O_NONBLOCK, [])
            return queue
        }
        if let code { return .isolated("mq_open gave \(Errno.name(code))") }
        defer { close(Int32(queue)) }
        var message = [UInt8](repeating: 0, count: Self.messageBytes)
        var count = -1
        let unread = message.withUnsafeMutableBytes { buffer in
            refusal {
                count = isocost_call(
                    Int(ISOCOST_CALL_MQ_TIMEDRECEIVE), queue, Int(bitPattern: buffer.baseAddress),
                    buffer.count, 0, 0,
                    0)
                return count
            }
        }
        if let unread { return .isolated("mq_timedreceive gave \(Errno.name(unread))") }
        let isHosts = message[..<count].elementsEqual(Array(try given.text("secret").utf8))
        return isHosts
            ? .shared("a message of the host was taken from its queue")
            : .isolated("a queue of this name holds something else")
    }

    /// The system call takes the name without the slash that mq_open(3) wants.
    private func open(_ name: String, _ flags: Int32, _ attributes: [Int]) -> Int {
        name.withCString { path in
            attributes.withUnsafeBytes {
                isocost_call(
                    Int(ISOCOST_CALL_MQ_OPEN), Int(bitPattern: path), Int(flags | O_CLOEXEC), 0o600,
                    attributes.isEmpty ? 0 : Int(bitPattern: $0.baseAddress), 0, 0)
            }
        }
    }

    private static let messageBytes = 128
}
