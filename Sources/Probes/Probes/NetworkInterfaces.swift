import CLinux
import Glibc

/// Looks for the host's network interfaces. Harmless: it only asks.
struct NetworkInterfaces: Probe {
    static let property = Property(
        "net.interfaces", "network interfaces of the host are seen",
        attempt: "lists the network interfaces with number and address, and looks for the host's",
        promisedBy: [["net"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        // Every network namespace has a lo like any other.
        let interfaces = Self.interfaces().filter { !$0.hasPrefix("lo/") }
        guard !interfaces.isEmpty else { throw .notApplicable("the host has no interface but lo") }
        return ["interfaces": .text(interfaces.joined(separator: " "))]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let here = Self.interfaces()
        let host = try given.text("interfaces").split(separator: " ").map(String.init)
        let common = host.filter(here.contains)
        guard common.isEmpty else { return .shared("the host's interfaces are there: \(Self.names(common))") }
        return .isolated(here.isEmpty ? "there is no interface" : "there is only \(Self.names(here))")
    }

    /// Each as `eth0/2/02fc00000001`.
    private static func interfaces() -> [String] {
        guard let list = if_nameindex() else { return [] }
        defer { if_freenameindex(list) }
        var found: [String] = []
        var entry = list
        while entry.pointee.if_index != 0, let name = entry.pointee.if_name.map({ String(cString: $0) }) {
            found.append("\(name)/\(entry.pointee.if_index)/\(address(of: name))")
            entry += 1
        }
        return found
    }

    private static func names(_ interfaces: [String]) -> String {
        interfaces.map { String($0.prefix { $0 != "/" }) }.joined(separator: ", ")
    }

    /// The hardware address, in hexadecimal (man 7 netdevice, SIOCGIFHWADDR); empty where it is not told.
    private static func address(of name: String) -> String {
        let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard socket >= 0 else { return "" }
        defer { close(socket) }
        // struct ifreq: the name in 16 bytes, then struct sockaddr: its family in 2, then the address in 6.
        var request = Array(name.utf8.prefix(15))
        request += [UInt8](repeating: 0, count: 64 - request.count)
        let code = request.withUnsafeMutableBytes { buffer in
            isocost_call(
                Int(ISOCOST_CALL_IOCTL), Int(socket), 0x8927, Int(bitPattern: buffer.baseAddress), 0, 0, 0)
        }
        guard code == 0 else { return "" }
        return request[18..<24].map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
