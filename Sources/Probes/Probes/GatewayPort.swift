import Glibc

/// Connects to a port that the host listens on at the addresses by which its other network namespaces reach it, as a
/// service on 0.0.0.0 does: a bridge keeps what listens on loopback from those behind it, and nothing else.
///
/// Harmless: isocost listens, for the time of the attempt, and never on an address of hardware.
struct GatewayPort: Probe {
    static let property = Property(
        "net.gateway", "a port that the host listens on at all of its addresses is reached",
        attempt:
            "connects to a TCP port of the host on 127.0.0.1 and on the addresses of its bridges and cables",
        promisedBy: [["net"]], takenBackBy: ["veth", "macvlan", "ipvlan"])

    /// Each is waited for, at most for a second.
    private static let most = 6

    private var listeners: [Int32] = []

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        var first = InternetAddress.loopback.socketAddress(port: 0)
        let length = MemoryLayout<sockaddr_in>.size
        listeners = [try StreamEnds.listen(AF_INET, at: &first, length: length)]
        let port = UInt16(bigEndian: first.sin_port)
        var addresses = [InternetAddress.loopback]
        for address in InternetAddress.ofVirtualInterfaces where addresses.count < Self.most {
            var place = address.socketAddress(port: port)
            // Taken by somebody else, who listens on this address alone.
            guard let listener = try? StreamEnds.listen(AF_INET, at: &place, length: length) else { continue }
            listeners.append(listener)
            addresses.append(address)
        }
        return [
            "port": .integer(Int(port)),
            "addresses": .text(addresses.map(\.description).joined(separator: " ")),
        ]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let port = try given.integer("port")
        guard let number = UInt16(exactly: port) else { throw .malformedRequest("\(port) is no port") }
        let secret = try given.text("secret")
        var refusals: [String] = []
        for text in try given.text("addresses").split(separator: " ") {
            guard let address = InternetAddress(text) else {
                throw .malformedRequest("\(text) is no address")
            }
            let refused = StreamEnds.say(
                secret, to: address.socketAddress(port: number), family: AF_INET,
                length: MemoryLayout<sockaddr_in>.size)
            guard let refused else { return .shared("\(address):\(port) of the host was connected to") }
            refusals.append("\(refused) on \(address)")
        }
        return .isolated("port \(port): \(refusals.joined(separator: ", "))")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        let secret = try site.values.text("secret")
        let heard = listeners.contains { StreamEnds.heard(secret, on: $0) }
        return outcome.verdict == .shared && !heard
            ? .isolated("something else than the host listens on this port inside") : outcome
    }
}
