import Linux

/// What stops a metric from being resolved or read.
public enum CountersError: Error, Sendable, CustomStringConvertible {
    /// Neither libpfm4 nor this kernel's tracepoints know the name: a mistake in the command line.
    /// `suggestions` are known names spelled much like it, the nearest first.
    case unknownEvent(name: String, message: String, suggestions: [String])
    /// The name means something, but this host or this user can't count it.
    case unavailable(name: String, reason: String)
    /// A counter that was open could not be read.
    case unreadable(SystemError)
    /// The kernel's answer to read(2) is not laid out as man 2 perf_event_open says.
    case malformed(String)

    /// Why there is no figure, without the name that the error is about.
    public var reason: String {
        if case .unavailable(_, let reason) = self { reason } else { description }
    }

    public var description: String {
        switch self {
        case .unknownEvent(let name, let message, let suggestions):
            let head = "unknown event '\(name)': \(message)"
            guard !suggestions.isEmpty else {
                return head + "; `perf list` shows the names that perf uses"
            }
            return head + "; did you mean " + suggestions.joined(separator: ", ") + "?"
        case .unavailable(let name, let reason): return "\(name) is unavailable: \(reason)"
        case .unreadable(let error): return "\(error)"
        case .malformed(let message): return "perf_event read: \(message)"
        }
    }
}
