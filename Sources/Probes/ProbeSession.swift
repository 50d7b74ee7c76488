import CLinux
import Glibc

/// Serves probes, at one of their ends: what `isocost-probe` does with its input.
public struct ProbeSession {
    /// Of the end outside, between `prepare` and `confirm`.
    private var prepared: (name: String, probe: any Probe, site: Site)?

    public init() {}

    /// The answer to a line, without a newline; nil when the program is to end.
    public mutating func answer(_ line: [UInt8]) -> String? {
        do throws(ProbeError) {
            switch try ProbeRequest.parse(line) {
            case .hello: return "hello"
            case .quit: return nil
            case .prepare(let name, let values): return try prepare(name, Site(values))
            case .probe(let name, let values): return "result \(name) \(try attempt(name, values).line)"
            case .confirm(let name, let outcome):
                return "result \(name) \(try confirm(name, outcome).line)"
            }
        } catch {
            return "error \(error)"
        }
    }

    private mutating func prepare(_ name: String, _ site: Site) throws(ProbeError) -> String {
        var probe = try made(name)
        do throws(ProbeError) {
            try TextFile.write(try site.values.text("secret"), to: try site.values.text("canary"))
            let values = try site.valuesInside().merging(try probe.prepare(site))
            prepared = (name, probe, site)
            return "prepared \(name) \(values.json)"
        } catch {
            return "result \(name) \(try Self.outcome(of: error).line)"
        }
    }

    private func attempt(_ name: String, _ given: Values) throws(ProbeError) -> Outcome {
        do throws(ProbeError) { return try made(name).attempt(given) } catch {
            return try Self.outcome(of: error)
        }
    }

    /// What keeps a probe from its attempt, but a request that it can't read.
    private static func outcome(of error: ProbeError) throws(ProbeError) -> Outcome {
        switch error {
        case .notApplicable, .system: return Outcome(.notApplicable, "\(error)")
        case .malformedRequest, .unknownProperty: throw error
        }
    }

    private mutating func confirm(_ name: String, _ outcome: Outcome) throws(ProbeError) -> Outcome {
        guard var end = prepared.take(), end.name == name else {
            throw .malformedRequest("\(name) was not prepared")
        }
        return try end.probe.confirm(outcome, end.site)
    }

    private func made(_ name: String) throws(ProbeError) -> any Probe {
        if let type = ProbeCatalog.named(name) { return type.init() }
        _ = try ProbeCatalog.select(name)
        throw .malformedRequest("a name is expected, not the pattern '\(name)'")
    }
}

extension ProbeSession {
    /// True for what may leave its process in any state: in another root, in another namespace, killed.
    public static func isAttempt(_ line: [UInt8]) -> Bool {
        line.starts(with: Array("probe ".utf8))
    }

    /// Lets a child answer.
    ///
    /// A process of its own for each attempt, without starting the environment anew for each. The program has
    /// one thread, so that its child may go on as any process does.
    /// - Parameter reply: says a line, in the child.
    /// - Returns: what is to be said of a child that ended without saying anything; nil otherwise.
    public func attemptInChild(_ line: [UInt8], reply: (String) -> Void) -> String? {
        let name = String(
            decoding: line.split(separator: UInt8(ascii: " ")).dropFirst().first ?? [], as: UTF8.self)
        let child = isocost_fork_child()
        let code = errno
        if child < 0 { return "result \(name) n/a fork gave \(Errno.name(code))" }
        if child == 0 {
            var copy = self
            reply(copy.answer(line) ?? "")
            exit(0)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        guard isocost_exit_code(status) != 0 else { return nil }
        return "result \(name) n/a the attempt was ended by signal \(isocost_exit_signal(status))"
    }
}
