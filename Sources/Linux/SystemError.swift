import Glibc

/// A system call that failed: what was tried, on what, and the errno it gave.
///
/// The message reads `operation subject: strerror (ERRNO)`, then the advice, if there is one.
public struct SystemError: Error, Sendable, CustomStringConvertible {
    /// The system call or operation, e.g. `open` or `clone3`.
    public let operation: String
    /// The path, pid, event or value it was applied to.
    public let subject: String
    /// The value of `errno` right after the call.
    public let code: Int32
    /// What the user can do next; empty if nothing is known.
    public let advice: String

    public init(_ operation: String, _ subject: String, code: Int32, advice: String = "") {
        self.operation = operation
        self.subject = subject
        self.code = code
        self.advice = advice
    }

    public var description: String {
        let what = subject.isEmpty ? operation : "\(operation) \(subject)"
        let head = "\(what): \(String(cString: strerror(code))) (errno \(code))"
        return advice.isEmpty ? head : "\(head); \(advice)"
    }
}

/// Calls `body` until it does not fail with `EINTR`; throws its errno otherwise.
///
/// - Parameter body: a call in the manner of POSIX, -1 for failure.
/// - Throws: `SystemError` with the errno captured on the very next line.
@discardableResult
public func retrying<Result: SignedInteger>(
    _ operation: String, _ subject: @autoclosure () -> String, _ body: () -> Result
) throws(SystemError) -> Result {
    while true {
        let result = body()
        let code = errno
        if result != -1 { return result }
        if code != EINTR { throw SystemError(operation, subject(), code: code) }
    }
}
