import Linux
import Statistics
import Testing

@testable import Experiment

struct HostWarningTests {
    @Test func oneCPUForBothIsToldOf() {
        #expect(Warning.singleCPU(.init(worker: 0, controller: 0))?.code == "single-cpu")
        #expect(Warning.singleCPU(.init(worker: 1, controller: 0)) == nil)
    }

    /// The first figure of /proc/loadavg is of the last minute.
    @Test(arguments: [
        ("1.00 0.10 0.10 1/200 1234\n", true), ("12.50 0.00 0.00 9/200 1234\n", true),
        ("0.99 5.00 5.00 1/200 1234\n", false), ("", false), ("nonsense", false),
    ])
    func aBusyHostIsToldOf(loadavg: String, isBusy: Bool) {
        #expect((Warning.busyHost(loadavg: loadavg)?.code == "busy-host") == isBusy)
    }

    @Test(arguments: [
        ("powersave\n", true), ("schedutil", true), ("performance\n", false), ("", false), ("\n", false),
    ])
    func aGovernorThatScalesIsToldOf(governor: String, isScaling: Bool) {
        #expect((Warning.frequencyScaling(governor: governor)?.code == "frequency-scaling") == isScaling)
    }

    @Test func thisMachineHasFacts() {
        let facts = HostFacts.ofThisMachine(placement: .init(worker: 0, controller: 0))
        #expect(facts.hostname == Machine.hostname)
        #expect(facts.cpus >= 1 && facts.numaNodes >= 1 && facts.memoryBytes > 0)
        #expect(facts.warnings.contains { $0.code == "single-cpu" })
        #expect(["v1", "v2", "hybrid", "none"].contains(facts.cgroup))
    }
}
