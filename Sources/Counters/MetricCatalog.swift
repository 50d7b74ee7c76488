/// The metrics that a run counts unless told otherwise.
public enum MetricCatalog {
    public static let metrics: [Metric] =
        [
            Metric(name: "task-clock", unit: .seconds, description: "CPU time, user and kernel"),
            Metric(name: "page-faults", description: "page faults, minor and major"),
            Metric(name: "context-switches", description: "switches to another task"),
            Metric(name: "cpu-migrations", description: "moves to another CPU"),
        ]
        + hardware("cycles", "CPU cycles")
        + hardware("instructions", "instructions retired")
        + hardware("branch-misses", "mispredicted branches")
        + hardware("cache-misses", "last-level cache misses")
        + hardware("dTLB-load-misses", "loads that missed the data TLB")

    /// User and kernel apart: isolation adds to what the kernel does, seldom to the program's own work.
    private static func hardware(_ event: String, _ description: String) -> [Metric] {
        [
            Metric(name: "\(event):u", description: "\(description), in user mode"),
            Metric(name: "\(event):k", description: "\(description), in the kernel"),
        ]
    }
}
