/// The page of a calibration, as a Mustache template over `CalibrationPage`.
enum CalibrationTemplate {
    static let text =
        HTMLTemplate.head(style: HTMLStyle.text + CalibrationStyle.text) + verdict
        + DetectionPlotTemplate.text
        + CoveragePlotTemplate.text + HTMLSideTable.template + HTMLTemplate.notes + HTMLTemplate.evidence
        + HTMLTemplate.method

    private static let verdict = #"""
        <p class="verdict {{standing}}">{{verdict}}</p>
        <ul class="checks">
        {{#checks}}
        <li class="{{kind}}"><span class="standing"><b aria-hidden="true">{{mark}}</b> {{label}}</span><div><strong>{{title}}</strong><p>{{text}}</p></div></li>
        {{/checks}}
        </ul>
        {{#remarks}}
        <p>{{.}}</p>
        {{/remarks}}

        """#
}
