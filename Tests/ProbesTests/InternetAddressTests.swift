import Glibc
import Testing

@testable import Probes

@Suite struct InternetAddressTests {
    @Test func itIsReadAndWrittenAlike() throws {
        let address = try #require(InternetAddress("198.18.7.1"))
        #expect(address.bytes == [198, 18, 7, 1] && "\(address)" == "198.18.7.1")
        let socket = address.socketAddress(port: 258)
        #expect(withUnsafeBytes(of: socket.sin_addr.s_addr) { Array($0) } == [198, 18, 7, 1])
        #expect(withUnsafeBytes(of: socket.sin_port) { Array($0) } == [1, 2])
    }

    @Test(arguments: ["", "198.18.7", "198.18.7.1.2", "198.18.7.256", "198.18..1", "::1"])
    func anythingElseIsNone(text: String) { #expect(InternetAddress(text[...]) == nil) }

    /// Whoever is outside of this host must not be listened to.
    @Test func hardwareAndLoopbackAreLeftOut() {
        let found = InternetAddress.ofVirtualInterfaces
        #expect(!found.contains(.loopback))
        for name in TextFile.names(in: "/sys/class/net") {
            guard access("/sys/devices/virtual/net/\(name)", F_OK) != 0 else { continue }
            for address in Self.addresses(of: name) { #expect(!found.contains(address), "\(name)") }
        }
    }

    private static func addresses(of name: String) -> [InternetAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        return sequence(first: list, next: { $0?.pointee.ifa_next }).compactMap { entry in
            guard let interface = entry?.pointee, let address = interface.ifa_addr,
                Int32(address.pointee.sa_family) == AF_INET,
                interface.ifa_name.map({ String(cString: $0) }) == name
            else { return nil }
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                InternetAddress(bytes: withUnsafeBytes(of: pointer.pointee.sin_addr.s_addr) { Array($0) })
            }
        }
    }
}
