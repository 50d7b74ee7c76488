/// A metric with the event that counts it, ready to be opened on any process.
public struct Counter: Sendable {
    public let metric: Metric
    let encoding: EventEncoding

    /// What the kernel counts in one of the metric's unit: the clocks count nanoseconds.
    var countsPerUnit: Double { metric.unit == .seconds ? 1e9 : 1 }

    /// The same counter for user mode alone, under a name that says so as perf does; nil where the
    /// event can't be split.
    ///
    /// A clock keeps its name: it counts all CPU time whichever mode is excluded.
    var userOnly: Counter? {
        guard let encoding = encoding.userOnly else { return nil }
        if encoding.isClock { return Counter(metric: metric, encoding: encoding) }
        let metric = Metric(
            name: metric.name + ":u", unit: metric.unit, description: metric.description + ", in user mode",
            event: metric.event + ":u")
        return Counter(metric: metric, encoding: encoding)
    }
}
