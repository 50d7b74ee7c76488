import Results

/// A waterfall as a drawing. Coordinates are user units of an SVG whose view box is 1040 wide.
struct WaterfallPlot {
    private static let rowHeight = 24.0
    /// Where time is zero: right of the figures, which a narrow screen shows first.
    static let left = 500.0
    static let right = 1030.0
    /// What stands before the seconds, at the size of the page's drawings.
    private static let labelColumns = 24

    let identifier: String
    let workload: String
    let headline: String
    let additivity: String
    let height: String
    let axisX: String
    let rows: [Row]

    struct Row {
        let kind: String
        let label: String
        let tooltip: String
        let textY: String
        let barY: String
        let x: String
        let width: String
        let seconds: String
        let overhead: String
        let part: String
        /// From the end of this bar down to the next one.
        let linkX: String
        let linkTop: String
        let linkBottom: String
        let hasLink: Bool
    }

    init(_ fall: Waterfall, index: Int) {
        identifier = "waterfall-\(index)"
        workload = fall.workload
        headline = HTMLSideTable.unbroken(fall.headline)
        additivity = HTMLSideTable.unbroken(fall.additivity)
        let scale = Self.scale(of: fall)
        let count = fall.steps.count
        rows = fall.steps.enumerated().map { index, step in
            let y = Double(index) * Self.rowHeight
            let ends = [min(step.from, step.to), max(step.from, step.to)].map(scale)
            let isBare = index == 0
            return Row(
                kind: step.kind.rawValue, label: DisplayWidth.shortened(step.label, to: Self.labelColumns),
                tooltip: [step.label, step.seconds, step.overhead].filter { !$0.isEmpty }.joined(
                    separator: ", "),
                textY: ForestPlot.coordinate(y + 16), barY: ForestPlot.coordinate(y + 4),
                x: ForestPlot.coordinate(ends[0]), width: ForestPlot.coordinate(max(1.5, ends[1] - ends[0])),
                seconds: step.seconds, overhead: isBare ? "" : HTMLSideTable.unbroken(step.overhead),
                part: step.part,
                linkX: ForestPlot.coordinate(scale(step.to)), linkTop: ForestPlot.coordinate(y + 20),
                linkBottom: ForestPlot.coordinate(y + Self.rowHeight + 4), hasLink: index < count - 1)
        }
        height = ForestPlot.coordinate(Double(count) * Self.rowHeight + 4)
        axisX = ForestPlot.coordinate(Self.left)
    }

    /// From zero, so that bars are as long as times are.
    private static func scale(of fall: Waterfall) -> (Double) -> Double {
        let longest = max(fall.longest, .leastNormalMagnitude)
        return { left + $0 / longest * (right - left) }
    }

    /// Over `waterfalls`.
    static let template = #"""
        {{#waterfalls}}
        <section class="family">
        <h3 id="{{identifier}}">{{workload}} <span class="advice">{{headline}}</span></h3>
        <div class="scroll">
        <svg viewBox="0 0 1040 {{height}}" role="img" aria-label="{{workload}}: {{headline}}">
        <line class="zero" x1="{{axisX}}" x2="{{axisX}}" y1="0" y2="{{height}}"/>
        {{#rows}}
        <g class="step {{kind}}"><title>{{tooltip}}</title>
        <text x="8" y="{{textY}}">{{label}}</text>
        <text class="value" x="284" y="{{textY}}">{{seconds}}</text>
        <rect x="{{x}}" y="{{barY}}" width="{{width}}" height="16"/>
        {{#hasLink}}<line class="link" x1="{{linkX}}" x2="{{linkX}}" y1="{{linkTop}}" y2="{{linkBottom}}"/>{{/hasLink}}
        <text class="bounds" x="300" y="{{textY}}">{{overhead}}</text>
        <text class="bounds end" x="480" y="{{textY}}">{{part}}</text></g>
        {{/rows}}
        </svg>
        </div>
        <p class="note">{{additivity}}</p>
        </section>
        {{/waterfalls}}

        """#

    static let style = #"""

        svg .step rect { fill: var(--tone); } svg .total { --tone: var(--equivalent); }
        svg .rest, svg .unexplained { --tone: var(--withinNoise); }
        svg .link { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
        svg .end { text-anchor: end; } h3 .advice { font-weight: 400; color: var(--soft); margin-left: 10px; }
        table { font-size: 13px; } td, th { padding-right: 12px; }
        td.equivalent, td.withinNoise { color: var(--soft); } td.slower, td.faster { font-weight: 600; }
        tbody th.text { overflow-wrap: break-word; position: sticky; left: 0; background: var(--ground); }
        """#
}
