/// What makes a run a calibration: arms with known effects, and how its blocks are judged.
public struct CalibrationDesign: Sendable, Codable, Equatable {
    /// Known effects, by the name of an environment that is otherwise `bare`.
    public var injections: [String: Injection]
    /// Workloads that get short slices whether a fixed cost shows in them or not.
    public var shortSlices: [String]
    /// How many consecutive blocks of a workload are judged together, as a small run.
    public var blocksPerRun: Int

    public init(injections: [String: Injection], shortSlices: [String], blocksPerRun: Int) {
        self.injections = injections
        self.shortSlices = shortSlices
        self.blocksPerRun = blocksPerRun
    }

    /// What an arm does beside its work; `.none` for an arm without an effect.
    public func injection(of arm: String) -> Injection { injections[arm] ?? .none }
}
