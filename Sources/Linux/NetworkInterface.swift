import Glibc

/// A network interface that isocost has made in its own network namespace; removed with its owner.
///
/// Its hardware address is drawn for it and given to it when it is made: name and address together are
/// what a clean-up knows it by.
public final class NetworkInterface: Sendable {
    public let name: String
    /// Of this network namespace.
    public let index: Int32
    private let entry: Ledger.Entry

    /// - Parameter kind: as rtnetlink calls it, e.g. `bridge`.
    public init(kind: String) throws(SystemError) {
        let token = Ledger.newToken()
        let name = Self.name(token)
        entry = Ledger.Entry(kind: LedgerKind.interface.name, token: token, subject: "\(name) \(token)")
        self.name = name
        try Ledger.record(entry)
        let socket = try RouteSocket()
        var message = RouteMessage(.newLink, flags: RouteMessage.makeNew)
        message.addInterface(index: 0, up: true)
        message.add(RouteMessage.Attribute.name, name)
        message.add(RouteMessage.Attribute.address, Self.hardwareAddress(token))
        message.addNested(RouteMessage.Attribute.linkInfo) {
            $0.add(RouteMessage.Attribute.infoKind, kind)
        }
        do throws(SystemError) { try socket.request(message, "make a \(kind)", name) } catch {
            Ledger.settle(entry)
            throw error
        }
        index = Int32(if_nametoindex(name))
    }

    deinit {
        if case .failed = Self.remove(entry) { return }
        Ledger.settle(entry)
    }

    /// Gives it an address, so that the kernel routes to what is behind it.
    public func add(_ address: IPv4Address, prefix: UInt8) throws(SystemError) {
        var message = RouteMessage(.newAddress, flags: RouteMessage.makeNew)
        message.addAddress(address, prefix: prefix, index: index)
        try RouteSocket().request(message, "give the address \(address) to", name)
    }

    /// Fifteen characters at most (IFNAMSIZ).
    private static func name(_ token: String) -> String { "iso\(token.prefix(12))" }

    /// Locally administered, unicast.
    static func hardwareAddress(_ token: String) -> [UInt8] {
        var bits = UInt64(token, radix: 16) ?? 0
        var bytes: [UInt8] = []
        for _ in 0..<6 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
        bytes[0] = bytes[0] & 0xfc | 0x02
        return bytes
    }

    static func remove(_ entry: Ledger.Entry) -> Ledger.Removal {
        let name = name(entry.token)
        do throws(SystemError) {
            let socket = try RouteSocket()
            guard let found = try socket.attributes(ofInterface: name) else { return .absent }
            guard found[RouteMessage.Attribute.address] == hardwareAddress(entry.token) else {
                return .failed(reason: "an interface of that name has another hardware address")
            }
            var message = RouteMessage(.deleteLink)
            message.addInterface(index: 0)
            message.add(RouteMessage.Attribute.name, name)
            try socket.request(message, "remove the interface", name)
            return .removed
        } catch { return .failed(reason: "\(error)") }
    }
}

extension LedgerKind {
    static let interface = LedgerKind(name: "interface") { NetworkInterface.remove($0) }
}

/// Kinds of network interface.
public enum InterfaceKind {
    /// True when this kernel can make the kind, or has a module for it.
    ///
    /// Asked by a request that has to fail: for an unknown kind with EOPNOTSUPP, for a known one because of
    /// its name.
    public static func isKnown(_ kind: String) -> Bool {
        guard let socket = try? RouteSocket() else { return false }
        var message = RouteMessage(.newLink, flags: RouteMessage.makeNew)
        message.addInterface(index: 0)
        message.add(RouteMessage.Attribute.name, "/")
        message.addNested(RouteMessage.Attribute.linkInfo) { info in
            info.add(RouteMessage.Attribute.infoKind, kind)
            guard kind == "veth" else { return }
            info.addNested(RouteMessage.Attribute.infoData) { data in
                data.addPeer { $0.add(RouteMessage.Attribute.name, "/") }
            }
        }
        do throws(SystemError) { try socket.request(message, "ask for", kind) } catch {
            return error.code != EOPNOTSUPP && error.code != EPERM
        }
        return true
    }
}
