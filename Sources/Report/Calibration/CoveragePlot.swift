import Results

/// The share of intervals that hold the truth, by family and arm, beside the target.
///
/// Coordinates are user units of an SVG whose view box is 1040 wide; columns are those of `ForestPlot`.
struct CoveragePlot {
    private static let rowHeight = 19.0
    private static let groupPadding = 8.0
    private static let top = 6.0

    let families: [Family]
    let height: String
    let axisY: String
    let axisLabelY: String
    let bandX: String
    let bandWidth: String
    let bandHeight: String
    let confidenceX: String
    let band: String
    let confidence: String
    let ticks: [DetectionPlot.Tick]

    struct Family {
        let name: String
        let fullName: String
        let nameY: String
        let y: String
        let height: String
        let isShaded: Bool
        let rows: [Row]
    }

    struct Row {
        let kind: String
        let arm: String
        let tooltip: String
        let y: String
        let textY: String
        let lowX: String
        let highX: String
        let x: String
        let capTop: String
        let capBottom: String
        let mark: String
        let share: String
        let interval: String
    }

    init(_ document: CalibrationDocument) {
        let target = CalibrationTarget.coverage(confidence: document.confidence)
        let shown = document.coverage.filter { $0.covering.trials > 0 }
        let scale = ShareScale(shown.map(\.covering), target: target.range)
        var y = Self.top
        families = shown.map(\.family).unique.enumerated().map { index, family in
            let rows = shown.filter { $0.family == family }
            let start = y
            y += Double(rows.count) * Self.rowHeight + 2 * Self.groupPadding
            return Family(
                name: DisplayWidth.shortened(family.plain, to: 18), fullName: family,
                nameY: ForestPlot.coordinate(start + Self.groupPadding + 14), y: ForestPlot.coordinate(start),
                height: ForestPlot.coordinate(y - start), isShaded: index.isMultiple(of: 2),
                rows: rows.enumerated().map { index, row in
                    let middle = start + Self.groupPadding + (Double(index) + 0.5) * Self.rowHeight
                    return Self.row(row, target, scale, y: middle)
                })
        }
        height = ForestPlot.coordinate(y + 30)
        axisY = ForestPlot.coordinate(y)
        axisLabelY = ForestPlot.coordinate(y + 18)
        bandX = ForestPlot.coordinate(scale.x(target.range.lowerBound))
        bandWidth = ForestPlot.coordinate(scale.x(target.range.upperBound) - scale.x(target.range.lowerBound))
        bandHeight = ForestPlot.coordinate(y - Self.top)
        confidenceX = ForestPlot.coordinate(scale.x(document.confidence))
        band = ShareText.range(target.range)
        confidence = ShareText.range(document.confidence...document.confidence).prefix { $0 != " " } + " %"
        ticks = scale.ticks.map {
            DetectionPlot.Tick(
                position: ForestPlot.coordinate(scale.x($0)),
                label: Decimal.fixed($0 * 100, decimals: 0) + " %")
        }
    }

    private static func row(
        _ row: CalibrationDocument.Coverage, _ target: CalibrationTarget, _ scale: ShareScale, y: Double
    ) -> Row {
        let (rate, standing) = (row.covering, target.standing(of: row.covering))
        return Row(
            kind: standing.rawValue, arm: DisplayWidth.shortened(row.injection.plain, to: 16),
            tooltip:
                "\(row.injection) in \(row.family): \(rate.count) of \(rate.trials) intervals hold the truth, "
                + "\(ShareText.whole(rate)): \(standing.label)",
            y: ForestPlot.coordinate(y), textY: ForestPlot.coordinate(y + 4.5),
            lowX: ForestPlot.coordinate(scale.x(rate.lower)),
            highX: ForestPlot.coordinate(scale.x(rate.upper)),
            x: ForestPlot.coordinate(scale.x(rate.share)), capTop: ForestPlot.coordinate(y - 4),
            capBottom: ForestPlot.coordinate(y + 4), mark: standing.mark, share: ShareText.share(rate),
            interval: ShareText.interval(rate))
    }
}
