/// A side table in the columns of a terminal.
struct TerminalSideTable {
    let width: Int
    let ink: Ink

    func lines(_ section: SideTable) -> [String] {
        let (table, gap) = fitting(section)
        let title = ink.paint(
            [section.title, section.unit].filter { !$0.isEmpty }.joined(separator: ", "), .bold)
        let note = Paragraph.lines(section.note, width: width).map { ink.paint($0, .dim) }
        return [title, ""] + table.rendered(gap: gap, ink: ink) + [""] + note
    }

    /// All columns where they fit; else without the optional ones, the last of them first; at the narrowest,
    /// names are cut short.
    private func fitting(_ section: SideTable) -> (TextTable, gap: Int) {
        var shown = Array(section.columns.indices)
        while true {
            let table = table(section, columns: shown, nameWidth: width / 5)
            if let gap = [3, 2].first(where: { table.width(gap: $0) <= width }) { return (table, gap) }
            guard let least = shown.last(where: { section.columns[$0].isOptional }) else {
                return table.width(gap: 1) <= width
                    ? (table, 1) : (self.table(section, columns: shown, nameWidth: 6), 1)
            }
            // Of a pair of columns, one alone would mislead.
            let group = section.columns[least].group
            shown.removeAll { $0 == least || !group.isEmpty && section.columns[$0].group == group }
        }
    }

    private func table(_ section: SideTable, columns: [Int], nameWidth: Int) -> TextTable {
        var table = TextTable(rightAligned: columns.map { !section.columns[$0].isText })
        let headings = [section.columns.map(\.group), section.columns.map(\.title)]
        for heading in section.hasGroups ? headings : [headings[1]] {
            table.add(columns.map { TextTable.Cell(text: heading[$0], style: .dim) })
        }
        for row in section.rows {
            table.add(columns.map { cell(row, $0, nameWidth: section.columns[$0].isText ? nameWidth : nil) })
        }
        return table
    }

    private func cell(_ row: SideTable.Row, _ column: Int, nameWidth: Int?) -> TextTable.Cell {
        if column == 0, !row.isFirst { return .empty }
        let cell = row.cells[column]
        let text = cell.marked.plain.replacing(" %", with: "")
        return TextTable.Cell(
            text: nameWidth.map { DisplayWidth.shortened(text, to: $0) } ?? text,
            style: TerminalCalibration.style(cell.standing))
    }
}
