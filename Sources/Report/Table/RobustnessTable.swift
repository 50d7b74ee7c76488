import Results

/// Headline verdicts under conditions that should not matter, and what became of them.
struct RobustnessTable {
    let table: SideTable
    /// What the whole says, in a sentence or two.
    let conclusion: String

    /// - Returns: nil for a run that was not asked.
    init?(_ document: ResultDocument) {
        guard let conditions = document.robustness else { return nil }
        let format = OverheadText(margin: document.run.margin)
        let asked = Robustness.headline(of: document)
        conclusion = Self.conclusion(conditions)
        let missing = conditions.compactMap { one in
            one.unavailable.map { "\(one.name) could not be had: \($0)." }
        }
        let meanings = conditions.map { "\($0.name): \($0.summary)" }
        table = SideTable(
            identifier: "robustness", title: "Robustness", unit: "in %",
            note: ([conclusion, meanings.joined(separator: "; ") + "."] + missing).joined(separator: " "),
            columns: [
                .init(title: "workload", isText: true), .init(title: "environment", isText: true),
                .init(title: "this run"),
            ] + conditions.map { .init(title: $0.name) },
            rows: SideTable.rows(
                asked.map { comparison in
                    [
                        .init(comparison.workload), .init(comparison.environment),
                        .init(Self.figure(comparison.verdict, comparison.ratio, format)),
                    ] + conditions.map { Self.cell($0, comparison, format) }
                }))
    }

    private static func cell(
        _ condition: Robustness, _ comparison: ResultDocument.Comparison, _ format: OverheadText
    ) -> SideTable.Cell {
        let check = condition.checks.first {
            $0.workload == comparison.workload && $0.environment == comparison.environment
        }
        guard let check else { return .init("–") }
        let figure = figure(check.verdict, check.ratio, format)
        // A mark says whether the verdict is the same; only another one has to be shown as well.
        let text = check.agreement == .depends ? figure : String(figure.drop { $0 != " " }.dropFirst())
        return .init(text, standing(of: check.agreement))
    }

    private static func figure(
        _ verdict: String, _ ratio: ResultDocument.Ratio, _ format: OverheadText
    ) -> String {
        let finding = Finding(verdict: verdict, overhead: ratio.center - 1, noiseFloor: 0)
        return "\(finding.mark) \(format.compactCenter(ratio.center)) \(format.compactHalfWidth(ratio)) %"
    }

    private static func standing(of agreement: Robustness.Agreement) -> CalibrationTarget.Standing {
        switch agreement {
        case .holds: .met
        case .open: .notShown
        case .depends: .missed
        }
    }

    private static func conclusion(_ conditions: [Robustness]) -> String {
        let checks = conditions.flatMap { one in one.checks.map { (condition: one.name, check: $0) } }
        guard !checks.isEmpty else { return "No verdict was repeated." }
        let depending = checks.filter { $0.check.agreement == .depends }.map {
            "\($0.check.workload) in \($0.check.environment) under \($0.condition)"
        }
        let open = conditions.compactMap { one -> String? in
            let count = one.checks.count { $0.agreement == .open }
            return count == 0 ? nil : "\(count) of \(one.checks.count) under \(one.name)"
        }
        let sentences = [
            depending.isEmpty ? nil : "✗ Another verdict: \(depending.listed(limit: 6)).",
            open.isEmpty ? nil : "? Too little to tell: \(open.listed(limit: 6)).",
        ].compactMap { $0 }
        return sentences.isEmpty
            ? "✓ Every verdict holds under every condition." : sentences.joined(separator: " ")
    }
}
