import Testing

@testable import Probes

@Suite struct ProbeSessionTests {
    private func answer(_ line: String) -> String? {
        var session = ProbeSession()
        return session.answer(Array(line.utf8))
    }

    @Test func greetsAndLeaves() {
        #expect(answer("hello") == "hello")
        #expect(answer("quit") == nil)
    }

    @Test func onlyAttemptsAreLeftToAChild() {
        #expect(ProbeSession.isAttempt(Array("probe net.port {}".utf8)))
        for line in ["prepare net.port {}", "confirm net.port shared x", "hello", "quit", "probes x"] {
            #expect(!ProbeSession.isAttempt(Array(line.utf8)), "\(line)")
        }
    }

    @Test func anAttemptIsAnsweredByAResult() throws {
        let reply = try #require(answer(#"probe system.uptime {"boot":0,"monotonic":0}"#))
        #expect(reply.hasPrefix("result system.uptime isolated CLOCK_BOOTTIME is "), "\(reply)")
    }

    /// What keeps a probe from its attempt is a result as well, and not an error.
    @Test func nothingToAttemptIsAResult() throws {
        let reply = try #require(answer(#"probe root.chroot {"scratch":""}"#))
        #expect(reply == "result root.chroot n/a it has no folder for scratch files")
    }

    @Test(arguments: [
        ("probe net.prt {}", "net.port"), ("probe net.* {}", "a name is expected"),
        ("confirm net.port shared x", "was not prepared"), ("probe net.port {}", "'port', a whole number"),
        ("nonsense", "'nonsense' is no request"),
        (#"probe limits.processes {"processes":100000}"#, "from 1 to"),
        (#"probe limits.cpu {"processes":1,"milliseconds":100000}"#, "milliseconds"),
    ])
    func mistakesAreAnsweredByAnError(line: String, says: String) throws {
        let reply = try #require(answer(line))
        #expect(reply.hasPrefix("error ") && reply.contains(says), "\(reply)")
    }

    /// A right over a kernel of its own is none over the host, and one over a kernel that nobody knows is not
    /// judged.
    @Test func rightsAreThoseOfAKernel() throws {
        #expect(try KernelRight.granted("x", ["same.kernel": .boolean(true)]).verdict == .shared)
        #expect(try KernelRight.granted("x", ["same.kernel": .boolean(false)]).verdict == .isolated)
        #expect(throws: ProbeError.self) { try KernelRight.granted("x", [:]) }
    }

    @Test func whoSharesTheKernelIsToldByWhoIsSeen() {
        #expect(Site(["insidePid": 7]).sharesKernel == true)
        #expect(Site(["ownKernel": .boolean(true)]).sharesKernel == false)
        #expect(Site([:]).sharesKernel == nil)
        #expect(throws: ProbeError.self) { try Site(["ownKernel": .boolean(true)]).requireSharedKernel() }
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
