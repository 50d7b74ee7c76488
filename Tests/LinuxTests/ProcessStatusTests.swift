import Glibc
import Testing

@testable import Linux

struct ProcessStatusTests {
    /// As Linux 6.18 prints it: a tab behind the colon, and a name that holds colons of its own.
    @Test func fieldsByTheKernelsNames() {
        let status = ProcessStatus(
            parsing:
                "Name:\ta: b\nUid:\t0\t1\t2\t3\nVmHWM:\t    1234 kB\nSeccomp:\t0\nNoNewPrivs:\t1\nEmpty:\t\n")
        #expect(status["Name"] == "a: b")
        #expect(status["Uid"] == "0\t1\t2\t3")
        #expect(status["VmHWM"] == "1234 kB")
        #expect(status["Seccomp"] == "0")
        #expect(status["NoNewPrivs"] == "1")
        #expect(status["Empty"] == "")
    }

    @Test func absentFieldsAreNil() {
        let status = ProcessStatus(parsing: "Seccomp_filters:\t0\nno colon here\n")
        #expect(status["Seccomp"] == nil)
        #expect(status["no colon here"] == nil)
    }

    @Test func ofALivingProcess() throws {
        #expect(try ProcessStatus(of: getpid())["Pid"] == "\(getpid())")
    }

    @Test func ofNoProcessNamesTheFile() throws {
        // Above the largest pid that the kernel gives (PID_MAX_LIMIT, 2^22).
        let error = #expect(throws: SystemError.self) { try ProcessStatus(of: 1 << 23) }
        #expect(error?.subject == "/proc/\(1 << 23)/status")
        #expect(error?.code == ENOENT)
    }
}
