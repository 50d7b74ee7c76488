import Glibc
import Linux
import Testing

@testable import Counters

struct HostPressureTests {
    private static let stat = """
        cpu  2756 0 1751 159390 348 0 34 273 0 0
        cpu0 1064 0 722 80322 12 0 6 23 0 0
        cpu1 1692 0 1028 79067 336 0 27 250 0 0
        intr 1234

        """

    @Test func stealIsOfTheCPUAskedFor() {
        #expect(StealTime.seconds(cpu: 1, in: Self.stat, ticksPerSecond: 100) == .value(2.5))
        #expect(StealTime.seconds(cpu: 0, in: Self.stat, ticksPerSecond: 1000) == .value(0.023))
    }

    @Test func absentCPUAndColumnAreNotZero() {
        #expect(StealTime.seconds(cpu: 10, in: Self.stat, ticksPerSecond: 100).reason != nil)
        let old = "cpu  1 2 3 4 5 6 7\ncpu0 1 2 3 4 5 6 7\n"
        #expect(
            StealTime.seconds(cpu: 0, in: old, ticksPerSecond: 100).reason?.contains("steal column") == true)
    }

    @Test func stallTotalsAreSeconds() {
        let stall = PressureStall(
            parsing: """
                some avg10=0.15 avg60=0.40 avg300=0.31 total=4605470
                full avg10=0.00 avg60=0.00 avg300=0.00 total=12

                """)
        #expect(stall.some == .value(4.60547))
        #expect(stall.full == .value(12e-6))
    }

    @Test func missingFullLineIsNotZero() {
        let stall = PressureStall(parsing: "some avg10=0.00 avg60=0.00 avg300=0.00 total=7\n")
        #expect(stall.some == .value(7e-6))
        #expect(stall.full.reason?.contains("`full`") == true)
    }

    @Test func missingTotalIsNotZero() {
        #expect(PressureStall(parsing: "some avg10=0.00\nfull avg10=0.00\n").some.reason != nil)
    }

    /// A kernel without PSI: no pressure folder, but steal all the same.
    @Test func snapshotTakesWhatIsThere() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        try FileDescriptor(open: scratch.path + "/stat", O_WRONLY | O_CREAT).write(Array(Self.stat.utf8))
        let snapshot = HostPressure.snapshot(cpu: 1, proc: scratch.path)
        #expect(snapshot.steal == .value(250 / Double(sysconf(Int32(_SC_CLK_TCK)))))
        #expect(snapshot.cpu.some.reason?.contains("\(scratch.path)/pressure/cpu") == true)
        #expect(snapshot.memory.full.reason != nil)
    }

    @Test func differenceSubtractsAndKeepsReasons() {
        func pressure(_ steal: Double, _ io: Double) -> HostPressure {
            let stall = PressureStall(some: .value(io), full: .unavailable(reason: "old kernel"))
            return HostPressure(
                steal: .value(steal), cpu: stall, io: stall, memory: stall, thermal: .value(steal))
        }
        let difference = HostPressure.difference(pressure(3, 1.5), pressure(1, 1))
        #expect(difference.steal == .value(2))
        #expect(difference.io.some == .value(0.5))
        #expect(difference.thermal == .value(2))
        #expect(difference.io.full == .unavailable(reason: "old kernel"))
        // Hypervisors have been seen to take steal time back.
        #expect(HostPressure.difference(pressure(1, 2), pressure(3, 1)).steal.reason != nil)
    }

    @Test func thermalEventsAreOfTheCPUAskedFor() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        var folder = scratch.path
        for name in ["devices", "system", "cpu", "cpu3", "thermal_throttle"] {
            folder += "/\(name)"
            mkdir(folder, 0o755)
        }
        try FileDescriptor(open: folder + "/core_throttle_count", O_WRONLY | O_CREAT).write(
            Array("17\n".utf8))
        #expect(ThermalThrottle.events(cpu: 3, sys: scratch.path) == .value(17))
        #expect(ThermalThrottle.events(cpu: 0, sys: scratch.path).reason?.contains("cpu0") == true)
    }

    @Test func thisHostsOwnFilesParse() throws {
        let cpu = try #require(try CPUSet.ofThisProcess().cpus.first)
        #expect(HostPressure.snapshot(cpu: cpu).steal.value != nil)
    }
}
