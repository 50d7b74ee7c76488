import Glibc

/// An IPv4 address of this host or the one outside (man 7 ip).
struct InternetAddress: Equatable, CustomStringConvertible {
    /// Four bytes in the order of the network.
    let bytes: [UInt8]

    static let loopback = InternetAddress(bytes: [127, 0, 0, 1])

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// `198.18.7.1`; nil for anything else.
    init?(_ text: Substring) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        bytes = parts.compactMap { $0 }
    }

    var description: String { bytes.map { "\($0)" }.joined(separator: ".") }

    func socketAddress(port: UInt16) -> sockaddr_in {
        let number = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: port.bigEndian,
            sin_addr: in_addr(s_addr: number.bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
    }

    /// Those of the interfaces that are up and no hardware, but for lo: bridges and the host's ends of cables, by which
    /// other network namespaces reach it. The newest first.
    static var ofVirtualInterfaces: [InternetAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var found: [(index: UInt32, address: InternetAddress)] = []
        for entry in sequence(first: list, next: { $0?.pointee.ifa_next }) {
            guard let interface = entry?.pointee, let address = interface.ifa_addr,
                Int32(address.pointee.sa_family) == AF_INET,
                interface.ifa_flags & UInt32(IFF_UP) != 0,
                let name = interface.ifa_name.map({ String(cString: $0) }), name != "lo",
                access("/sys/devices/virtual/net/\(name)", F_OK) == 0
            else { continue }
            let bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr.s_addr) { Array($0) }
            }
            found.append((if_nametoindex(name), InternetAddress(bytes: bytes)))
        }
        return found.sorted { $0.index > $1.index }.map(\.address)
    }
}
