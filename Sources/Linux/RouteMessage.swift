import Glibc

/// A request to rtnetlink (man 7 rtnetlink), built up attribute by attribute.
public struct RouteMessage: Sendable {
    /// Numbers of linux/rtnetlink.h.
    public enum Kind: UInt16, Sendable {
        case newLink = 16
        case deleteLink = 17
        case getLink = 18
        case setLink = 19
        case newAddress = 20
        case newRoute = 24
    }

    /// IFLA_* of linux/if_link.h and VETH_INFO_PEER of linux/veth.h, one name space for each nesting.
    public enum Attribute {
        public static let address: UInt16 = 1
        public static let name: UInt16 = 3
        public static let link: UInt16 = 5
        public static let master: UInt16 = 10
        public static let linkInfo: UInt16 = 18
        public static let namespaceOfProcess: UInt16 = 19
        /// Inside `linkInfo`.
        public static let infoKind: UInt16 = 1
        public static let infoData: UInt16 = 2
        /// Inside `infoData` of a veth.
        public static let peer: UInt16 = 1
    }

    private static let headerBytes = 16
    public private(set) var bytes: [UInt8]

    /// - Parameter flags: beside NLM_F_REQUEST and NLM_F_ACK.
    public init(_ kind: Kind, flags: UInt16 = 0) {
        bytes = [0, 0, 0, 0]
        // NLM_F_REQUEST | NLM_F_ACK
        append(kind.rawValue)
        append(UInt16(0x1 | 0x4) | flags)
        append(UInt32(1))  // sequence number
        append(UInt32(0))  // to the kernel
        finish()
    }

    /// NLM_F_EXCL | NLM_F_CREATE.
    public static let makeNew: UInt16 = 0x200 | 0x400

    /// `struct ifinfomsg`.
    /// - Parameter index: 0 where the interface is given by name, or may get any.
    public mutating func addInterface(index: Int32, up: Bool? = nil) {
        appendInterface(index: index, up: up)
        finish()
    }

    /// `struct ifaddrmsg` with a local address.
    public mutating func addAddress(_ address: IPv4Address, prefix: UInt8, index: Int32) {
        bytes += [UInt8(AF_INET), prefix, 0, 0]
        append(index)
        addAttribute(2) { $0.bytes += address.bytes }  // IFA_LOCAL
        addAttribute(1) { $0.bytes += address.bytes }  // IFA_ADDRESS
    }

    /// `struct rtmsg` of a default route through a gateway.
    public mutating func addDefaultRoute(gateway: IPv4Address) {
        // Main table, made at boot (static) by an administrator, everywhere, unicast.
        bytes += [UInt8(AF_INET), 0, 0, 0, 254, 4, 0, 1]
        append(UInt32(0))
        addAttribute(5) { $0.bytes += gateway.bytes }  // RTA_GATEWAY
    }

    public mutating func add(_ attribute: UInt16, _ text: String) {
        addAttribute(attribute) { $0.bytes += Array(text.utf8) + [0] }
    }

    public mutating func add(_ attribute: UInt16, _ number: Int32) {
        addAttribute(attribute) { $0.append(number) }
    }

    public mutating func add(_ attribute: UInt16, _ raw: [UInt8]) {
        addAttribute(attribute) { $0.bytes += raw }
    }

    /// An attribute that holds others.
    public mutating func addNested(_ attribute: UInt16, _ fill: (inout RouteMessage) -> Void) {
        addAttribute(attribute, fill)
    }

    /// The peer of a veth: an interface header, then attributes of its own.
    public mutating func addPeer(_ fill: (inout RouteMessage) -> Void) {
        addAttribute(Attribute.peer) { message in
            message.appendInterface(index: 0, up: nil)
            fill(&message)
        }
    }

    private mutating func appendInterface(index: Int32, up: Bool?) {
        bytes += [UInt8(AF_UNSPEC), 0, 0, 0]
        append(index)
        append(UInt32(up == true ? 1 : 0))  // IFF_UP
        append(UInt32(up == nil ? 0 : 1))
    }

    private mutating func addAttribute(_ attribute: UInt16, _ fill: (inout RouteMessage) -> Void) {
        let start = bytes.count
        append(UInt16(0))
        append(attribute)
        fill(&self)
        store(UInt16(bytes.count - start), at: start)
        while bytes.count % 4 != 0 { bytes.append(0) }
        finish()
    }

    private mutating func finish() { store(UInt32(bytes.count), at: 0) }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number) { bytes += $0 }
    }

    private mutating func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: number, toByteOffset: offset, as: Number.self) }
    }
}

/// Four bytes in the order of the network.
public struct IPv4Address: Sendable, Equatable, CustomStringConvertible {
    public var bytes: [UInt8]

    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) { bytes = [a, b, c, d] }

    public var description: String { bytes.map { "\($0)" }.joined(separator: ".") }
}
