/// The drawing of a `CoveragePlot`; colours and fonts are in `HTMLStyle` and `CalibrationStyle`.
enum CoveragePlotTemplate {
    static let text = #"""
        {{#hasCoverage}}
        {{#coverage}}
        <h2 id="coverage-plot">Intervals that hold the truth</h2>
        <ul class="legend">
        <li class="met"><b>✓</b>met</li>
        <li class="notShown"><b>?</b>not shown</li>
        <li class="missed"><b>✗</b>missed</li>
        <li><span class="swatch band"></span>target, {{band}}</li>
        <li>line: {{confidence}}, what the intervals promise</li>
        </ul>
        <div class="scroll">
        <svg viewBox="0 0 1040 {{height}}" role="img" aria-labelledby="coverage-title coverage-desc">
        <title id="coverage-title">Coverage by family and arm</title>
        <desc id="coverage-desc">Share of intervals that hold the truth, with Clopper-Pearson intervals; the table of coverage holds the same figures.</desc>
        {{#families}}
        {{#isShaded}}
        <rect class="stripe" x="0" y="{{y}}" width="1040" height="{{height}}"/>
        {{/isShaded}}
        {{/families}}
        <rect class="noise" x="{{bandX}}" y="6" width="{{bandWidth}}" height="{{bandHeight}}"/>
        {{#ticks}}
        <line class="grid" x1="{{position}}" x2="{{position}}" y1="6" y2="{{axisY}}"/>
        <text class="tick" x="{{position}}" y="{{axisLabelY}}">{{label}}</text>
        {{/ticks}}
        <line class="zero" x1="{{confidenceX}}" x2="{{confidenceX}}" y1="6" y2="{{axisY}}"/>
        {{#families}}
        <g><title>{{fullName}}</title>
        <text class="workload" x="8" y="{{nameY}}">{{name}}</text></g>
        {{#rows}}
        <g class="{{kind}}"><title>{{tooltip}}</title>
        <text class="environment" x="274" y="{{textY}}">{{arm}}</text>
        <path class="interval" d="M{{lowX}} {{y}}H{{highX}}"/>
        <path class="cap" d="M{{lowX}} {{capTop}}V{{capBottom}}M{{highX}} {{capTop}}V{{capBottom}}"/>
        <circle cx="{{x}}" cy="{{y}}" r="4.5"/>
        <text class="mark" x="800" y="{{textY}}">{{mark}}</text>
        <text class="value" x="874" y="{{textY}}">{{share}}</text>
        <text class="bounds" x="886" y="{{textY}}">{{interval}}</text></g>
        {{/rows}}
        {{/families}}
        </svg>
        </div>
        {{/coverage}}
        {{/hasCoverage}}

        """#
}
