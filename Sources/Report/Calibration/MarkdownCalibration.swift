import Results

/// A calibration in GitHub Flavored Markdown: the verdict, the targets, then a table for each question.
public struct MarkdownCalibration: CalibrationFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ document: CalibrationDocument) throws(ReportError) -> String {
        let table = CalibrationTable(document)
        let notes = MarkdownNotes()
        let parts =
            [heading(of: table), checks(of: table.verdict)]
            + [table.verdict.outliers, table.verdict.sequential].compactMap { $0 }.map {
                [MarkdownText.escaped($0)]
            }
            + table.sections.map(notes.table)
            + [
                notes.warnings(table.facts.warnings),
                MarkdownText.details("Host and run", notes.facts(of: table.facts)),
            ]
        return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func heading(of table: CalibrationTable) -> [String] {
        let verdict = table.verdict
        let interrupted = table.document.run.interrupted ? RunText.interrupted : nil
        let alerts = [interrupted, table.alert].compactMap { $0 }.flatMap { ["", "> ⚠ \($0)"] }
        return ["## isocost: \(verdict.word.lowercased())"] + alerts
            + ["", MarkdownText.escaped("\(verdict.claim): \(verdict.tally). \(table.reading)")]
    }

    private func checks(of verdict: CalibrationVerdict) -> [String] {
        MarkdownText.table(
            heading: ["target", "", "observed"], left: 3,
            rows: verdict.checks.map { check in
                let label = "\(check.standing.mark) \(check.standing.label)"
                return [
                    MarkdownText.escaped(check.title), check.standing == .met ? label : "**\(label)**",
                    MarkdownText.escaped(check.text),
                ]
            })
    }
}
