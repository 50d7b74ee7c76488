import Results

/// What `isocost run` prints: the answer in words, then the figures, then what to mind.
public struct TerminalReport: ReportFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let options: RenderOptions
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        self.options = options
        ink = Ink(colour: options.colour)
    }

    public func render(_ table: ComparisonTable) throws(ReportError) -> String {
        let overheads = TerminalOverheads(table: table, width: options.columns, ink: ink)
        let counters = TerminalCounters(table: table, width: options.columns, ink: ink)
        let notes = TerminalNotes(width: options.columns, ink: ink)
        let side = TerminalSideTable(width: options.columns, ink: ink)
        let sections =
            [heading(of: table), summary(of: table), overheads.lines, legend(of: table), counters.lines]
            + table.sideTables.map(side.lines)
            + [notes.warnings(table.warnings), notes.unavailable(table.unavailable), hint]
        let lines = sections.filter { !$0.isEmpty }.joined(separator: [""])
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(of table: ComparisonTable) -> [String] {
        let run = table.document.run
        var lines = Paragraph.lines(RunText.run(run), width: options.columns)
        lines += Paragraph.lines(RunText.host(of: table.document), width: options.columns)
        if let calibration = table.document.calibration {
            lines += Paragraph.lines(CalibrationText(calibration).sentence, width: options.columns)
        }
        let labels = RunText.labels(run)
        if !labels.isEmpty { lines += Paragraph.lines(labels, width: options.columns) }
        lines = lines.map { ink.paint($0, .dim) }
        if run.interrupted {
            lines += Paragraph.lines(RunText.interrupted, width: options.columns).map {
                ink.paint($0, .boldYellow)
            }
        }
        return lines
    }

    /// One paragraph for each environment, names in a column of their own.
    private func summary(of table: ComparisonTable) -> [String] {
        if table.document.comparisons.isEmpty {
            return Paragraph.lines(RunText.nothingCompared(table).plain, width: options.columns)
        }
        let limit = options.columns / 4
        let names = table.headlines.map { DisplayWidth.shortened($0.environment.plain, to: limit) }
        let indent = (names.map(DisplayWidth.of).max() ?? 0) + 2
        return zip(table.headlines, names).flatMap { headline, name in
            let first = DisplayWidth.padded(name, to: indent)
            var lines = Paragraph.lines(
                headline.text.plain, width: options.columns, first: first, indent: indent)
            lines[0] = ink.paint(name, .bold) + lines[0].dropFirst(name.count)
            return lines
        }
    }

    private func legend(of table: ComparisonTable) -> [String] {
        guard !table.document.comparisons.isEmpty else { return [] }
        let format = OverheadText(margin: table.document.run.margin)
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.finding })
        let marks = Finding.allCases.filter(shown.contains).map { finding in
            let label = finding.label.replacing(" ", with: "\u{A0}")
            let margin =
                finding == .equivalent
                ? "\u{A0}within\u{A0}" + glued(format.margin(table.document.run.margin)) : ""
            return finding.mark + "\u{A0}" + label + margin
        }
        let confidence = glued(RunText.confidence(of: table.document))
        let reading =
            "±: the wider half of the \(confidence) interval. noise: what \(table.baseline.plain) shows "
            + "against its own twin, and this host can't resolve."
        return [marks.joined(separator: " · "), reading].flatMap { line in
            Paragraph.lines(line, width: options.columns).map {
                ink.paint($0.replacing("\u{A0}", with: " "), .dim)
            }
        }
    }

    private func glued(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }

    private var hint: [String] {
        let command = "isocost report \((options.runPath ?? "RUN").plain) --format html"
        return ["Absolute times, evidence and charts:"].map { ink.paint($0, .dim) } + ["  " + command]
    }
}
