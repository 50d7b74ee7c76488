import Glibc
import Testing

@testable import Workloads

@Suite struct TCPRoundTripTests {
    private func make(size: Int) throws -> TCPRoundTrip {
        try TCPRoundTrip(
            parameters: Parameters(["size": .integer(size)], for: TCPRoundTrip.description), scratch: "")
    }

    /// Below, at and above a word and a sector, and the most there may be.
    @Test(arguments: [1, 7, 8, 9, 511, 512, 513, 1 << 16])
    func aMessageOfAnySizeComesBack(size: Int) throws {
        var whole = try make(size: size)
        var cut = try make(size: size)
        try whole.prepare()
        try cut.prepare()
        let first = whole.run(ops: 1)
        #expect(cut.run(ops: 1) == first)
        let last = whole.run(ops: 300)
        _ = cut.run(ops: 299)
        #expect(cut.run(ops: 1) == last && last != first)
        #expect(whole.failure == nil && cut.failure == nil)
    }

    /// More than both ends hold at once: one thread would wait for itself.
    @Test(.timeLimit(.minutes(1))) func whatDoesNotFitIsCarriedInTurns() throws {
        let connection = try LoopbackConnection()
        let sent = (0..<32 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 &>> 3) }
        var found = [UInt8](repeating: 0, count: sent.count)
        try sent.withUnsafeBytes { source in
            try found.withUnsafeMutableBytes { target in
                try connection.carry(source, .there, into: target)
                try connection.carry(UnsafeRawBufferPointer(target), .back, into: target)
            }
        }
        #expect(found == sent)
    }

    @Test(arguments: [0, (1 << 16) + 1]) func aSizeOutOfRangeIsRefused(size: Int) {
        #expect(throws: WorkloadError.self) { _ = try make(size: size) }
    }

    /// No descriptor stays, and no port waits out TIME_WAIT: closing resets the connection.
    @Test func nothingOfAConnectionOutlivesIt() throws {
        var port: UInt16 = 0
        do {
            let listener = try StreamSocket.unconnected()
            try listener.listen()
            let near = try StreamSocket.unconnected()
            try near.connect(to: try listener.name())
            let far = try listener.accept(near)
            port = try listener.name().port
            #expect(try far.name().port == port)
            #expect(try Connections.count(port: port) > 0)
        }
        #expect(try Connections.count(port: port) == 0)
    }

    @Test func aStrangersConnectionIsNotTaken() throws {
        let listener = try StreamSocket.unconnected()
        try listener.listen()
        let stranger = try StreamSocket.unconnected()
        let own = try StreamSocket.unconnected()
        try stranger.connect(to: try listener.name())
        try own.connect(to: try listener.name())
        do throws(WorkloadError) {
            _ = try listener.accept(own)
            Issue.record("it was taken")
        } catch {
            guard case .wrongResult("accept", _, _, _) = error else { throw error }
        }
    }

    @Test func whatRefusesIsNamed() throws {
        var port: UInt16 = 0
        do {
            let listener = try StreamSocket.unconnected()
            try listener.listen()
            port = try listener.name().port
        }
        let error = #expect(throws: WorkloadError.self) {
            try StreamSocket.unconnected().connect(to: LoopbackAddress(port: port))
        }
        guard case .system("connect", "127.0.0.1:\(port)", ECONNREFUSED, _) = error else {
            Issue.record("unexpected error \(String(describing: error))")
            return
        }
        let down = WorkloadError.network(ENETUNREACH, "connect", "127.0.0.1:1")
        #expect("\(down)".contains("connect 127.0.0.1:1: Network is unreachable (errno 101); the loopback"))
    }
}

/// The TCP sockets of this network namespace (man 5 proc, /proc/net/tcp).
private enum Connections {
    /// Those with this port at either end, in any state.
    static func count(port: UInt16) throws -> Int {
        let file = try #require(fopen("/proc/net/tcp", "r"))
        defer { fclose(file) }
        let digits = String(port, radix: 16, uppercase: true)
        let end = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        var (found, line) = (0, [CChar](repeating: 0, count: 512))
        while fgets(&line, Int32(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            let fields = text.split(separator: " ")
            if fields.count > 3, fields[1].hasSuffix(end) || fields[2].hasSuffix(end) { found += 1 }
        }
        return found
    }
}
