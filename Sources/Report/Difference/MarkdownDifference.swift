import Results

/// Two runs side by side, as a pull request's comment.
public struct MarkdownDifference: DifferenceFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ difference: RunDifference) throws(ReportError) -> String {
        let table = DifferenceTable(difference)
        let verdict = "## isocost: \(MarkdownText.escaped(table.verdict.lowercased()))"
        let notes = [table.hostNote, table.advice].compactMap { $0 }.map { [MarkdownText.escaped($0)] }
        let sections =
            [[verdict], [MarkdownText.escaped(table.tally) + "."], rows(of: table)] + notes
            + [
                MarkdownNotes().warnings(table.warnings),
                MarkdownText.details("Runs", runs(of: difference)),
            ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func rows(of table: DifferenceTable) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        let rows = table.rows.map { item in
            let row = item.row
            let change = table.format.overhead(row.change.center)
            let strong = item.finding.isReal ? "**\(change)**" : change
            let mark = MarkdownText.escaped(item.finding.mark)
            return [
                MarkdownText.escaped(item.label), MarkdownText.escaped(row.environment),
                table.format.overhead(row.base.center), table.format.overhead(row.new.center),
                "\(mark) \(strong)<br><sub>\(table.format.interval(row.change))</sub>",
                MarkdownText.escaped(DifferenceTable.probability(row.adjustedPValue)), item.finding.label,
            ]
        }
        return MarkdownText.table(
            heading: ["workload", "environment", "base", "new", "change", "adjusted p", "verdict"], left: 2,
            rows: rows)
    }

    private func runs(of difference: RunDifference) -> [String] {
        [("base", difference.base), ("new", difference.new)].map { name, run in
            let state = run.interrupted ? " · interrupted" : ""
            return "- \(name): " + MarkdownText.escaped(run.id + " · " + RunText.run(run) + state)
        }
    }
}
