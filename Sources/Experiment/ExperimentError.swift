import Counters
import Isolation
import Linux

/// What ends a run before its rule does.
public enum ExperimentError: Error, Sendable, CustomStringConvertible {
    /// A signal; the blocks so far are kept.
    case interrupted
    case isolation(IsolationError)
    case system(SystemError)
    case counters(CountersError)
    case workerMissing(tried: [String])
    case workerFailed(workload: String, environment: String, message: String)
    case commandFailed(command: String, environment: String, ending: String, standardError: String)
    case commandNotFound(command: String, searched: String)
    /// A command of the user's could not be launched in an environment.
    case commandNotStarted(IsolationError)
    /// None of the environments that were asked for can be measured; why, in the order in which it turned out.
    case nothingLeft([ExperimentError])
    /// Nothing can be measured in the time allowed; `needed` is what a first result takes, seconds.
    case budgetTooSmall(workload: String, needed: Double?, reason: String)
    /// The workers of a block, which live at the same time, need more memory than is free; bytes.
    case memoryTooSmall(workload: String, arms: Int, bytesEach: Int, free: Int)
    /// Arms did not do the same work.
    case checksumsDisagree(workload: String, block: Int, arms: [String])

    public var description: String {
        switch self {
        case .interrupted: return "interrupted"
        case .isolation(let error): return "\(error)"
        case .system(let error): return "\(error)"
        case .counters(let error): return "\(error)"
        case .workerMissing(let tried):
            return "isocost-worker is missing: looked for \(tried.joined(separator: ", ")); "
                + "install both programs, or name the worker in ISOCOST_WORKER"
        case .workerFailed(let workload, let environment, let message):
            return "\(workload) failed in \(environment): \(message)"
        case .commandFailed(let command, let environment, let ending, let standardError):
            let said = standardError.isEmpty ? "it wrote nothing to standard error" : standardError
            return "\(command) failed in \(environment) with \(ending): \(said)\n"
                + "(--ignore-failure measures a command whatever it exits with)"
        case .commandNotStarted(let error): return "\(error)"
        case .nothingLeft(let errors):
            guard errors.count > 1 else { return errors.map { "\($0)" }.joined() }
            return "no environment is left to be measured:" + errors.map { "\n  \($0)" }.joined()
        case .commandNotFound(let command, let searched):
            return "command not found: \(command); looked in \(searched)"
        case .budgetTooSmall(let workload, let needed, let reason):
            let advice =
                needed.map { "; give --budget \(Int($0.rounded(.up)))s or more" } ?? "; raise --budget"
            return "\(workload) does not fit into the budget: \(reason)\(advice)"
        case .memoryTooSmall(let workload, let arms, let bytesEach, let free):
            return "\(workload) does not fit into memory: \(arms) arms take \(bytesEach >> 20) MiB each, and "
                + "\(free >> 20) MiB are free, enough for \(free / max(1, bytesEach)) arms; name fewer environments or "
                + "mechanisms, or give the workload a smaller working set"
        case .checksumsDisagree(let workload, let block, let arms):
            return "\(workload), block \(block): \(arms.joined(separator: ", ")) did other work than bare "
                + "(checksums disagree), so their times can't be compared"
        }
    }
}

/// Passes a failed system call on as an `ExperimentError`.
func system<Result: ~Copyable>(_ body: () throws(SystemError) -> Result) throws(ExperimentError) -> Result {
    do throws(SystemError) { return try body() } catch { throw .system(error) }
}

/// Passes a failed launch on as an `ExperimentError`.
func isolation<Result: ~Copyable>(
    _ body: () throws(IsolationError) -> Result
) throws(ExperimentError) -> Result {
    do throws(IsolationError) { return try body() } catch { throw .isolation(error) }
}
