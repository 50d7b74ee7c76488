/// The matrix of a terminal: a row for each property, a column for each environment; in parts where all
/// columns are wider than the terminal.
struct VerificationMatrix {
    let table: VerificationTable
    let width: Int
    let ink: Ink

    var lines: [String] {
        let columns = Array(table.environments.indices)
        let whole = text(columns)
        for gap in [3, 2] where whole.width(gap: gap) <= width { return whole.rendered(gap: gap, ink: ink) }
        for count in 2...max(2, columns.count) {
            let parts = columns.split(into: count).map(text)
            guard parts.allSatisfy({ $0.width(gap: 2) <= width }) || count >= columns.count else { continue }
            return Array(parts.map { $0.rendered(gap: 2, ink: ink) }.joined(separator: [""]))
        }
        return whole.rendered(gap: 1, ink: ink)
    }

    private func text(_ columns: [Int]) -> TextTable {
        var text = TextTable(rightAligned: [false] + columns.map { _ in false })
        let nameLimit = max(10, width / 4)
        let names = columns.map { DisplayWidth.shortened(table.environments[$0].name.plain, to: nameLimit) }
        // Verdicts stand behind a mark.
        text.add([.empty] + names.map { TextTable.Cell(text: "  " + $0, style: .bold) })
        var group: String?
        for row in table.rows {
            if let group, group != row.group { text.addBlank() }
            group = row.group
            text.add(
                [TextTable.Cell(text: row.property.name)]
                    + columns.map { index in
                        guard let cell = row.cells[index] else { return .empty }
                        return TextTable.Cell(
                            text: "\(cell.standing.mark) \(cell.text)", style: cell.standing.style)
                    })
        }
        return text
    }
}
