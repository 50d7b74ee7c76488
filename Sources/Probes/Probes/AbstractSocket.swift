import Glibc

/// Connects to an abstract Unix socket of the host (man 7 unix): a name that no file and no root stands for.
/// Harmless: the socket is isocost's own.
struct AbstractSocket: Probe {
    static let property = Property(
        "net.abstract", "an abstract Unix socket of the host is reached",
        attempt: "connects to an abstract Unix socket that a process of the host listens on",
        promisedBy: [["net"]])

    private var listener: Int32 = -1

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        var (address, length) = Self.address(try site.values.text("secret"))
        listener = try StreamEnds.listen(AF_UNIX, at: &address, length: length)
        return [:]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let secret = try given.text("secret")
        let (address, length) = Self.address(secret)
        let refused = StreamEnds.say(secret, to: address, family: AF_UNIX, length: length)
        return refused.map { .isolated($0) } ?? .shared("the host's socket was connected to")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        let heard = StreamEnds.heard(try site.values.text("secret"), on: listener)
        return outcome.verdict == .shared && !heard
            ? .isolated("something else than the host listens at this name inside") : outcome
    }

    /// A zero byte, then the name, which ends with the address.
    private static func address(_ name: String) -> (sockaddr_un, Int) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = [0] + Array(name.utf8.prefix(100))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return (address, MemoryLayout<sa_family_t>.size + bytes.count)
    }
}
