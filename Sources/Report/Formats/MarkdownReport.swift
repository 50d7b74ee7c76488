import Results

/// GitHub Flavored Markdown, of a size that suits a pull request's comment.
public struct MarkdownReport: ReportFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ table: ComparisonTable) throws(ReportError) -> String {
        let notes = MarkdownNotes()
        let format = OverheadText(margin: table.document.run.margin)
        let sections =
            [
                heading(of: table), headlines(of: table), overheads(of: table, format),
                legend(of: table, format),
            ] + table.sideTables.map(notes.table) + [
                notes.warnings(table.warnings), notes.unavailable(table.unavailable),
                MarkdownText.details("Time per op", times(of: table)),
                MarkdownText.details("Counters and tails", counters(of: table)),
                MarkdownText.details("Host and run", notes.facts(of: table)),
            ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func heading(of table: ComparisonTable) -> [String] {
        let run = table.document.run
        let title = ["## isocost: \(MarkdownText.escaped(run.suite))"]
        return run.interrupted ? title + ["", "> ⚠ \(RunText.interrupted)"] : title
    }

    private func headlines(of table: ComparisonTable) -> [String] {
        guard !table.document.comparisons.isEmpty else {
            return [MarkdownText.escaped(RunText.nothingCompared(table))]
        }
        return table.headlines.map {
            "- **\(MarkdownText.escaped($0.environment))** \(MarkdownText.escaped($0.text))"
        }
    }

    private func overheads(of table: ComparisonTable, _ format: OverheadText) -> [String] {
        guard !table.document.comparisons.isEmpty else { return [] }
        let names = [table.baseline + ", per op", "noise floor"] + table.environments
        let rows = table.rows.map { row in
            let time = row.baseline.map { UnitScale(fitting: $0.center, unit: $0.unit).text($0.center) }
            let leading = [
                MarkdownText.escaped(row.workload), time ?? "–", row.noiseFloor.map(format.floor) ?? "–",
            ]
            return leading + row.cells.map { cell($0, format) }
        }
        return MarkdownText.table(
            heading: ["workload"] + names.map(MarkdownText.escaped), left: 1, rows: rows)
    }

    /// Real differences are set in bold, so that they are found at a glance.
    private func cell(_ cell: ComparisonTable.Cell?, _ format: OverheadText) -> String {
        guard let cell else { return "–" }
        let overhead = format.overhead(cell.ratio.center)
        let strong = cell.finding.isReal ? "**\(overhead)**" : overhead
        let warning = cell.comparison.warnings.isEmpty ? "" : " ⚠"
        let mark = MarkdownText.escaped(cell.finding.mark)
        return "\(mark) \(strong)\(warning)<br><sub>\(format.interval(cell.ratio))</sub>"
    }

    private func legend(of table: ComparisonTable, _ format: OverheadText) -> [String] {
        guard !table.document.comparisons.isEmpty else { return [] }
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.finding })
        let marks = Finding.allCases.filter(shown.contains).map { finding in
            let margin = finding == .equivalent ? " within " + format.margin(table.document.run.margin) : ""
            return MarkdownText.escaped(finding.mark) + " " + finding.label + margin
        }
        let blocks = RunText.blocks(of: table.document).map { " from \($0)" } ?? ""
        let reading =
            "Overhead against \(table.baseline), below it the \(RunText.confidence(of: table.document)) "
            + "interval\(blocks). Noise floor: what \(table.baseline) shows against its own twin, and this "
            + "host can't resolve."
        return ["<sub>" + marks.joined(separator: " · ") + ". " + MarkdownText.escaped(reading) + "</sub>"]
    }

    private func times(of table: ComparisonTable) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        let rows = table.rows.map { row in
            let all = [row.baseline] + row.times
            let scale = UnitScale(fitting: row.baseline?.center ?? 0, unit: row.baseline?.unit ?? "s/op")
            return [MarkdownText.escaped(row.workload)] + all.map { $0.map { scale.text($0.center) } ?? "–" }
        }
        let names = [table.baseline] + table.environments
        return MarkdownText.table(
            heading: ["workload"] + names.map(MarkdownText.escaped), left: 1, rows: rows)
    }

    private func counters(of table: ComparisonTable) -> [String] {
        guard !table.counters.isEmpty else { return [] }
        let format = OverheadText(margin: table.document.run.margin)
        let rows = table.counters.map { row in
            let values = zip([row.baseline] + row.values, [nil] + row.cells).map { value, cell in
                let text = value.map { row.scale.text($0.center) } ?? "–"
                let judged = cell.map { " (\($0.finding.mark) \(format.overhead($0.ratio.center)))" } ?? ""
                return text + MarkdownText.escaped(judged)
            }
            return [MarkdownText.escaped(row.workload), MarkdownText.escaped(row.label)] + values
        }
        let names = [table.baseline] + table.environments
        return MarkdownText.table(
            heading: ["workload", "counter"] + names.map(MarkdownText.escaped), left: 2, rows: rows)
    }
}
