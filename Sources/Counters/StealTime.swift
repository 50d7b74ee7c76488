/// Time that the hypervisor gave to others while a CPU of this guest had work (man 5 proc, /proc/stat).
enum StealTime {
    /// The column after user, nice, system, idle, iowait, irq and softirq.
    private static let column = 8

    /// - Parameters:
    ///   - text: of `/proc/stat`.
    ///   - ticksPerSecond: USER_HZ, the unit of its columns.
    /// - Returns: seconds since boot.
    static func seconds(cpu: Int, in text: String, ticksPerSecond: Double) -> Observed {
        let line = text.split(separator: "\n").lazy.map { $0.split(separator: " ") }.first {
            $0.first == "cpu\(cpu)"
        }
        guard let line else { return .unavailable(reason: "/proc/stat has no cpu\(cpu): is it offline?") }
        guard line.count > column else {
            return .unavailable(reason: "this kernel's /proc/stat has no steal column")
        }
        guard let ticks = Double(line[column]) else {
            return .unavailable(reason: "steal of cpu\(cpu) in /proc/stat is not a number: \(line[column])")
        }
        return .value(ticks / ticksPerSecond)
    }
}
