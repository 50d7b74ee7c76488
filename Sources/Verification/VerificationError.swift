import Isolation
import Linux

/// What ends a verification.
public enum VerificationError: Error, Sendable, CustomStringConvertible {
    /// A signal.
    case interrupted
    case probeMissing(tried: [String])
    /// Not even outside of every environment does it answer.
    case probeSilent(reason: String)
    case system(SystemError)
    /// `bare` can't be launched, so that nothing stands for the host; or what was not to be gone without.
    case isolation(IsolationError)
    /// The probe's program does not keep to its protocol.
    case protocolBroken(property: String, message: String)

    public var description: String {
        switch self {
        case .interrupted: "interrupted"
        case .probeMissing(let tried):
            "isocost-probe is missing: looked for \(tried.joined(separator: ", ")); "
                + "install all programs, or name the probe in ISOCOST_PROBE"
        case .probeSilent(let reason): "isocost-probe does not answer: \(reason)"
        case .system(let error): "\(error)"
        case .isolation(let error): "\(error)"
        case .protocolBroken(let property, let message): "isocost-probe failed at \(property): \(message)"
        }
    }
}

/// Passes a failed system call on as a `VerificationError`.
func system<Result: ~Copyable>(_ body: () throws(SystemError) -> Result) throws(VerificationError) -> Result {
    do throws(SystemError) { return try body() } catch { throw .system(error) }
}

/// Passes a failed system call on as a failed launch.
func launching<Result: ~Copyable>(
    _ environment: String, _ body: () throws(SystemError) -> Result
) throws(IsolationError) -> Result {
    do throws(SystemError) { return try body() } catch {
        throw .launchFailed(environment: environment, error: error)
    }
}

/// A failed launch as a value: it speaks against one environment and not against the verification.
func catching<Value>(_ body: () throws(IsolationError) -> Value) -> Result<Value, IsolationError> {
    do throws(IsolationError) { return .success(try body()) } catch { return .failure(error) }
}
