import Glibc

/// Both ends of a stream socket: one listens outside, the other connects inside and says the secret.
enum StreamEnds {
    /// - Parameter address: where; the kernel may fill in what is left open.
    /// - Returns: the listening socket.
    static func listen<Address>(_ family: Int32, at address: inout Address, length: Int) throws(ProbeError)
        -> Int32
    {
        let listener = try system("socket") { socket(family, Self.stream, 0) }
        var size = socklen_t(MemoryLayout<Address>.size)
        try system("bind") {
            withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, socklen_t(length)) }
            }
        }
        try system("listen") { Glibc.listen(listener, 1) }
        try system("getsockname") {
            withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
            }
        }
        return listener
    }

    /// Connects and says `secret`.
    /// - Returns: what refused, e.g. `connect gave ECONNREFUSED`; nil when all was said.
    static func say<Address>(
        _ secret: String, to address: Address, family: Int32, length: Int
    ) -> String? {
        let stream = socket(family, Self.stream, 0)
        let code = errno
        guard stream >= 0 else { return "socket gave \(Errno.name(code))" }
        defer { close(stream) }
        // connect(2) keeps to it as well: a packet that nobody answers is not waited for.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(stream, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let refused = refusal {
            withUnsafePointer(to: address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(stream, $0, socklen_t(length))
                }
            }
        }
        if let refused { return "connect gave \(Errno.name(refused))" }
        let bytes = Array(secret.utf8)
        let unsaid = refusal { send(stream, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
        return unsaid.map { "send gave \(Errno.name($0))" }
    }

    /// True when whoever connected said `secret`. What has arrived is looked at; nothing is waited for.
    static func heard(_ secret: String, on listener: Int32) -> Bool {
        var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        while poll(&waiting, 1, 0) == 1 {
            let stream = accept(listener, nil, nil)
            guard stream >= 0 else { return false }
            defer { close(stream) }
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = recv(stream, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            if count > 0, String(decoding: bytes[..<count], as: UTF8.self) == secret { return true }
        }
        return false
    }

    private static let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
}
