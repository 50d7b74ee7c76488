import Naming

/// Finds the event behind a name: in libpfm4's tables, then among the kernel's tracepoints.
public struct EventResolver: Sendable {
    var tracepoints = TracepointTable()

    public init() {}

    init(tracepoints: TracepointTable) { self.tracepoints = tracepoints }

    /// The metric for `--event NAME`: any libpfm4 event string, e.g. `instructions:u` or `r1a8`, or a
    /// tracepoint, e.g. `raw_syscalls:sys_enter`.
    /// - Throws: `CountersError.unknownEvent`, or `.unavailable` where this host can't count it.
    public func metric(event: String) throws(CountersError) -> Metric {
        let encoding = try encode(event)
        let description = EventTable.description(of: event) ?? "tracepoint of the kernel"
        return Metric(name: event, unit: encoding.unit, description: description)
    }

    /// A counter for the metric. libpfm4 goes by CPUID, so a counter that resolves may still have no
    /// PMU to count it: `CounterGroup.probe` finds out.
    /// - Throws: as `metric(event:)`.
    public func resolve(_ metric: Metric) throws(CountersError) -> Counter {
        Counter(metric: metric, encoding: try encode(metric.event))
    }

    private func encode(_ event: String) throws(CountersError) -> EventEncoding {
        let encoding: EventEncoding
        switch EventTable.encode(event) {
        case .found(let found): encoding = found
        case .invalid(let message):
            throw .unknownEvent(name: event, message: message, suggestions: [])
        case .notFound: return try encodeTracepoint(event)
        }
        if encoding.excludesKernel, encoding.isRaisedInKernel {
            let reason = "the kernel alone raises it, so that user mode has none: leave out `:u`"
            throw .unavailable(name: event, reason: reason)
        }
        return encoding
    }

    private func encodeTracepoint(_ event: String) throws(CountersError) -> EventEncoding {
        guard let (group, name) = Self.split(event) else {
            // Without its modifiers, which would count as letters to change.
            let bare = String(event.prefix { $0 != ":" })
            throw .unknownEvent(
                name: event, message: "libpfm4 has no such event for this CPU",
                suggestions: NearestName.among(EventTable.names(), to: bare))
        }
        switch tracepoints.lookup(group: group, name: name) {
        case .found(let id): return EventEncoding(tracepoint: id)
        case .unavailable(let reason): throw .unavailable(name: event, reason: reason)
        case .notFound:
            throw .unknownEvent(
                name: event, message: "neither libpfm4 nor this kernel's tracepoints have it",
                suggestions: NearestName.among(tracepoints.names(group: group), to: event))
        }
    }

    /// The parts of a tracepoint's name; nil for what can only be an event with a modifier. A
    /// modifier has one letter or a few (`:u`, `:uk`, `:pp`), a tracepoint's name has more.
    private static func split(_ event: String) -> (group: String, name: String)? {
        let parts = event.split(separator: ":", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy(isWord)
        }
        guard parts.count == 2, isPlain, parts[1].count > 2 else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// A letter, a digit, `_` or `-`; above all no `/`, since the parts become a path.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
