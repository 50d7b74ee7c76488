import Experiment
import Probes
import Results

/// What was attempted, held against the same attempt in `bare` and against what mechanisms promise.
public enum Judgement {
    /// - Parameter columns: `bare` is the first.
    public static func document(
        of columns: [Column], properties: [Property], run: VerificationDocument.RunFacts, host: HostFacts
    ) -> VerificationDocument {
        let control = Dictionary(
            uniqueKeysWithValues: columns.first?.outcomes.map { ($0.property.name, $0.outcome) } ?? [])
        return VerificationDocument(
            run: run, host: host,
            properties: properties.map {
                .init(name: $0.name, title: $0.title, attempt: $0.attempt, unit: $0.unit)
            },
            environments: columns.map {
                .init(
                    name: $0.environment.name, summary: $0.environment.summary, mechanisms: $0.mechanisms,
                    unavailable: $0.unavailable)
            },
            outcomes: columns.enumerated().flatMap { index, column in
                column.outcomes.map { property, outcome in
                    let inBare = index == 0 ? nil : control[property.name]
                    return judged(judge(outcome, control: inBare), property, column)
                }
            })
    }

    /// - Parameter control: what came of the attempt in `bare`; nil for the attempt in `bare` itself.
    static func judge(_ outcome: Outcome, control: Outcome?) -> Outcome {
        // Refused where nothing is isolated: then the host refuses it to this user, and not the environment.
        guard outcome.verdict == .isolated else { return outcome }
        guard let control else {
            return Outcome(.notApplicable, "refused outside of every environment: \(outcome.detail)")
        }
        guard control.verdict != .isolated else {
            return Outcome(.notApplicable, "refused in bare as well: \(control.detail)")
        }
        return outcome
    }

    private static func judged(
        _ outcome: Outcome, _ property: Property, _ column: Column
    ) -> VerificationDocument.Outcome {
        let promise = column.promise(of: property)
        return .init(
            environment: column.environment.name, property: property.name, verdict: outcome.verdict.rawValue,
            detail: outcome.detail, value: outcome.value, promisedBy: promise,
            failed: !promise.isEmpty && outcome.verdict.reachesHost)
    }
}
