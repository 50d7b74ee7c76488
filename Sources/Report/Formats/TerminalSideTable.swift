/// A side table in the columns of a terminal.
struct TerminalSideTable {
    let width: Int
    let ink: Ink

    func lines(_ section: SideTable) -> [String] {
        let (table, gap) = fitting(section)
        let title = [section.title, section.unit].filter { !$0.isEmpty }.joined(separator: ", ").plain
        let note = Paragraph.lines(section.note.plain, width: width).map { ink.paint($0, .dim) }
        return (title.isEmpty ? [] : [ink.paint(title, .bold), ""]) + table.rendered(gap: gap, ink: ink)
            + (section.note.isEmpty ? [] : [""] + note)
    }

    /// Whether all columns fit without names cut shorter than elsewhere.
    func hasRoom(for section: SideTable) -> Bool {
        table(section, columns: Array(section.columns.indices), nameWidth: width / 5).width(gap: 2) <= width
    }

    /// All columns where they fit; else without the optional ones, the last of them first; at the narrowest,
    /// names are cut short, by no more than it takes.
    private func fitting(_ section: SideTable) -> (TextTable, gap: Int) {
        var shown = Array(section.columns.indices)
        while true {
            let table = table(section, columns: shown, nameWidth: width / 5)
            if let gap = [3, 2].first(where: { table.width(gap: $0) <= width }) { return (table, gap) }
            guard let least = shown.last(where: { section.columns[$0].isOptional }) else {
                return (narrowed(section, columns: shown), 1)
            }
            // Of a pair of columns, one alone would mislead.
            let group = section.columns[least].group
            shown.removeAll { $0 == least || !group.isEmpty && section.columns[$0].group == group }
        }
    }

    private func narrowed(_ section: SideTable, columns: [Int]) -> TextTable {
        let least = 6
        for nameWidth in stride(from: width / 5, to: least, by: -1) {
            let table = table(section, columns: columns, nameWidth: nameWidth)
            if table.width(gap: 1) <= width { return table }
        }
        return table(section, columns: columns, nameWidth: least)
    }

    private func table(_ section: SideTable, columns: [Int], nameWidth: Int) -> TextTable {
        var table = TextTable(rightAligned: columns.map { !section.columns[$0].isText })
        let headings = [section.columns.map(\.group), section.columns.map(\.title)]
        for heading in section.hasGroups ? headings : [headings[1]] {
            table.add(columns.map { TextTable.Cell(text: heading[$0].plain, style: .dim) })
        }
        for row in section.rows {
            table.add(
                columns.map { cell(row, $0, nameWidth: section.columns[$0].nameWidth(fifth: nameWidth)) })
        }
        return table
    }

    private func cell(_ row: SideTable.Row, _ column: Int, nameWidth: Int?) -> TextTable.Cell {
        if column == 0, !row.isFirst { return .empty }
        let cell = row.cells[column]
        let text = cell.marked.plain.replacing(" %", with: "").replacing(SideTable.figureSpace, with: " ")
        return TextTable.Cell(
            text: nameWidth.map { DisplayWidth.shortened(text, to: $0) } ?? text,
            style: cell.finding.map(TerminalOverheads.style) ?? TerminalCalibration.style(cell.standing))
    }
}

extension SideTable.Column {
    fileprivate func nameWidth(fifth: Int) -> Int? { isText ? room.map { $0 * fifth } : nil }
}
