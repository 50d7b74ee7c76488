import Glibc
import Testing

@testable import Linux

struct SystemErrorTests {
    @Test func interruptedCallsAreRepeated() throws {
        var calls = 0
        let result = try retrying("call", "it") { () -> Int32 in
            calls += 1
            errno = EINTR
            return calls < 4 ? -1 : 42
        }
        #expect(result == 42)
        #expect(calls == 4)
    }

    /// The subject is made after errno was taken, since making it may set errno.
    @Test func errnoIsThatOfTheCall() {
        func subject() -> String {
            errno = ENOENT
            return "subject"
        }
        let error = #expect(throws: SystemError.self) {
            try retrying("call", subject()) { () -> Int in
                errno = EBUSY
                return -1
            }
        }
        #expect(error?.code == EBUSY)
        #expect(error?.subject == "subject")
    }

    @Test func otherNegativeResultsAreNoFailure() throws {
        #expect(try retrying("lseek", "it") { -2 } == -2)
    }

    @Test func adviceComesLast() {
        let error = SystemError("open", "/x", code: EACCES, advice: "run as root")
        #expect("\(error)" == "open /x: Permission denied (errno 13); run as root")
    }
}

struct ClockTests {
    @Test func movesForward() {
        let first = Clock.nanoseconds()
        var spins = 0
        while Clock.nanoseconds() == first { spins += 1 }
        #expect(Clock.nanoseconds() > first)
    }

    @Test func differencesAreSecondsWithTheirSign() {
        #expect(Clock.seconds(from: 1_000_000_000, to: 3_500_000_000) == 2.5)
        #expect(Clock.seconds(from: 3_500_000_000, to: 1_000_000_000) == -2.5)
        #expect(Clock.seconds(from: .max, to: .max) == 0)
    }
}
