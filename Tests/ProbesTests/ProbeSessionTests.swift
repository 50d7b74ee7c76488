import Testing

@testable import Probes

@Suite struct ProbeSessionTests {
    private func answer(_ line: String) -> (reply: String, ends: Bool) {
        var session = ProbeSession()
        return session.answer(Array(line.utf8))
    }

    @Test func greets() {
        #expect(answer("hello").reply == "hello")
        #expect(!answer("hello").ends)
    }

    @Test func oneAttemptEndsTheProcess() throws {
        let (reply, ends) = answer(#"probe system.uptime {"boot":0,"monotonic":0}"#)
        #expect(ends)
        let detail = "result system.uptime isolated CLOCK_BOOTTIME is "
        #expect(reply.hasPrefix(detail), "\(reply)")
    }

    @Test(arguments: [
        ("probe net.prt {}", "net.port"), ("probe net.* {}", "a name is expected"),
        ("confirm net.port shared x", "was not prepared"), ("probe net.port {}", "'port', a whole number"),
        ("nonsense", "'nonsense' is no request"),
        (#"probe limits.processes {"processes":100000}"#, "from 1 to"),
        (#"probe limits.cpu {"processes":1,"milliseconds":100000}"#, "milliseconds"),
    ])
    func mistakesEndItWithAnError(line: String, says: String) {
        let (reply, ends) = answer(line)
        #expect(ends && reply.hasPrefix("error ") && reply.contains(says), "\(reply)")
    }

    @Test func aRootIsThreeNumbers() throws {
        let root = try RootIdentity(of: "/")
        #expect(try RootIdentity(parsing: root.description) == root)
        #expect(throws: ProbeError.self) { try RootIdentity(parsing: "1.2") }
        var other = root
        other.mount += 1
        #expect(other != root && other.isSameFolder(as: root), "a bind copy shows the same folder")
    }

    @Test func errorsHaveTheirNames() {
        #expect(Errno.name(1) == "EPERM")
        #expect(Errno.name(38) == "ENOSYS")
        #expect(Errno.name(99_999) == "errno 99999")
    }

    @Test func sizesAndShares() {
        #expect(ByteCount.text(64 << 20) == "64 MiB")
        #expect(ByteCount.text(3 << 29) == "1.5 GiB")
        #expect(ByteCount.text(1_000_000) == "1 MiB")
        #expect(ByteCount.tenths(0.96) == "1")
    }
}
