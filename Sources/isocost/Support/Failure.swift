import Counters
import Experiment
import Glibc
import Isolation
import Linux
import Probes
import Report
import Results
import Verification
import Workloads

/// An error on its way to standard error, with the status that it ends isocost with.
struct Failure: Error {
    var message: String
    var status: ExitStatus

    init(_ message: String, _ status: ExitStatus) {
        self.message = message
        self.status = status
    }

    init(_ error: any Error) {
        message = "\(error)"
        status = Failure.status(of: error)
    }

    private static func status(of error: any Error) -> ExitStatus {
        switch error {
        case let error as ExperimentError: status(of: error)
        case let error as IsolationError: status(of: error)
        case let error as AttributionError: status(of: error)
        case VerificationError.isolation(let error): status(of: error)
        case is WorkloadError, is ProbeError, is FileError, is ReportError, is PredictionError,
            CountersError.unknownEvent:
            .usage
        case CountersError.unavailable: .unsupported
        case ResultsError.exists, ResultsError.cannotRead: .usage
        default: .failed
        }
    }

    private static func status(of error: ExperimentError) -> ExitStatus {
        switch error {
        case .isolation(let error): status(of: error)
        case .counters(let error): status(of: error as any Error)
        case .commandNotStarted(let error): status(of: error)
        case .nothingLeft(let errors):
            errors.allSatisfy { status(of: $0) == .unsupported } ? .unsupported : .failed
        case .commandNotFound: .usage
        case .memoryTooSmall: .unsupported
        default: .failed
        }
    }

    private static func status(of error: AttributionError) -> ExitStatus {
        switch error {
        case .external, .unknownMechanism, .unknownFactor: .usage
        case .nothingLeft, .tooLarge: .unsupported
        case .notEstimable: .failed
        }
    }

    /// What the kernel does not have or does not allow is not supported here; all else is a failure.
    private static func status(of error: IsolationError) -> ExitStatus {
        switch error {
        case .unavailable: .unsupported
        case .invalid: .usage
        case .stepFailed(_, let error), .launchFailed(_, let error):
            [EPERM, ENOSYS, EOPNOTSUPP, ENODEV].contains(error.code) ? .unsupported : .failed
        case .runtimeFailed, .evidenceContradicts: .failed
        }
    }
}

/// Turns whatever a subcommand throws into a `Failure`.
func failing<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as Failure { throw failure } catch { throw Failure(error) }
}

/// Runs what measures, and ends by the signal that has ended it, as a shell expects.
/// - Parameter body: gives true when a signal ended it.
func measuring(_ body: () throws -> Bool) throws {
    let interrupted = try failing {
        do { return try body() } catch ExperimentError.interrupted {
            Console.error("isocost: interrupted before the first block; nothing was measured\n")
            return true
        }
    }
    if interrupted { Interruption.resend() }
}
