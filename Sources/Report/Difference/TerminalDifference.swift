import Results

/// What `isocost compare` and `isocost gate` print: the verdict first.
public struct TerminalDifference: DifferenceFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let width: Int
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        width = options.columns
        ink = Ink(colour: options.colour)
    }

    public func render(_ difference: RunDifference) throws(ReportError) -> String {
        let table = DifferenceTable(difference)
        let notes = [table.hostNote, table.advice].compactMap { $0 }.map {
            Paragraph.lines($0.plain, width: width)
        }
        let warnings = TerminalNotes(width: width, ink: ink).warnings(table.warnings)
        let sections = [verdict(of: table), runs(of: table), rows(of: table)] + notes + [warnings]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func verdict(of table: DifferenceTable) -> [String] {
        let word = DisplayWidth.shortened(table.verdict, to: width / 2)
        var lines = Paragraph.lines(
            table.tally, width: width, first: word + "  ", indent: DisplayWidth.of(word) + 2)
        lines[0] = ink.paint(word, table.verdictStyle) + lines[0].dropFirst(word.count)
        return lines
    }

    private func runs(of table: DifferenceTable) -> [String] {
        func line(_ name: String, _ run: ResultDocument.RunFacts) -> [String] {
            Paragraph.lines(
                run.id.plain + " · " + RunText.run(run) + (run.interrupted ? " · interrupted" : ""),
                width: width, first: name, indent: 6
            ).map { ink.paint($0, .dim) }
        }
        return line("base  ", table.difference.base) + line("new   ", table.difference.new)
    }

    private func rows(of table: DifferenceTable) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        var text = TextTable(rightAligned: [false, false, true, true, false, true])
        let heading = ["", "", "base", "new", "  change", "adjusted p"]
        text.add(heading.map { TextTable.Cell(text: $0, style: .dim) })
        let centers = table.rows.map { table.format.compactCenter($0.row.change.center) }
        let widest = centers.map(DisplayWidth.of).max() ?? 0
        for (item, center) in zip(table.rows, centers) {
            text.add(cells(item, center: DisplayWidth.padded(center, to: widest, right: true), table.format))
        }
        let gap = [3, 2].first { text.width(gap: $0) <= width } ?? 1
        let title = ink.paint("Change of the overhead, in %", .bold)
        return [title, ""] + text.rendered(gap: gap, ink: ink) + [""] + legend(of: table)
    }

    private func cells(
        _ item: DifferenceTable.Row, center: String, _ format: OverheadText
    ) -> [TextTable.Cell] {
        let row = item.row
        let limit = width / 5
        let change =
            item.finding.mark + " " + center + " " + format.compactHalfWidth(row.change)
            + (row.warnings.isEmpty ? "" : " !")
        let style = TerminalOverheads.style(item.finding)
        return [
            TextTable.Cell(text: DisplayWidth.shortened(item.label.plain, to: limit)),
            TextTable.Cell(text: DisplayWidth.shortened(row.environment.plain, to: limit)),
            TextTable.Cell(text: format.compactCenter(row.base.center)),
            TextTable.Cell(text: format.compactCenter(row.new.center)),
            TextTable.Cell(text: change, style: style),
            TextTable.Cell(text: DifferenceTable.probability(row.adjustedPValue)),
        ]
    }

    private func legend(of table: DifferenceTable) -> [String] {
        let shown = Set(table.rows.map(\.finding))
        let marks = Finding.allCases.filter(shown.contains).map { $0.mark + " " + $0.label }
        let confidence = RunText.confidence(table.rows.map(\.row.change))
        let reading = "±: the wider half of the \(confidence) interval; p adjusted after Holm."
        return Paragraph.lines(marks.joined(separator: " · ") + ". " + reading, width: width).map {
            ink.paint($0, .dim)
        }
    }
}
