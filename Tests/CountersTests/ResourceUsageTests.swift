import Glibc
import Testing

@testable import Counters

struct ResourceUsageTests {
    @Test func fieldsAreInBaseUnits() {
        var raw = rusage()
        raw.ru_utime = timeval(tv_sec: 3, tv_usec: 250_000)
        raw.ru_stime = timeval(tv_sec: 0, tv_usec: 500_000)
        raw.ru_minflt = 11
        raw.ru_majflt = 2
        raw.ru_nvcsw = 5
        raw.ru_nivcsw = 7
        let usage = ResourceUsage(raw)
        #expect(usage.userSeconds == 3.25)
        #expect(usage.systemSeconds == 0.5)
        #expect(usage.minorFaults == 11)
        #expect(usage.majorFaults == 2)
        #expect(usage.voluntarySwitches == 5)
        #expect(usage.involuntarySwitches == 7)
    }

    @Test func peakIsInBytes() {
        let status = "Name:\tcat\nVmPeak:\t    9000 kB\nVmHWM:\t    1604 kB\nVmRSS:\t    1500 kB\n"
        #expect(ResourceUsage.peakResidentBytes(status: status) == .value(1604 * 1024))
    }

    @Test(arguments: [
        "Name:\tkthreadd\nState:\tS (sleeping)\n", "", "VmHWM:\t  many kB\n", "VmHWM:\t 12 pages\n",
    ])
    func peakThatIsNotThereIsNotZero(status: String) {
        #expect(ResourceUsage.peakResidentBytes(status: status).reason != nil)
    }
}
