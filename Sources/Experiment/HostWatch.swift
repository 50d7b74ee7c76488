import Counters
import Linux

/// Watches what others take from the host while a block is measured.
struct HostWatch {
    private let cpu: Int
    private let before: HostPressure
    private let started: Double

    init(cpu: Int) {
        self.cpu = cpu
        before = HostPressure.snapshot(cpu: cpu)
        started = Clock.seconds()
    }

    func load() -> Block.HostLoad {
        let change = HostPressure.difference(HostPressure.snapshot(cpu: cpu), before)
        return Block.HostLoad(
            stealSeconds: change.steal.value, cpuPressureSeconds: change.cpu.some.value,
            ioPressureSeconds: change.io.some.value, memoryPressureSeconds: change.memory.some.value,
            thermalEvents: change.thermal.value, durationSeconds: Clock.seconds() - started)
    }
}
