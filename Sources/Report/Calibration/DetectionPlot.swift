import Results

/// The share of small runs that find an injected slowdown, over its size: a curve for each family.
///
/// Coordinates are user units of an SVG whose view box is 1040 wide and `height` high.
struct DetectionPlot {
    static let left = 74.0
    static let right = 1020.0
    static let top = 14.0
    static let bottom = 330.0
    static let height = 372.0
    /// Between the points of neighbouring families, which would hide one another.
    private static let dodge = 9.0

    let curves: [Curve]
    let effects: [Tick]
    let shares: [Tick]
    let target: String
    let targetLabel: String
    /// Of effects that are to be found; nil where it lies beside the plot.
    let margin: String?
    let marginLabel: String

    struct Tick {
        let position: String
        let label: String
    }

    struct Curve {
        let family: String
        /// Of the style: colour and dashes.
        let tone: String
        let symbol: String
        let path: String
        let points: [Point]
    }

    struct Point {
        let tooltip: String
        let x: String
        let low: String
        let high: String
        let capLeft: String
        let capRight: String
        let symbol: String
    }

    init(_ document: CalibrationDocument) {
        let rows = document.detection.filter { $0.truth > 1 && $0.truth.isFinite && $0.found.trials > 0 }
        let families = rows.map(\.family).unique
        let scale = EffectScale(rows.map { $0.truth - 1 }, left: Self.left + 60, right: Self.right - 60)
        curves = families.enumerated().map { index, family in
            let shift = (Double(index) - Double(families.count - 1) / 2) * Self.dodge
            return Self.curve(family, index, rows.filter { $0.family == family }) { scale.x($0) + shift }
        }
        effects = rows.map(\.injection).unique.map { injection in
            let sizes = rows.filter { $0.injection == injection }.map { $0.truth - 1 }
            let middle = sizes.reduce(0, +) / Double(sizes.count)
            return Tick(
                position: ForestPlot.coordinate(scale.x(middle)), label: injection.replacing("%", with: " %"))
        }
        shares = stride(from: 0, through: 100, by: 20).map {
            Tick(position: ForestPlot.coordinate(Self.y(Double($0) / 100)), label: "\($0) %")
        }
        let asked = CalibrationTarget.detection.range.lowerBound
        target = ForestPlot.coordinate(Self.y(asked))
        let margin = document.run.margin
        self.margin = scale.contains(margin) ? ForestPlot.coordinate(scale.x(margin)) : nil
        marginLabel = OverheadText(margin: margin).margin(margin)
        targetLabel = ShareText.range(CalibrationTarget.detection.range)
    }

    static func y(_ share: Double) -> Double { bottom - (bottom - top) * min(max(share, 0), 1) }

    private static func curve(
        _ family: String, _ index: Int, _ rows: [CalibrationDocument.Detection], x: (Double) -> Double
    ) -> Curve {
        let symbol = PlotSymbol(index)
        let sorted = rows.sorted { $0.truth < $1.truth }
        let corners = sorted.map { row in
            ForestPlot.coordinate(x(row.truth - 1)) + " " + ForestPlot.coordinate(y(row.found.share))
        }
        let points = sorted.map { row in
            let x = x(row.truth - 1)
            return Point(
                tooltip: "\(row.injection) in \(family): found in \(ShareText.whole(row.found))",
                x: ForestPlot.coordinate(x), low: ForestPlot.coordinate(y(row.found.lower)),
                high: ForestPlot.coordinate(y(row.found.upper)), capLeft: ForestPlot.coordinate(x - 3),
                capRight: ForestPlot.coordinate(x + 3), symbol: symbol.path(x: x, y: y(row.found.share)))
        }
        return Curve(
            family: family, tone: "tone-\(index % PlotSymbol.tones)", symbol: symbol.path(x: 9, y: 7),
            path: "M" + corners.joined(separator: "L"), points: points)
    }
}
