/// Holds what was observed of an arm against what its definition promises.
public enum EvidenceCheck {
    /// The contradictions, one sentence each; empty when the arm is what it claims to be.
    ///
    /// - Parameters:
    ///   - evidence: of a child in `environment`.
    ///   - bare: of the child of `bare` in the same block.
    public static func contradictions(
        in evidence: Evidence, of environment: Environment, against bare: Evidence
    ) -> [String] {
        let mustDiffer = environment.mechanisms.reduce(into: Set()) { $0.formUnion($1.changes) }
        let mayDiffer = environment.mechanisms.reduce(into: Set()) { $0.formUnion($1.mayChange) }
        return Evidence.Property.allCases.compactMap { property in
            let (observed, baseline) = (evidence[property], bare[property])
            if mustDiffer.contains(property) {
                return observed == baseline ? "\(property.rawValue) is that of bare (\(baseline))" : nil
            }
            guard !mayDiffer.contains(property), observed != baseline else { return nil }
            return "\(property.rawValue) is \(observed), that of bare is \(baseline)"
        } + environment.mechanisms.flatMap { $0.contradictions(in: evidence, against: bare) }
    }
}
