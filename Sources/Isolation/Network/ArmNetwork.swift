import Glibc
import Linux
import Synchronization

/// The host's side of an arm's network: an interface of isocost's own, and an address range behind it.
///
/// The range is of 198.18.0.0/15, which is set aside for measuring (RFC 2544, appendix C.2.2).
public final class ArmNetwork: Sendable, Equatable {
    public static func == (left: ArmNetwork, right: ArmNetwork) -> Bool { left === right }

    let host: NetworkInterface
    private let range: (UInt8, UInt8)
    /// Every launch gets an address of its own: a worker and a command are there at once.
    private let last = Mutex<UInt8>(1)

    static let prefixLength: UInt8 = 24
    /// Of the interface inside: far from what a new network namespace has by itself.
    static let insideIndex: Int32 = 1000
    static let insideName = "eth0"

    init() throws(SystemError) {
        host = try NetworkInterface(kind: "bridge")
        range = Self.freeRange()
        try host.add(gateway, prefix: Self.prefixLength)
    }

    var gateway: IPv4Address { IPv4Address(198, range.0, range.1, 1) }

    func nextAddress() -> IPv4Address {
        let number = last.withLock { last in
            last = last >= 254 ? 2 : last + 1
            return last
        }
        return IPv4Address(198, range.0, range.1, number)
    }

    /// One that no route of the host leads to: two isocosts at once must not share one.
    private static func freeRange() -> (UInt8, UInt8) {
        let routes = (try? contents(of: "/proc/net/fib_trie")) ?? ""
        for _ in 0..<1000 {
            let found = (UInt8.random(in: 18...19), UInt8.random(in: 0...255))
            if !routes.contains("198.\(found.0).\(found.1).") { return found }
        }
        return (18, 0)
    }
}

/// Two ends of a cable: one in the child's namespace, the other in the bridge.
final class CableToBridge: GateAction {
    private let network: ArmNetwork
    private let count = Mutex<Int>(0)

    init(_ network: ArmNetwork) { self.network = network }

    func perform(on pid: pid_t) throws(SystemError) {
        let number = count.withLock { count in
            count = (count + 1) % 100
            return count
        }
        // The other end goes with the child's namespace, and this one with it.
        let peer = "\(network.host.name.prefix(12))v\(number)"
        let socket = try RouteSocket()
        var message = RouteMessage(.newLink, flags: RouteMessage.makeNew)
        message.addInterface(index: ArmNetwork.insideIndex)
        message.add(RouteMessage.Attribute.name, ArmNetwork.insideName)
        message.add(RouteMessage.Attribute.namespaceOfProcess, pid)
        message.addNested(RouteMessage.Attribute.linkInfo) { info in
            info.add(RouteMessage.Attribute.infoKind, "veth")
            info.addNested(RouteMessage.Attribute.infoData) { data in
                data.addPeer { $0.add(RouteMessage.Attribute.name, peer) }
            }
        }
        try socket.request(message, "make a veth for process", "\(pid)")
        var join = RouteMessage(.setLink)
        join.addInterface(index: Int32(if_nametoindex(peer)), up: true)
        join.add(RouteMessage.Attribute.master, network.host.index)
        try socket.request(join, "put into the bridge \(network.host.name)", peer)
    }
}

/// An interface in the child's namespace that shares a lower one of the host.
final class InterfaceAbove: GateAction {
    private let kind: String
    /// Index of the lower interface.
    private let lower: Int32

    init(kind: String, lower: Int32) {
        self.kind = kind
        self.lower = lower
    }

    func perform(on pid: pid_t) throws(SystemError) {
        var message = RouteMessage(.newLink, flags: RouteMessage.makeNew)
        message.addInterface(index: ArmNetwork.insideIndex)
        message.add(RouteMessage.Attribute.name, ArmNetwork.insideName)
        message.add(RouteMessage.Attribute.link, lower)
        message.add(RouteMessage.Attribute.namespaceOfProcess, pid)
        message.addNested(RouteMessage.Attribute.linkInfo) { $0.add(RouteMessage.Attribute.infoKind, kind) }
        try RouteSocket().request(message, "make a \(kind) for process", "\(pid)")
    }
}
