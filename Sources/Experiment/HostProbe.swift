import Glibc
import Linux
import Statistics

extension HostFacts {
    /// Without warnings: for what is not a matter of time.
    public static func ofThisMachine() -> HostFacts {
        var facts = ofThisMachine(placement: CPUPlacement(worker: 0, controller: 0))
        facts.warnings = []
        return facts
    }

    /// What this machine is, with warnings about what makes it a worse place to measure on.
    public static func ofThisMachine(placement: CPUPlacement) -> HostFacts {
        let cpuinfo = text("/proc/cpuinfo")
        return HostFacts(
            hostname: Machine.hostname, kernel: Machine.kernelRelease,
            cpuModel: Machine.cpuModel(cpuinfo: cpuinfo),
            cpus: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), numaNodes: Machine.numaNodes,
            memoryBytes: Machine.memoryBytes(meminfo: text("/proc/meminfo")),
            virtualization: Machine.virtualization,
            cgroup: Machine.cgroupVersion(mounts: text("/proc/mounts")),
            warnings: [
                .singleCPU(placement), .busyHost(loadavg: text("/proc/loadavg")),
                .frequencyScaling(
                    governor: text("/sys/devices/system/cpu/cpu\(placement.worker)/cpufreq/scaling_governor")),
            ].compactMap { $0 })
    }

    private static func text(_ path: String) -> String { (try? contents(of: path)) ?? "" }
}

extension Warning {
    static func singleCPU(_ placement: CPUPlacement) -> Warning? {
        guard placement.isShared else { return nil }
        return Warning(
            code: "single-cpu",
            message: "Only one CPU may be used, so the harness runs on the CPU that it measures.",
            advice: "Give isocost two CPUs: look at taskset, cpusets and the container's limits.")
    }

    /// - Parameter loadavg: the text of /proc/loadavg; its first figure is of the last minute.
    static func busyHost(loadavg: String) -> Warning? {
        guard let first = loadavg.split(separator: " ").first, let load = Double(first), load >= 1 else {
            return nil
        }
        return Warning(
            code: "busy-host", message: "The load average was \(first) when the run started.",
            advice: "Measure on an idle machine: intervals get wider, and pairs less alike.")
    }

    /// - Parameter governor: empty where the kernel has no say in the frequency, as in most guests.
    static func frequencyScaling(governor: String) -> Warning? {
        let name = governor.prefix { !$0.isWhitespace }
        guard !name.isEmpty, name != "performance" else { return nil }
        return Warning(
            code: "frequency-scaling", message: "The CPU frequency governor is '\(name)'.",
            advice: "cpupower frequency-set --governor performance")
    }
}
