/// The environments that a run goes on without, wholly or for a workload.
struct Losses {
    private let isStrict: Bool
    private(set) var errors: [ExperimentError] = []
    /// As they stand in the run's record.
    private(set) var found: [Executor.Unavailability] = []

    init(of plan: Plan) { isStrict = plan.isStrict == true }

    /// - Parameters:
    ///   - workload: that was measured; nil before any was.
    ///   - blocks: that the workload has so far.
    /// - Throws: the error itself where the run can't, or is not to, go on.
    mutating func add(
        _ error: ExperimentError, in workload: String? = nil, after blocks: Int = 0
    ) throws(ExperimentError) -> Fault {
        guard !isStrict, let fault = Fault.of(error) else { throw error }
        errors.append(error)
        let moment = blocks > 0 ? "after \(blocks) blocks of \(workload ?? ""): " : ""
        found.append(
            .init(
                metric: Block.timeMetric, reason: moment + fault.reason,
                workload: fault.isOfLaunch ? nil : workload, environment: fault.environment))
        return fault
    }
}
