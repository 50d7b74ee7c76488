import Linux

/// Why an environment could not be built or a child not be launched in it.
public enum IsolationError: Error, Sendable, CustomStringConvertible {
    /// A mechanism lacks something of the host: kernel, privilege.
    case unavailable(environment: String, reason: String)
    /// The definition contradicts itself or names what does not exist.
    case invalid(environment: String, reason: String)
    /// A step of the child failed.
    case stepFailed(environment: String, error: SystemError)
    /// The parent's side of a launch failed.
    case launchFailed(environment: String, error: SystemError)
    /// A runtime could not be prepared, or a worker not be started; `message` holds what was said.
    case runtimeFailed(environment: String, step: String, message: String)
    /// What was observed of a child is not what its definition promises.
    case evidenceContradicts(environment: String, findings: [String])

    public var description: String {
        switch self {
        case .unavailable(let environment, let reason):
            "environment \(environment) is not available here: \(reason)"
        case .invalid(let environment, let reason):
            "environment \(environment): \(reason)"
        case .stepFailed(let environment, let error):
            "environment \(environment): \(error)"
        case .launchFailed(let environment, let error):
            "environment \(environment): could not launch: \(error)"
        case .runtimeFailed(let environment, let step, let message):
            "environment \(environment): \(step): \(message)"
        case .evidenceContradicts(let environment, let findings):
            "environment \(environment) is not what it claims to be: \(findings.joined(separator: "; "))"
        }
    }

    public var environment: String {
        switch self {
        case .unavailable(let environment, _), .invalid(let environment, _), .stepFailed(let environment, _),
            .launchFailed(let environment, _), .runtimeFailed(let environment, _, _),
            .evidenceContradicts(let environment, _):
            environment
        }
    }

    /// The description without the environment, for where its name stands already.
    public var reason: String {
        switch self {
        case .unavailable(_, let reason), .invalid(_, let reason): reason
        case .stepFailed(_, let error), .launchFailed(_, let error): "\(error)"
        case .runtimeFailed(_, let step, let message): "\(step): \(message)"
        case .evidenceContradicts(_, let findings): findings.joined(separator: "; ")
        }
    }
}
