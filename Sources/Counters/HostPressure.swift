import Glibc
import Linux

/// What the rest of the host took from a run: a snapshot has totals since boot, a difference those of
/// an interval. All in seconds.
public struct HostPressure: Sendable, Equatable {
    /// Time the hypervisor gave to others while the measured CPU had work, in steps of 1 ⁄ USER_HZ.
    public let steal: Observed
    /// Of the whole host, the measured processes included.
    public let cpu: PressureStall
    public let io: PressureStall
    public let memory: PressureStall
    /// Times that the core of the measured CPU slowed itself down for heat.
    public let thermal: Observed

    /// - Parameters:
    ///   - cpu: whose steal time; the CPU that the workers are pinned to.
    ///   - proc: where procfs is mounted.
    ///   - sys: where sysfs is mounted.
    public static func snapshot(cpu: Int, proc: String = "/proc", sys: String = "/sys") -> HostPressure {
        HostPressure(
            steal: steal(cpu: cpu, proc: proc), cpu: stall("\(proc)/pressure/cpu"),
            io: stall("\(proc)/pressure/io"), memory: stall("\(proc)/pressure/memory"),
            thermal: ThermalThrottle.events(cpu: cpu, sys: sys))
    }

    /// What happened between two snapshots.
    public static func difference(_ later: HostPressure, _ earlier: HostPressure) -> HostPressure {
        HostPressure(
            steal: .growth(from: earlier.steal, to: later.steal),
            cpu: .difference(later.cpu, earlier.cpu), io: .difference(later.io, earlier.io),
            memory: .difference(later.memory, earlier.memory),
            thermal: .growth(from: earlier.thermal, to: later.thermal))
    }

    private static func steal(cpu: Int, proc: String) -> Observed {
        do throws(SystemError) {
            let text = try contents(of: "\(proc)/stat")
            return StealTime.seconds(cpu: cpu, in: text, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))))
        } catch {
            return .unavailable(reason: "\(error)")
        }
    }

    private static func stall(_ path: String) -> PressureStall {
        do throws(SystemError) {
            return PressureStall(parsing: try contents(of: path))
        } catch {
            return PressureStall(
                unavailable: "\(error); the kernel needs CONFIG_PSI, and `psi=1` where it is off")
        }
    }
}
