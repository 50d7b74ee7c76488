import Glibc

/// `net.tcp`: bytes there and back over a TCP connection of the worker to itself.
///
/// One thread holds both ends, so no wake-up of another one is timed: what is, is the way through sockets, TCP
/// and the loopback interface, whose packets are delivered before send returns.
struct TCPRoundTrip: Workload, ~Copyable {
    static let name = "net.tcp"

    static let description = WorkloadDescription(
        TCPRoundTrip.self, family: .net,
        op: "size bytes sent and received there, and sent and received back, on 127.0.0.1, by one thread",
        stresses: "sockets, TCP and IP, packet filters and the loopback of the network namespace",
        usesLoopback: true,
        calls: [
            NeededCall("socket", first: UInt64(AF_INET)), "setsockopt", "bind", "listen", "getsockname",
            "connect", "accept", "close", "sendto", "recvfrom",
        ],
        parameters: [
            ParameterDescription(
                name: "size", kind: .size, defaultValue: 1, range: 1...64 << 10,
                meaning: "bytes of a message, of which an op carries two")
        ])

    /// Bytes between the words that go into the checksum: reading all would weigh as much as the copy.
    private static let sector = 512

    private let size: Int
    private var connection: LoopbackConnection?
    /// Three messages: sent, as it came there, and as it came back.
    private var messages: AnonymousMemory?
    private var opsDone: UInt64 = 0
    private(set) var failure: WorkloadError?
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        size = parameters["size"]
        checksum = Checksum(of: Self.name, parameters)
    }

    /// Lets one message go round: a loopback that is down, or loses something, is found out before the run.
    mutating func prepare() throws(WorkloadError) {
        let messages = try AnonymousMemory(byteCount: 3 * slot, hugePages: .refused)
        for offset in stride(from: 0, to: size, by: 1) {
            let word = SplitMix64.mix(UInt64(offset))
            messages.base.storeBytes(
                of: UInt8(truncatingIfNeeded: word), toByteOffset: offset, as: UInt8.self)
        }
        connection = try LoopbackConnection()
        self.messages = consume messages
        var unused = checksum
        try goRound(op: .max, &unused)
    }

    mutating func run(ops: Int) -> UInt64 {
        do throws(WorkloadError) {
            var checksum = checksum
            for op in opsDone..<opsDone &+ UInt64(ops) { try goRound(op: op, &checksum) }
            self.checksum = checksum
        } catch {
            failure = error
            return 0
        }
        opsDone &+= UInt64(ops)
        return checksum.value
    }

    /// Whole sectors, so that a word can be read at the start of each.
    private var slot: Int { (size + Self.sector - 1) / Self.sector * Self.sector }

    @inline(__always)
    private mutating func goRound(op: UInt64, _ checksum: inout Checksum) throws(WorkloadError) {
        guard let base = messages?.base else { preconditionFailure("prepare comes before run") }
        let sent = UnsafeMutableRawBufferPointer(start: base, count: size)
        let there = UnsafeMutableRawBufferPointer(start: base + slot, count: size)
        let back = UnsafeMutableRawBufferPointer(start: base + 2 &* slot, count: size)
        // An odd factor: no two messages in a row begin alike, so that what is left from the last is noticed.
        var stamp = op &* 0x9E37_79B9_7F4A_7C15
        withUnsafeBytes(of: &stamp) {
            sent.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(size)))
        }
        try connection!.carry(UnsafeRawBufferPointer(sent), .there, into: there)
        try connection!.carry(UnsafeRawBufferPointer(there), .back, into: back)
        for offset in stride(from: 0, to: size, by: Self.sector) {
            checksum.fold((back.baseAddress! + offset).load(as: UInt64.self))
        }
    }
}
