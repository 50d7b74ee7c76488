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
        /// How many fifths of a terminal its names may take before they are cut short; nil for text that is never
        /// cut short.
        var room: Int? = 1
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
        /// Nil for what is not judged.
        var finding: Finding?

        init(_ text: String, _ standing: CalibrationTarget.Standing? = nil) {
            self.text = text
            self.standing = standing
        }

        init(_ text: String, finding: Finding) {
            self.text = text
            self.finding = finding
        }

        init(stringLiteral text: String) { self.init(text) }

        /// `✓ 95.2 %`, `▲ +28.9 ±1.8`.
        var marked: String { mark.map { $0 + " " + text } ?? text }

        var mark: String? { standing?.mark ?? finding?.mark }
        var label: String? { standing?.label ?? finding?.label }
        var kind: String? { standing?.rawValue ?? finding?.rawValue }
    }

    /// With the unit where cells leave `%` out in every format: judged ones, of which many stand beside one another.
    var fullTitle: String {
        let isJudged = rows.contains { row in row.cells.contains { $0.finding != nil } }
        return isJudged ? title + ", " + unit : title
    }

    /// U+2007, as wide as a digit: pads numbers that don't end their column.
    static let figureSpace = "\u{2007}"

    var hasGroups: Bool { columns.contains { !$0.group.isEmpty } }

    /// Rows from cells whose first is what they are about, e.g. a family or a workload.
    static func rows(_ cells: [[Cell]]) -> [Row] {
        cells.enumerated().map { index, row in
            Row(isFirst: index == 0 || cells[index - 1].first?.text != row.first?.text, cells: row)
        }
    }
}
