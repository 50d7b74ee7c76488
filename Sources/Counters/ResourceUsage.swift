import Glibc
import Linux

/// What a process that has ended had used, with the children that it had waited for (man 2 getrusage).
///
/// Without `ru_maxrss`: it starts at the size of whoever forked the process. See `peakResidentBytes`.
public struct ResourceUsage: Sendable, Equatable {
    /// CPU time, seconds.
    public let userSeconds: Double
    public let systemSeconds: Double
    /// Page faults without and with input from a device.
    public let minorFaults: Int
    public let majorFaults: Int
    /// Context switches because it waited, and because its time was up.
    public let voluntarySwitches: Int
    public let involuntarySwitches: Int

    /// - Parameter usage: as wait4(2) gives it for one child.
    public init(_ usage: rusage) {
        userSeconds = Self.seconds(usage.ru_utime)
        systemSeconds = Self.seconds(usage.ru_stime)
        minorFaults = usage.ru_minflt
        majorFaults = usage.ru_majflt
        voluntarySwitches = usage.ru_nvcsw
        involuntarySwitches = usage.ru_nivcsw
    }

    /// The largest resident size of a living process since its exec, in bytes: VmHWM of
    /// `/proc/PID/status` (man 5 proc), which the kernel gives in units of 1024 bytes it calls kB.
    ///
    /// - Parameter status: the text of that file; a process that has exited has no VmHWM any more.
    public static func peakResidentBytes(status: String) -> Observed {
        guard let field = ProcessStatus(parsing: status)["VmHWM"] else {
            return .unavailable(reason: "no VmHWM in /proc/PID/status: the process has no memory of its own")
        }
        let parts = field.split(separator: " ")
        guard parts.count == 2, parts[1] == "kB", let size = Double(parts[0]) else {
            return .unavailable(reason: "VmHWM in /proc/PID/status is not a size in kB: \(field)")
        }
        return .value(size * 1024)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
