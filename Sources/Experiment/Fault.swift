import Isolation

/// A failure that one environment alone is at fault for, so that a run can go on without it.
struct Fault {
    let environment: String
    /// The step that failed, and why.
    let reason: String
    /// True when the environment could not be launched, false when one workload failed in it.
    let isOfLaunch: Bool

    /// Nil where the run can't go on: a mistake in a definition is for its author to mend, evidence against an
    /// environment ends a run, and all else is not of one environment.
    static func of(_ error: ExperimentError) -> Fault? {
        let fault: Fault
        switch error {
        case .isolation(.invalid), .isolation(.evidenceContradicts): return nil
        case .isolation(let cause):
            fault = Fault(environment: cause.environment, reason: cause.reason, isOfLaunch: true)
        // In a root that lacks one command others may be found.
        case .commandNotStarted(let cause):
            fault = Fault(environment: cause.environment, reason: cause.reason, isOfLaunch: false)
        case .workerFailed(_, let environment, let message):
            fault = Fault(environment: environment, reason: message, isOfLaunch: false)
        default: return nil
        }
        return EnvironmentCatalog.controls.contains(fault.environment) ? nil : fault
    }
}
