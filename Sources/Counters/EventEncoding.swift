import CPFM

/// An event as perf_event_open(2) takes it.
struct EventEncoding: Sendable {
    /// Only what says which event it is; `PerfEvent.open` sets how it is read.
    private(set) var attributes: perf_event_attr

    init(_ attributes: perf_event_attr) { self.attributes = attributes }

    /// A tracepoint, by the number in its `id` file.
    init(tracepoint id: UInt64) {
        attributes = perf_event_attr()
        attributes.type = PERF_TYPE_TRACEPOINT.rawValue
        attributes.config = id
    }

    /// cpu-clock and task-clock count nanoseconds, everything else counts occurrences.
    var unit: MetricUnit { isClock ? .seconds : .count }

    /// The kernel raises it itself, so any number of them can be counted at once.
    var isSoftware: Bool { type == PERF_TYPE_SOFTWARE || type == PERF_TYPE_TRACEPOINT }

    /// A counter of the CPU, which needs a PMU.
    var isHardware: Bool {
        type == PERF_TYPE_HARDWARE || type == PERF_TYPE_HW_CACHE || type == PERF_TYPE_RAW
    }

    var excludesKernel: Bool { attributes.exclude_kernel != 0 }

    /// The same event in user mode alone, which an unprivileged user may count.
    ///
    /// Nil where that would count something else than its name says: nothing is left of an event of
    /// the kernel alone.
    var userOnly: EventEncoding? {
        if excludesKernel || attributes.exclude_user != 0 || isRaisedInKernel { return nil }
        var copy = self
        copy.attributes.exclude_kernel = 1
        return copy
    }

    /// Excluding the kernel changes nothing for a clock: kernel/events/core.c advances it by time.
    var isClock: Bool {
        type == PERF_TYPE_SOFTWARE
            && [PERF_COUNT_SW_CPU_CLOCK, PERF_COUNT_SW_TASK_CLOCK].contains {
                attributes.config == $0.rawValue
            }
    }

    /// Raised with the kernel's registers, so that excluding the kernel leaves a constant zero:
    /// perf_tp_event_match() and perf_exclude_event() in kernel/events/core.c.
    var isRaisedInKernel: Bool {
        if type == PERF_TYPE_TRACEPOINT { return true }
        return type == PERF_TYPE_SOFTWARE
            && [PERF_COUNT_SW_CONTEXT_SWITCHES, PERF_COUNT_SW_CPU_MIGRATIONS, PERF_COUNT_SW_CGROUP_SWITCHES]
                .contains { attributes.config == $0.rawValue }
    }

    private var type: perf_type_id { perf_type_id(rawValue: attributes.type) }
}
