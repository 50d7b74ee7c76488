/// The base unit of a metric; scaling for the eye happens in reports.
public enum MetricUnit: String, Sendable, Codable {
    case seconds = "s"
    case count
}

/// Something the kernel or the CPU counts for a process.
public struct Metric: Sendable, Hashable {
    /// As perf prints it, e.g. `task-clock` or `instructions:u`; the key in result files.
    public let name: String
    public let unit: MetricUnit
    /// One line for `isocost list metrics`.
    public let description: String
    /// What `EventResolver` opens: a libpfm4 event string, or a tracepoint `group:name`.
    public let event: String

    /// - Parameter event: left out where the event is called what the metric is called.
    public init(name: String, unit: MetricUnit = .count, description: String, event: String? = nil) {
        self.name = name
        self.unit = unit
        self.description = description
        self.event = event ?? name
    }
}

/// A metric without figures, and why.
public struct UnavailableMetric: Sendable, Hashable {
    public let metric: Metric
    public let reason: String

    public init(metric: Metric, reason: String) {
        self.metric = metric
        self.reason = reason
    }
}
