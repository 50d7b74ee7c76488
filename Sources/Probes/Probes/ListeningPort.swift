import Glibc

/// Connects to a port that the host listens on. Harmless: isocost listens, on the loopback address alone.
struct ListeningPort: Probe {
    static let property = Property(
        "net.port", "a port that the host listens on at 127.0.0.1 is reached",
        attempt: "connects to a TCP port on 127.0.0.1 that a process of the host listens on",
        promisedBy: [["net"]])

    private var listener: Int32 = -1

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        var address = InternetAddress.loopback.socketAddress(port: 0)
        listener = try StreamEnds.listen(AF_INET, at: &address, length: MemoryLayout<sockaddr_in>.size)
        return ["port": .integer(Int(UInt16(bigEndian: address.sin_port)))]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let port = try given.integer("port")
        guard let number = UInt16(exactly: port) else { throw .malformedRequest("\(port) is no port") }
        let refused = StreamEnds.say(
            try given.text("secret"), to: InternetAddress.loopback.socketAddress(port: number),
            family: AF_INET,
            length: MemoryLayout<sockaddr_in>.size)
        return refused.map { .isolated("\($0) on 127.0.0.1:\(port)") }
            ?? .shared("127.0.0.1:\(port) of the host was connected to")
    }

    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome {
        let heard = StreamEnds.heard(try site.values.text("secret"), on: listener)
        return outcome.verdict == .shared && !heard
            ? .isolated("something else than the host listens on this port inside") : outcome
    }
}
