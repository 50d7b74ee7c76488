import Workloads

/// Serves one probe, at one of its ends: what `isocost-probe` does with its input.
public struct ProbeSession {
    /// Of the end outside, between `prepare` and `confirm`.
    private var prepared: (name: String, probe: any Probe, site: Site)?

    public init() {}

    /// The answer to a line, without a newline.
    /// - Returns: `ends`, when nothing is to be asked any more.
    public mutating func answer(_ line: [UInt8]) -> (reply: String, ends: Bool) {
        do throws(ProbeError) {
            switch try ProbeRequest.parse(line) {
            case .hello: return ("hello", false)
            case .prepare(let name, let values): return (try prepare(name, Site(values)), false)
            case .probe(let name, let values):
                return ("result \(name) \(try attempt(name, values).line)", true)
            case .confirm(let name, let outcome):
                return ("result \(name) \(try confirm(name, outcome).line)", true)
            }
        } catch {
            return ("error \(error)", true)
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
