import Results

/// The overheads of the terminal report, fitted to its width.
struct TerminalOverheads {
    let table: ComparisonTable
    let width: Int
    let ink: Ink
    private let format: OverheadText
    private let nameLimit: Int

    init(table: ComparisonTable, width: Int, ink: Ink) {
        self.table = table
        self.width = width
        self.ink = ink
        format = OverheadText(margin: table.document.run.margin)
        nameLimit = max(12, min(32, width / 4))
    }

    /// All environments in one table if they fit, else in as few as hold them, evenly filled.
    var lines: [String] {
        guard !table.rows.isEmpty else { return [] }
        let columns = Array(table.environments.indices)
        for layout in Self.layouts {
            let limit = min(nameLimit, layout.nameLimit)
            let whole = overheadTable(columns, spaced: layout.isSpaced, nameLimit: limit)
            if whole.width(gap: layout.gap) <= width {
                return title + whole.rendered(gap: layout.gap, ink: ink)
            }
        }
        for count in 2...max(2, columns.count) {
            let parts = columns.split(into: count).map {
                overheadTable($0, spaced: true, nameLimit: nameLimit)
            }
            guard parts.allSatisfy({ $0.width(gap: 2) <= width }) || count >= columns.count else { continue }
            return title + parts.map { $0.rendered(gap: 2, ink: ink) }.joined(separator: [""])
        }
        return []
    }

    /// From the comfortable to the tight.
    private static let layouts: [(isSpaced: Bool, gap: Int, nameLimit: Int)] = [
        (true, 3, 32), (true, 2, 32), (false, 2, 32), (false, 2, 12),
    ]

    private var title: [String] {
        let blocks = RunText.blocks(of: table.document).map { " (\($0))" } ?? ""
        let text =
            table.document.comparisons.isEmpty
            ? "Time per op" : "Overhead against \(table.baseline.plain), in %" + blocks
        return Paragraph.lines(text, width: width).map { ink.paint($0, .bold) } + [""]
    }

    private func overheadTable(_ columns: [Int], spaced: Bool, nameLimit: Int) -> TextTable {
        let blocks = columns.map { cellBlock($0, spaced: spaced) }
        var text = TextTable(rightAligned: [false, true, true] + columns.map { _ in false })
        text.add(
            [
                .empty, TextTable.Cell(text: "time/op", style: .dim),
                TextTable.Cell(text: hasNoise ? "noise" : "", style: .dim),
            ] + blocks.map(\.heading))
        var family = table.rows.first?.family
        for (index, row) in table.rows.enumerated() {
            if isGrouped, row.family != family { text.addBlank() }
            family = row.family
            text.add(leading(row, nameLimit: nameLimit) + blocks.map { $0.cells[index] })
        }
        return text
    }

    /// Families of one workload each would only pull the table apart.
    private var isGrouped: Bool {
        table.rows.count >= 2 * table.rows.map(\.family).unique.count
    }

    private var hasNoise: Bool { table.rows.contains { $0.noiseFloor != nil } }

    private func leading(_ row: ComparisonTable.Row, nameLimit: Int) -> [TextTable.Cell] {
        let time = row.baseline.map { UnitScale(fitting: $0.center, unit: $0.unit).text($0.center) }
        let noise = row.noiseFloor.map { format.floor($0).replacing(" %", with: "") }
        return [
            TextTable.Cell(text: DisplayWidth.shortened(row.workload.plain, to: nameLimit)),
            TextTable.Cell(text: time ?? "–"),
            TextTable.Cell(text: noise ?? (hasNoise ? "–" : ""), style: .dim),
        ]
    }

    /// One environment's column: its cells are made of mark, estimate and half-width, each aligned.
    private func cellBlock(_ column: Int, spaced: Bool) -> (heading: TextTable.Cell, cells: [TextTable.Cell])
    {
        let cells = table.rows.map { $0.cells[column] }
        let centers = cells.map { cell in cell.map { format.compactCenter($0.ratio.center) } ?? "" }
        let widest = centers.map(DisplayWidth.of).max() ?? 0
        let texts = zip(cells, centers).map { cell, center -> TextTable.Cell in
            guard let cell else { return TextTable.Cell(text: "  –", style: .dim) }
            let text =
                cell.finding.mark + (spaced ? " " : "")
                + DisplayWidth.padded(center, to: widest, right: true)
                + " " + format.compactHalfWidth(cell.ratio) + (cell.comparison.warnings.isEmpty ? "" : " !")
            return TextTable.Cell(text: text, style: Self.style(cell.finding))
        }
        let name = DisplayWidth.shortened(table.environments[column].plain, to: nameLimit)
        return (TextTable.Cell(text: spaced ? "  " + name : name, style: .bold), texts)
    }

    static func style(_ finding: Finding) -> Ink.Style {
        switch finding {
        case .slower: .red
        case .faster: .green
        case .equivalent: .plain
        case .withinNoise: .dim
        case .inconclusive: .yellow
        }
    }
}
