/// A counter's growth over a slice.
public struct CounterValue: Sendable, Equatable {
    /// In the metric's base unit, scaled up where the event was on the PMU for a part of the time only.
    public let observed: Observed
    /// The part of the slice that the event was counted in: 1 unless events had to take turns.
    public let runningFraction: Double
}

/// All counters of a group at one moment; only differences mean anything.
public struct CounterReading: Sendable {
    /// In the group's order; nil where the counter did not open.
    let counts: [CounterCount?]
    let slots: [Slot]

    /// What a reading has to know of a counter; one array, shared by all readings of a group.
    struct Slot: Sendable {
        /// What the kernel counts in one of the metric's unit.
        let countsPerUnit: Double
        /// Why it did not open.
        var reason: String?
    }

    /// The reading of the same group before anything was counted.
    var start: CounterReading {
        CounterReading(
            counts: counts.map { $0.map { _ in CounterCount(value: 0, enabled: 0, running: 0) } },
            slots: slots)
    }

    /// What each counter counted between two readings of one group, in the group's order.
    public static func difference(_ later: CounterReading, _ earlier: CounterReading) -> [CounterValue] {
        precondition(later.counts.count == earlier.counts.count, "readings of different groups")
        return later.counts.indices.map { index in
            let slot = later.slots[index]
            guard let end = later.counts[index], let start = earlier.counts[index] else {
                return .unavailable(slot.reason ?? "not opened")
            }
            return CounterValue(from: start, to: end, countsPerUnit: slot.countsPerUnit)
        }
    }
}

extension CounterValue {
    /// A counter that gave no figure, and why.
    public static func unavailable(_ reason: String) -> CounterValue {
        CounterValue(observed: .unavailable(reason: reason), runningFraction: 0)
    }

    /// Scales as perf does: count × enabled ⁄ running (man 2 perf_event_open, PERF_FORMAT_TOTAL_TIME_RUNNING).
    init(from start: CounterCount, to end: CounterCount, countsPerUnit: Double) {
        guard end.value >= start.value, end.enabled >= start.enabled, end.running >= start.running else {
            self = .unavailable("the kernel's count went backwards")
            return
        }
        let enabled = Double(end.enabled - start.enabled)
        let running = Double(end.running - start.running)
        if enabled == 0 {
            self = .unavailable(
                "the process did not run, or it executed a set-uid or unreadable file, which takes counters off"
            )
        } else if running == 0 {
            self = .unavailable(
                "never scheduled on the PMU: ask for fewer events, or free a counter with `sysctl kernel.nmi_watchdog=0`"
            )
        } else {
            let count = Double(end.value - start.value)
            self.init(
                observed: .value(count * (enabled / running) / countsPerUnit),
                runningFraction: running / enabled)
        }
    }
}
