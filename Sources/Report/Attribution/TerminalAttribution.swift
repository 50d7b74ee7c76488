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
            [
                Paragraph.lines(table.headline.plain, width: width).map { ink.paint($0, .bold) },
                facts(of: table),
            ]
            + table.waterfalls.map(TerminalWaterfall(width: width, ink: ink).lines)
            + sections.filter { !$0.rows.isEmpty }.map(layout.lines)
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
            + notes.flatMap { Paragraph.lines($0, width: width, first: "! ", indent: 2) }.map {
                ink.paint($0, .yellow)
            }
    }

    /// As many workloads beside one another as the terminal has room for.
    private func effects(_ table: AttributionTable) -> [SideTable] {
        let layout = TerminalSideTable(width: width, ink: ink)
        var rest = table.document.workloads[...]
        var tables: [SideTable] = []
        while !rest.isEmpty {
            var count = rest.count
            while count > 1, !layout.hasRoom(for: table.effects(of: Array(rest.prefix(count)))) { count -= 1 }
            tables.append(table.effects(of: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        // What they are is said above the first, how to read them below the last.
        return tables.enumerated().map { index, one in
            one.part(isFirst: index == 0, isLast: index == tables.count - 1)
        }
    }

    private func design(_ document: AttributionDocument) -> [String] {
        [ink.paint("Design", .bold)]
            + AttributionDesignText.lines(document).flatMap { Paragraph.lines($0.plain, width: width) }
    }
}

extension SideTable {
    /// The same, without a heading where it goes on from another, and without a note where another goes on from it.
    fileprivate func part(isFirst: Bool, isLast: Bool) -> SideTable {
        SideTable(
            identifier: identifier, title: isFirst ? title : "", unit: isFirst ? unit : "",
            note: isLast ? note : "",
            columns: columns, rows: rows)
    }
}
