import Glibc

/// A TCP socket: closed when its owner goes away.
struct StreamSocket: ~Copyable {
    let descriptor: Int32

    /// Longer than anything on a loopback takes: one that loses bytes is an error, and no silence.
    private static let patience = timeval(tv_sec: 5, tv_usec: 0)

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    /// - Throws: `WorkloadError.system` naming the call.
    static func unconnected() throws(WorkloadError) -> StreamSocket {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let made = StreamSocket(
            owning: try checked(socket(AF_INET, kind, 0), "socket", "AF_INET, SOCK_STREAM"))
        try made.tune()
        return made
    }

    /// The connection of `peer` to this socket, which listens.
    ///
    /// The worker executes no other program, so that accept, which can't set close-on-exec, will do.
    /// - Throws: `WorkloadError.wrongResult` if another process was quicker.
    func accept(_ peer: borrowing StreamSocket) throws(WorkloadError) -> StreamSocket {
        let (place, expected) = (try name(), try peer.name())
        var sender = LoopbackAddress()
        let result = sender.written { Glibc.accept(descriptor, $0, $1) }
        let made = StreamSocket(owning: try Self.checked(result, "accept", "\(place)"))
        guard sender.port == expected.port else {
            throw .wrongResult(
                operation: "accept", subject: "\(place)",
                expected: "the worker's connection from \(expected)",
                found: "one from port \(sender.port)")
        }
        try made.tune()
        return made
    }

    deinit { close(descriptor) }

    /// Listens for one connection on a port that the kernel chooses.
    func listen() throws(WorkloadError) {
        let anywhere = LoopbackAddress()
        _ = try Self.checked(anywhere.read { bind(descriptor, $0, $1) }, "bind", "\(anywhere)")
        _ = try Self.checked(Glibc.listen(descriptor, 1), "listen", "127.0.0.1")
    }

    func connect(to address: LoopbackAddress) throws(WorkloadError) {
        let result = address.read { Glibc.connect(descriptor, $0, $1) }
        _ = try Self.checked(result, "connect", "\(address)")
    }

    /// Its own address.
    func name() throws(WorkloadError) -> LoopbackAddress {
        var address = LoopbackAddress()
        let result = address.written { getsockname(descriptor, $0, $1) }
        _ = try Self.checked(result, "getsockname", "127.0.0.1")
        return address
    }

    /// Small messages go at once (man 7 tcp), and nothing of the connection outlives it: without lingering,
    /// close resets it, and no port waits out TIME_WAIT (man 7 socket).
    private func tune() throws(WorkloadError) {
        try set(Int32(IPPROTO_TCP), TCP_NODELAY, "TCP_NODELAY", Int32(1))
        try set(SOL_SOCKET, SO_LINGER, "SO_LINGER", linger(l_onoff: 1, l_linger: 0))
        try set(SOL_SOCKET, SO_RCVTIMEO, "SO_RCVTIMEO", Self.patience)
        try set(SOL_SOCKET, SO_SNDTIMEO, "SO_SNDTIMEO", Self.patience)
    }

    private func set<Value>(
        _ level: Int32, _ option: Int32, _ name: String, _ value: Value
    ) throws(WorkloadError) {
        let result = withUnsafePointer(to: value) {
            setsockopt(descriptor, level, option, $0, socklen_t(MemoryLayout<Value>.size))
        }
        _ = try Self.checked(result, "setsockopt", name)
    }

    private static func checked(
        _ result: Int32, _ call: String, _ subject: @autoclosure () -> String
    ) throws(WorkloadError) -> Int32 {
        let code = errno
        guard result == -1 else { return result }
        throw .network(code, call, subject())
    }
}
