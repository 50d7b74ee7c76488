/// What was asked on the command line.
struct Request {
    let isocost: String
    let hyperfine: String
    let spin: String
    /// Of the same program, and as many of the two that differ, for each tool and effort.
    let trials: Int

    /// - Parameter words: with the program's own name.
    init(_ words: [String]) throws(VerdictError) {
        guard (4...5).contains(words.count), let trials = words.count > 4 ? Int(words[4]) : 10, trials >= 4
        else { throw .usage }
        (isocost, hyperfine, spin, self.trials) = (words[1], words[2], words[3], trials)
    }
}

/// What keeps the benchmark from measuring.
enum VerdictError: Error, CustomStringConvertible {
    case usage
    /// Who, and how it ended.
    case commandFailed(String, String)
    /// Whose answer, and what it lacks.
    case unreadable(String, String)

    /// As in sysexits.h.
    var exitCode: Int32 { if case .usage = self { 64 } else { 70 } }

    var description: String {
        switch self {
        case .usage: "usage: time-to-verdict ISOCOST HYPERFINE SPIN [TRIALS, at least 4]"
        case .commandFailed(let name, let reason): "\(name): \(reason)"
        case .unreadable(let name, let reason): "\(name) answered without \(reason)"
        }
    }
}
