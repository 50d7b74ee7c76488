/// Where a run stands, for whoever watches it.
public struct Progress: Sendable {
    public var workload: String
    /// Nil while the slice length is being found.
    public var block: Int?
    /// The widest half-width of the workload's overheads so far, a ratio.
    public var halfWidth: Double?
    /// Of the whole run, between 0 and 1.
    public var fraction: Double
    public var secondsLeft: Double

    public init(
        workload: String, block: Int?, halfWidth: Double?, fraction: Double, secondsLeft: Double
    ) {
        self.workload = workload
        self.block = block
        self.halfWidth = halfWidth
        self.fraction = fraction
        self.secondsLeft = secondsLeft
    }
}
