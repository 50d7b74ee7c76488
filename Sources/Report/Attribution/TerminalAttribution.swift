import Results

/// What `isocost attribute` prints: the answer, then a waterfall for each workload.
public struct TerminalAttribution: AttributionFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let width: Int
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        width = options.columns
        ink = Ink(colour: options.colour)
    }

    public func render(_ document: AttributionDocument) throws(ReportError) -> String {
        let table = AttributionTable(document)
        let layout = TerminalSideTable(width: width, ink: ink)
        let sections = effects(table) + [table.truth, table.interactions, table.additivity].compactMap { $0 }
        let parts =
            [Paragraph.lines(table.headline, width: width).map { ink.paint($0, .bold) }, facts(of: table)]
            + table.waterfalls.map(waterfall) + sections.filter { !$0.rows.isEmpty }.map(layout.lines)
            + [
                design(document), TerminalNotes(width: width, ink: ink).unavailable(table.unavailable),
                TerminalNotes(width: width, ink: ink).warnings(table.warnings),
            ]
        return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func facts(of table: AttributionTable) -> [String] {
        let document = table.document
        let calibration = document.calibration.map { [CalibrationText($0).sentence] } ?? []
        let notes = document.run.interrupted ? [RunText.interrupted] : []
        return ([RunText.run(document.run), RunText.host(document.host)] + calibration).flatMap {
            Paragraph.lines($0, width: width)
        }.map { ink.paint($0, .dim) }
            + notes.flatMap { Paragraph.lines($0, width: width, first: "! ", indent: 2) }.map { ink.paint($0, .yellow) }
    }

    private func waterfall(_ fall: Waterfall) -> [String] {
        var table = TextTable(rightAligned: [false, true, false, true, true])
        let columns = max(10, width - 62)
        for step in fall.steps {
            table.add([
                .init(text: "  " + DisplayWidth.shortened(step.label.plain, to: 20), style: style(step.kind)),
                .init(text: step.seconds), .init(text: bar(step, of: fall.longest, columns: columns), style: style(step.kind)),
                .init(text: step.overhead), .init(text: step.part, style: .dim),
            ])
        }
        return [ink.paint(fall.workload.plain, .bold) + "  " + fall.headline, ""] + table.rendered(gap: 2, ink: ink)
            + [""] + Paragraph.lines(fall.additivity, width: width, first: "  ", indent: 2).map { ink.paint($0, .dim) }
    }

    /// A stretch of the axis from zero to the longest time.
    private func bar(_ step: Waterfall.Step, of longest: Double, columns: Int) -> String {
        guard longest > 0 else { return "" }
        let ends = [min(step.from, step.to), max(step.from, step.to)].map {
            Int(($0 / longest * Double(columns)).rounded())
        }
        let full = step.kind == .total ? "█" : "▓"
        let length = ends[1] - ends[0]
        let mark = length > 0 ? String(repeating: full, count: length) : "▏"
        return String(repeating: " ", count: min(ends[0], columns - 1)) + mark
    }

    private func style(_ kind: Waterfall.Step.Kind) -> Ink.Style {
        switch kind {
        case .total: .plain
        case .slower: .red
        case .faster: .green
        case .rest, .unexplained: .dim
        }
    }

    /// As many workloads beside one another as the terminal has room for.
    private func effects(_ table: AttributionTable) -> [SideTable] {
        var rest = table.document.workloads[...]
        var tables: [SideTable] = []
        while !rest.isEmpty {
            var count = rest.count
            while count > 1, Self.width(of: table.effects(of: Array(rest.prefix(count)))) > width { count -= 1 }
            tables.append(table.effects(of: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        // How to read them is said once.
        return tables.enumerated().map { index, one in
            index == tables.count - 1 ? one : one.withoutNote
        }
    }

    private static func width(of table: SideTable) -> Int {
        table.columns.indices.reduce(0) { sum, column in
            let cells = table.rows.map { DisplayWidth.of($0.cells[column].text) }
            return sum + 3 + max(DisplayWidth.of(table.columns[column].title), cells.max() ?? 0)
        }
    }

    private func design(_ document: AttributionDocument) -> [String] {
        [ink.paint("Design", .bold)]
            + AttributionDesignText.lines(document).flatMap { Paragraph.lines($0.plain, width: width) }
    }
}

extension SideTable {
    /// The same without the text below it.
    fileprivate var withoutNote: SideTable {
        SideTable(identifier: identifier, title: title, unit: unit, note: "", columns: columns, rows: rows)
    }
}
