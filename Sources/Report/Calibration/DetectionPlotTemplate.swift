/// The drawing of a `DetectionPlot`; colours and fonts are in `HTMLStyle` and `CalibrationStyle`.
enum DetectionPlotTemplate {
    static let text = #"""
        {{#hasDetection}}
        {{#detection}}
        <h2 id="detection-curve">What is found, by its size</h2>
        <p>The share of small runs whose verdict is slower, over the effect that was injected; lines are Clopper-Pearson intervals. Dashed: {{targetLabel}}, asked for at +2&nbsp;%.{{#margin}} Dotted: the margin, {{marginLabel}}; nothing below it is to be called slower.{{/margin}}</p>
        <ul class="legend">
        {{#curves}}
        <li class="{{tone}}"><svg class="key" viewBox="0 0 18 14" aria-hidden="true"><path class="point" d="{{symbol}}"/></svg>{{family}}</li>
        {{/curves}}
        </ul>
        <div class="scroll">
        <svg viewBox="0 0 1040 372" role="img" aria-labelledby="detection-title detection-desc">
        <title id="detection-title">Detection of injected slowdowns</title>
        <desc id="detection-desc">Share found over the injected effect, a curve for each family; the table of detection holds the same figures.</desc>
        {{#shares}}
        <path class="grid" d="M74 {{position}}H1020"/>
        <text class="share" x="64" y="{{position}}" dy="4.5">{{label}}</text>
        {{/shares}}
        <path class="asked" d="M74 {{target}}H1020"/>
        {{#margin}}
        <path class="edge" d="M{{margin}} 14V330"/>
        {{/margin}}
        {{#effects}}
        <path class="grid" d="M{{position}} 330v6"/>
        <text class="tick" x="{{position}}" y="352">{{label}}</text>
        {{/effects}}
        {{#curves}}
        <g class="{{tone}}">
        <path class="curve" d="{{path}}"/>
        {{#points}}
        <g><title>{{tooltip}}</title>
        <path class="range" d="M{{x}} {{low}}V{{high}}M{{capLeft}} {{low}}H{{capRight}}M{{capLeft}} {{high}}H{{capRight}}"/>
        <path class="point" d="{{symbol}}"/></g>
        {{/points}}
        </g>
        {{/curves}}
        </svg>
        </div>
        {{/detection}}
        {{/hasDetection}}

        """#
}
