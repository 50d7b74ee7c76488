import CLinux
import Glibc

/// Why a probe could not be chosen or do its work.
public enum ProbeError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownProperty(String, nearest: [String])
    /// There is nothing to attempt, with the reason.
    case notApplicable(String)
    /// A request that does not follow the protocol.
    case malformedRequest(String)
    /// A system call of the probe itself, not of its attempt, failed.
    case system(call: String, subject: String, code: Int32)

    public var description: String {
        switch self {
        case .unknownProperty(let name, let nearest):
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
            return "no property is called '\(name)'\(hint) (isocost list properties shows them all)"
        case .notApplicable(let reason), .malformedRequest(let reason): return reason
        case .system(let call, let subject, let code):
            return "\(call)\(subject.isEmpty ? "" : " " + subject) gave \(Errno.name(code))"
        }
    }
}

/// Names of error numbers.
enum Errno {
    /// `EPERM` for 1 (man 3 errno).
    static func name(_ code: Int32) -> String {
        isocost_error_name(code).map { String(cString: $0) } ?? "errno \(code)"
    }
}

/// Calls `body`; throws its errno, captured on the very next line, when it gives -1.
@discardableResult
func system<Result: SignedInteger>(
    _ call: String, _ subject: @autoclosure () -> String = "", _ body: () -> Result
) throws(ProbeError) -> Result {
    let result = body()
    let code = errno
    if result == -1 { throw .system(call: call, subject: subject(), code: code) }
    return result
}

/// The errno of a call that was refused; nil when it gave anything but -1.
func refusal<Result: SignedInteger>(_ body: () -> Result) -> Int32? {
    let result = body()
    let code = errno
    return result == -1 ? code : nil
}
