import Results

/// The overheads of one family as a drawing: an interval for each workload and environment.
///
/// Coordinates are user units of an SVG whose view box is `ForestPlot.width` wide.
struct ForestPlot {
    static let width = 1040.0
    static let plotLeft = 290.0
    static let plotRight = 780.0
    private static let rowHeight = 21.0
    private static let groupPadding = 9.0
    private static let top = 6.0
    private static let axisHeight = 30.0

    let identifier: String
    let family: String
    let description: String
    let height: String
    let axisY: String
    let axisLabelY: String
    let zero: String
    let marginLeft: String
    let marginWidth: String
    let marginHeight: String
    let ticks: [Tick]
    let groups: [Group]

    struct Tick {
        let x: String
        let label: String
        let isZero: Bool
    }

    /// One workload: its name at the left, its noise floor as a band.
    struct Group {
        let workload: String
        let fullName: String
        let detail: String
        let y: String
        let height: String
        let nameY: String
        let detailY: String
        let bandX: String
        let bandWidth: String
        let isShaded: Bool
        let rows: [Row]
    }

    /// One environment of it.
    struct Row {
        let environment: String
        let kind: String
        let tooltip: String
        let y: String
        let textY: String
        let lowX: String
        let highX: String
        let centerX: String
        let capTop: String
        let capBottom: String
        let mark: String
        let value: String
        let interval: String
    }

    init(family: String, index: Int, rows: [ComparisonTable.Row], table: ComparisonTable, scale: PlotScale) {
        let format = OverheadText(margin: table.document.run.margin)
        let margin = table.document.run.margin
        var layout = Layout(scale: scale, format: format, y: Self.top)
        groups = rows.map { layout.group($0, environments: table.environments) }
        let bottom = layout.y
        identifier = "plot-\(index)"
        self.family = family
        description =
            "Overhead against \(table.baseline) for \(rows.count) workloads in "
            + table.environments.listed(limit: 12) + "; the table of overheads holds the same figures."
        height = Self.coordinate(bottom + Self.axisHeight)
        axisY = Self.coordinate(bottom)
        axisLabelY = Self.coordinate(bottom + 18)
        zero = Self.coordinate(scale.x(0))
        marginLeft = Self.coordinate(scale.x(-margin))
        marginWidth = Self.coordinate(scale.x(margin) - scale.x(-margin))
        marginHeight = Self.coordinate(bottom - Self.top)
        ticks = scale.ticks(spacing: 40).map { overhead in
            Tick(x: Self.coordinate(scale.x(overhead)), label: Self.label(overhead), isZero: overhead == 0)
        }
    }

    static func coordinate(_ value: Double) -> String {
        Decimal.fixed(value, decimals: 1).replacing("−", with: "-")
    }

    /// `+10 %`, `×4`, `0`.
    private static func label(_ overhead: Double) -> String {
        if overhead == 0 { return "0" }
        if overhead >= 1 { return "×" + Decimal.fixed(overhead + 1, decimals: 0) }
        let percent = overhead * 100
        let decimals = abs(percent - percent.rounded()) < 1e-9 ? 0 : 1
        return Decimal.signed(percent, decimals: decimals) + " %"
    }

    /// Places groups and rows from top to bottom.
    private struct Layout {
        let scale: PlotScale
        let format: OverheadText
        var y: Double
        private var count = 0

        init(scale: PlotScale, format: OverheadText, y: Double) {
            self.scale = scale
            self.format = format
            self.y = y
        }

        mutating func group(_ row: ComparisonTable.Row, environments: [String]) -> Group {
            let cells = zip(environments, row.cells).compactMap { name, cell in cell.map { (name, $0) } }
            let start = y
            let height = Double(max(2, cells.count)) * rowHeight + 2 * groupPadding
            let rows = cells.enumerated().map { index, item in
                self.row(item.0, item.1, y: start + groupPadding + (Double(index) + 0.5) * rowHeight)
            }
            y += height
            count += 1
            let floor = row.noiseFloor ?? 0
            let time = row.baseline.map { UnitScale(fitting: $0.center, unit: $0.unit).text($0.center) }
            return Group(
                workload: DisplayWidth.shortened(row.workload.plain, to: 22), fullName: row.workload,
                detail: time.map { $0 + "/op" } ?? "", y: coordinate(start), height: coordinate(height),
                nameY: coordinate(start + groupPadding + 0.5 * rowHeight + 4.5),
                detailY: coordinate(start + groupPadding + 1.5 * rowHeight + 2),
                bandX: coordinate(scale.x(-floor)), bandWidth: coordinate(scale.x(floor) - scale.x(-floor)),
                isShaded: count.isMultiple(of: 2), rows: rows)
        }

        private func row(_ environment: String, _ cell: ComparisonTable.Cell, y: Double) -> Row {
            let ratio = cell.ratio
            let interval = format.interval(ratio)
            let value = format.overhead(ratio.center)
            return Row(
                environment: DisplayWidth.shortened(environment.plain, to: 16),
                kind: cell.finding.rawValue,
                tooltip: "\(cell.comparison.workload) in \(environment): \(value) (\(interval)), "
                    + cell.finding.label,
                y: coordinate(y), textY: coordinate(y + 4.5), lowX: coordinate(scale.x(ratio.lower - 1)),
                highX: coordinate(scale.x(ratio.upper - 1)), centerX: coordinate(scale.x(ratio.center - 1)),
                capTop: coordinate(y - 4), capBottom: coordinate(y + 4), mark: cell.finding.mark,
                value: value, interval: interval)
        }
    }
}
