import Foundation
import Linux
import Testing

/// A program to start, as a shell would.
struct Program {
    var executable: String
    var arguments: [String]
    /// Beside PATH, which is always there.
    var environment: [String: String] = [:]
    var directory: String
    /// What descriptors 1 and 2 are instead of files, e.g. a terminal.
    var outputPath: String?
    var errorPath: String?
    /// Descriptors that it starts without.
    var closed: [Int32] = []
    /// Signals that it is to ignore from its start, as under nohup.
    var ignored: [Int32] = []

    /// isocost with its arguments, in a test's folder.
    static func isocost(_ arguments: [String], in folder: TemporaryFolder) -> Program {
        var program = Program(executable: Programs.isocost, arguments: arguments, directory: folder.path)
        // Each test's own: another test's command would remove what this one has killed.
        program.environment["ISOCOST_LEDGER"] = "\(folder.path)/ledgers"
        return program
    }

    /// Any program of the search path.
    static func tool(_ words: [String], in folder: TemporaryFolder) -> Program {
        Program(executable: "/usr/bin/env", arguments: words, directory: folder.path)
    }

    /// The same program for `nobody`, without any privilege (man 1 setpriv).
    func asNobody() -> Program {
        var other = self
        let user = String(Programs.nobody)
        other.executable = "/usr/bin/env"
        other.arguments =
            ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", executable] + arguments
        return other
    }

    /// Starts it, waits for its end and gives what it wrote.
    func run(within seconds: Double = 60) throws -> Finished {
        try RunningProgram(self).finish(within: seconds)
    }
}

/// How a program ended, and what it wrote.
struct Finished: CustomTestStringConvertible {
    /// Exit status; nil when a signal ended it.
    var status: Int32?
    /// The signal that ended it.
    var signal: Int32?
    var output: String
    var errors: String
    /// From start to end.
    var seconds: Double

    var testDescription: String {
        let end = status.map { "exit \($0)" } ?? "signal \(signal ?? 0)"
        return "\(end) after \(seconds) s\n--- stdout\n\(output)\n--- stderr\n\(errors)"
    }
}
