import Glibc

/// Why a workload could not be chosen, prepared or run.
public enum WorkloadError: Error, Sendable, Equatable {
    case unknownWorkload(name: String, nearest: [String])
    case unknownParameter(name: String, workload: String, known: [String], nearest: [String])
    case invalidParameter(name: String, value: String, reason: String)
    /// A request or its JSON that does not follow the worker protocol.
    case malformedRequest(String)
    /// A system call failed: what was tried, on what, its errno and what may help.
    case system(operation: String, subject: String, code: Int32, advice: String)
    /// The work gave a result that it must not give: the environment is broken, a time would be worthless.
    case wrongResult(operation: String, subject: String, expected: String, found: String)

    /// A failed system call, with the advice its errno calls for.
    ///
    /// The code comes first and the subject is made last: `errno` passed here is read before anything
    /// else can change it.
    static func system(
        _ code: Int32, _ operation: String, _ subject: @autoclosure () -> String
    ) -> WorkloadError {
        .system(operation: operation, subject: subject(), code: code, advice: advice(for: code))
    }

    /// A failed call on a socket.
    static func network(
        _ code: Int32, _ operation: String, _ subject: @autoclosure () -> String
    ) -> WorkloadError {
        .system(operation: operation, subject: subject(), code: code, advice: networkAdvice(for: code))
    }

    private static func networkAdvice(for code: Int32) -> String {
        switch code {
        case EADDRNOTAVAIL, ENETUNREACH, ENETDOWN, EHOSTUNREACH, EINPROGRESS, EAGAIN, ETIMEDOUT:
            "the loopback interface of this network namespace has to be up: ip link set lo up"
        case EACCES, EPERM, ENOSYS: "sockets have to be allowed: look at seccomp filters and the firewall"
        case EAFNOSUPPORT: "this kernel has no IPv4, or it is not allowed here"
        default: ""
        }
    }

    private static func advice(for code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "free some space or inodes in the scratch directory, or choose another"
        case EROFS, EACCES: "choose a scratch directory that the worker may write to"
        case EPERM: "a seccomp filter, a lacking capability or the scratch directory refuses it"
        case ENOENT, ENOTDIR: "the scratch directory must exist inside the environment"
        case EEXIST: "use an empty scratch directory for each worker"
        case ENOMEM: "lower the size parameter or raise the memory limit"
        case EAGAIN: "raise the limit on processes (RLIMIT_NPROC or the cgroup's pids.max)"
        default: ""
        }
    }
}

extension WorkloadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownWorkload(let name, let nearest):
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
            return "no workload is called '\(name)'\(hint) (isocost list workloads shows them all)"
        case .unknownParameter(let name, let workload, let known, let nearest):
            let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? ""
            return "\(workload) has no parameter '\(name)'\(hint); it takes \(known.joined(separator: ", "))"
        case .invalidParameter(let name, let value, let reason):
            return "parameter '\(name)' cannot be \(value): \(reason)"
        case .malformedRequest(let reason):
            return reason
        case .system(let operation, let subject, let code, let advice):
            let head = "\(operation) \(subject): \(String(cString: strerror(code))) (errno \(code))"
            return advice.isEmpty ? head : "\(head); \(advice)"
        case .wrongResult(let operation, let subject, let expected, let found):
            return "\(operation) \(subject) gave \(found) where \(expected) was expected; "
                + "the environment changes what this workload does, so its time means nothing"
        }
    }
}
