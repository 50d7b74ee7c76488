/// A table beside the main one, as text that every format lays out in its own way.
struct SideTable {
    /// Of the page's heading, e.g. `coverage`.
    let identifier: String
    let title: String
    /// What the unit is where cells leave `%` out, e.g. `in %`.
    let unit: String
    /// How to read it.
    let note: String
    let columns: [Column]
    let rows: [Row]

    struct Column {
        /// The line above the title, where columns stand in pairs.
        var group = ""
        let title: String
        /// True when its cells start at the same column.
        var isText = false
        /// True for what a narrow terminal leaves out.
        var isOptional = false
    }

    struct Row {
        /// True for the first row of those that share their first cell: only there it has to be shown.
        let isFirst: Bool
        let cells: [Cell]
    }

    struct Cell: ExpressibleByStringInterpolation {
        let text: String
        /// Nil for what no target is set for.
        var standing: CalibrationTarget.Standing?

        init(_ text: String, _ standing: CalibrationTarget.Standing? = nil) {
            self.text = text
            self.standing = standing
        }

        init(stringLiteral text: String) { self.init(text) }

        /// `✓ 95.2 %`.
        var marked: String { standing.map { $0.mark + " " + text } ?? text }
    }

    var hasGroups: Bool { columns.contains { !$0.group.isEmpty } }

    /// Rows from cells whose first is what they are about, e.g. a family or a workload.
    static func rows(_ cells: [[Cell]]) -> [Row] {
        cells.enumerated().map { index, row in
            Row(isFirst: index == 0 || cells[index - 1].first?.text != row.first?.text, cells: row)
        }
    }
}
