/// What keeps the benchmark from measuring.
enum LaunchCostError: Error, CustomStringConvertible {
    case usage
    /// Who, and how it ended.
    case commandFailed(String, String)
    case notRoot

    /// As in sysexits.h; 77 is a test that can't be run here.
    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .commandFailed: 70
        case .notRoot: 77
        }
    }

    var description: String {
        switch self {
        case .usage:
            "usage: launch-cost TINY-PROGRAM REFERENCE-PROGRAM [ROUNDS [SEED]] | "
                + "launch-cost runtimes TINY-PROGRAM [ROUNDS [SEED]]"
        case .commandFailed(let name, let reason): "\(name): \(reason)"
        case .notRoot: "needs root"
        }
    }
}
