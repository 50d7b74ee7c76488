import Linux

/// How often a CPU has slowed itself down for heat (Documentation/admin-guide/abi-testing,
/// `/sys/devices/system/cpu/cpuX/thermal_throttle`): Intel's processors count it, guests do not see it.
enum ThermalThrottle {
    /// Events of the core since boot.
    static func events(cpu: Int, sys: String) -> Observed {
        let path = "\(sys)/devices/system/cpu/cpu\(cpu)/thermal_throttle/core_throttle_count"
        do throws(SystemError) {
            let text = try contents(of: path)
            guard let count = Double(text.prefix { !$0.isWhitespace }) else {
                return .unavailable(reason: "\(path) holds no number")
            }
            return .value(count)
        } catch {
            return .unavailable(reason: "this CPU counts no thermal events: \(error)")
        }
    }
}
