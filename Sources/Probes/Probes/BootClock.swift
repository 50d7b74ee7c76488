import Glibc

/// Compares the clocks that count from boot with the host's (man 7 time_namespaces). Harmless: it only reads.
struct BootClock: Probe {
    static let property = Property(
        "system.uptime", "the time since the host's boot is seen",
        attempt: "reads CLOCK_BOOTTIME and CLOCK_MONOTONIC, which a time namespace may shift")

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        [
            "boot": .integer(Self.seconds(CLOCK_BOOTTIME)),
            "monotonic": .integer(Self.seconds(CLOCK_MONOTONIC)),
        ]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let boot = Self.seconds(CLOCK_BOOTTIME) - (try given.integer("boot"))
        let monotonic = Self.seconds(CLOCK_MONOTONIC) - (try given.integer("monotonic"))
        let range = 0...Self.patience
        guard !range.contains(boot), !range.contains(monotonic) else {
            let which = range.contains(boot) ? "CLOCK_BOOTTIME" : "CLOCK_MONOTONIC"
            return .shared("\(which) is the host's")
        }
        return .isolated("CLOCK_BOOTTIME is \(boot) s and CLOCK_MONOTONIC \(monotonic) s from the host's")
    }

    /// Seconds that may pass between the two readings.
    private static let patience = 10

    private static func seconds(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec
    }
}
