import Glibc

/// 127.0.0.1 and a port, in the form that socket calls take (man 7 ip).
struct LoopbackAddress {
    private var raw: sockaddr_in

    /// - Parameter port: 0 lets the kernel choose one (man 7 ip, ip_local_port_range).
    init(port: UInt16 = 0) {
        raw = sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: port.bigEndian,
            sin_addr: in_addr(s_addr: UInt32(0x7f00_0001).bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
    }

    var port: UInt16 { UInt16(bigEndian: raw.sin_port) }

    /// Hands it to a call that reads it.
    func read(by call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: raw) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, size) }
        }
    }

    /// Hands it to a call that fills it in.
    mutating func written(
        by call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> Int32 {
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &raw) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) }
        }
    }
}

extension LoopbackAddress: CustomStringConvertible {
    var description: String { "127.0.0.1:\(port)" }
}
