import Glibc

/// A TCP connection of this process to itself, over the loopback of its own network namespace.
struct LoopbackConnection: ~Copyable {
    private let near: StreamSocket
    private let far: StreamSocket

    /// Listens on 127.0.0.1, connects and accepts. The kernel answers for whoever listens, so one thread does
    /// (man 2 listen, the queue of completed connections).
    /// - Throws: `WorkloadError.system` naming the call and its errno.
    init() throws(WorkloadError) {
        let listener = try StreamSocket.unconnected()
        try listener.listen()
        let near = try StreamSocket.unconnected()
        try near.connect(to: try listener.name())
        far = try listener.accept(near)
        self.near = consume near
    }

    /// Which way bytes go.
    enum Direction { case there, back }

    /// Sends all of `source`, and receives as many bytes into `target` at the other end.
    ///
    /// Nothing waits for room that only this thread can make: what is on its way is received first.
    @inline(__always)
    func carry(
        _ source: UnsafeRawBufferPointer, _ direction: Direction, into target: UnsafeMutableRawBufferPointer
    ) throws(WorkloadError) {
        let isThere = direction == .there
        let (from, to) = isThere ? (near.descriptor, far.descriptor) : (far.descriptor, near.descriptor)
        var (sent, received) = (0, 0)
        while received < source.count {
            if sent < source.count {
                let rest = UnsafeRawBufferPointer(rebasing: source[sent...])
                sent &+= try Self.send(rest, on: from, isIdle: sent == received)
            }
            received &+= try Self.receive(target.baseAddress! + received, sent &- received, on: to)
        }
    }

    /// - Parameter isIdle: nothing is on its way, so that room comes by itself, with the kernel's delayed
    ///   acknowledgement: then it waits until one byte is sent.
    /// - Returns: the bytes sent; 0 only if others are on their way.
    @inline(__always)
    private static func send(
        _ bytes: UnsafeRawBufferPointer, on socket: Int32, isIdle: Bool
    ) throws(WorkloadError) -> Int {
        let count = Glibc.send(socket, bytes.baseAddress, bytes.count, quietly | withoutWaiting)
        let code = errno
        if count > 0 { return count }
        guard code == EAGAIN else { throw .network(code, "send", subject) }
        guard isIdle else { return 0 }
        let first = Glibc.send(socket, bytes.baseAddress, 1, quietly)
        let reason = errno
        guard first == 1 else { throw .network(reason, "send", subject) }
        return 1
    }

    @inline(__always)
    private static func receive(
        _ target: UnsafeMutableRawPointer, _ room: Int, on socket: Int32
    ) throws(WorkloadError) -> Int {
        let count = recv(socket, target, room, 0)
        let code = errno
        if count > 0 { return count }
        guard count == 0 else { throw .network(code, "recv", subject) }
        throw .wrongResult(
            operation: "recv", subject: subject, expected: "\(room) bytes", found: "the end of the stream")
    }

    private static let subject = "on 127.0.0.1"
    /// EPIPE instead of a signal (man 2 send).
    private static let quietly = Int32(truncatingIfNeeded: MSG_NOSIGNAL)
    private static let withoutWaiting = Int32(truncatingIfNeeded: MSG_DONTWAIT)
}
