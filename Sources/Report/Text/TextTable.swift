/// Cells in aligned columns of a terminal; widths are display widths, so that styles don't count.
struct TextTable {
    struct Cell {
        var text: String
        var style = Ink.Style.plain

        static let empty = Cell(text: "")
    }

    enum Line {
        case cells([Cell])
        case blank
    }

    /// For each column: true when its cells end at the same column.
    let rightAligned: [Bool]
    var lines: [Line] = []

    mutating func add(_ cells: [Cell]) { lines.append(.cells(cells)) }

    mutating func addBlank() { lines.append(.blank) }

    /// Columns of the terminal that the table takes with `gap` spaces between its columns.
    func width(gap: Int) -> Int {
        columnWidths.reduce(0, +) + gap * max(0, rightAligned.count - 1)
    }

    /// One string a line, without spaces at the end.
    func rendered(gap: Int, ink: Ink) -> [String] {
        let widths = columnWidths
        return lines.map { line in
            guard case .cells(let cells) = line else { return "" }
            return rendered(cells, widths: widths, gap: gap, ink: ink)
        }
    }

    private func rendered(_ cells: [Cell], widths: [Int], gap: Int, ink: Ink) -> String {
        var text = ""
        var pending = 0
        for (index, cell) in cells.enumerated() {
            let space = widths[index] - DisplayWidth.of(cell.text)
            let before = rightAligned[index] ? space : 0
            if !cell.text.isEmpty {
                text += String(repeating: " ", count: pending + before) + ink.paint(cell.text, cell.style)
                pending = space - before + gap
            } else {
                pending += space + gap
            }
        }
        return text
    }

    private var columnWidths: [Int] {
        var widths = Array(repeating: 0, count: rightAligned.count)
        for case .cells(let cells) in lines {
            for (index, cell) in cells.enumerated() {
                widths[index] = max(widths[index], DisplayWidth.of(cell.text))
            }
        }
        return widths
    }
}
