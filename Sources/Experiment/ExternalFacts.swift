import Isolation

/// What starts the worker of an arm, where that is a program of somebody else's.
public struct ExternalFacts: Sendable, Codable, Equatable {
    /// The exact command, word by word.
    public var command: [String]
    /// What the program says of its version; nil where it says nothing.
    public var version: String?

    static func of(_ arms: [Arm]) -> [String: ExternalFacts] {
        var found: [String: ExternalFacts] = [:]
        for arm in arms {
            guard let external = arm.plan.external else { continue }
            found[arm.name] = ExternalFacts(command: external.workerCommand, version: external.version)
        }
        return found
    }
}

extension Arm {
    /// What can't be observed of it, and what turned out otherwise than asked.
    var unavailable: [Executor.Unavailability] {
        guard let external = plan.external else { return [] }
        var found = external.notes.map { note in
            Executor.Unavailability(metric: note.subject, reason: note.reason, environment: name)
        }
        if case .hidden(let reason) = external.workerProcess {
            found.append(.init(metric: "evidence", reason: reason, environment: name))
        }
        if case .unavailable(let reason) = external.counters {
            found.append(.init(metric: "counters", reason: reason, environment: name))
        }
        return found
    }
}
