/// The drawing of one `ForestPlot`; colours and fonts are in `HTMLStyle`.
enum ForestPlotTemplate {
    static let text = #"""
        <section class="family">
        <h3>{{family}}</h3>
        <div class="scroll">
        <svg viewBox="0 0 1040 {{height}}" role="img" aria-labelledby="{{identifier}}-title {{identifier}}-desc">
        <title id="{{identifier}}-title">Overheads of {{family}} workloads</title>
        <desc id="{{identifier}}-desc">{{description}}</desc>
        {{#groups}}
        {{#isShaded}}
        <rect class="stripe" x="0" y="{{y}}" width="1040" height="{{height}}"/>
        {{/isShaded}}
        <rect class="noise" x="{{bandX}}" y="{{y}}" width="{{bandWidth}}" height="{{height}}"/>
        {{/groups}}
        {{#ticks}}
        <line class="{{#isZero}}zero{{/isZero}}{{^isZero}}grid{{/isZero}}" x1="{{x}}" x2="{{x}}" y1="6" y2="{{axisY}}"/>
        <text class="tick" x="{{x}}" y="{{axisLabelY}}">{{label}}</text>
        {{/ticks}}
        <rect class="margin" x="{{marginLeft}}" y="6" width="{{marginWidth}}" height="{{marginHeight}}"/>
        {{#groups}}
        <g><title>{{fullName}}</title>
        <text class="workload" x="8" y="{{nameY}}">{{workload}}</text>
        <text class="detail" x="8" y="{{detailY}}">{{detail}}</text></g>
        {{#rows}}
        <g class="{{kind}}"><title>{{tooltip}}</title>
        <text class="environment" x="274" y="{{textY}}">{{environment}}</text>
        <path class="interval" d="M{{lowX}} {{y}}H{{highX}}"/>
        <path class="cap" d="M{{lowX}} {{capTop}}V{{capBottom}}M{{highX}} {{capTop}}V{{capBottom}}"/>
        <circle cx="{{centerX}}" cy="{{y}}" r="4.5"/>
        <text class="mark" x="800" y="{{textY}}">{{mark}}</text>
        <text class="value" x="874" y="{{textY}}">{{value}}</text>
        <text class="bounds" x="886" y="{{textY}}">{{interval}}</text></g>
        {{/rows}}
        {{/groups}}
        </svg>
        </div>
        </section>

        """#
}
