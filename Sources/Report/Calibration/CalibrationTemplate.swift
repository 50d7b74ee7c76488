/// The page of a calibration, as a Mustache template over `CalibrationPage`.
enum CalibrationTemplate {
    static let text =
        HTMLTemplate.head(style: HTMLStyle.text + CalibrationStyle.text) + verdict
        + DetectionPlotTemplate.text
        + CoveragePlotTemplate.text + tables + HTMLTemplate.notes + HTMLTemplate.evidence
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

    private static let tables = #"""
        {{#sections}}
        <h2 id="{{identifier}}">{{title}}</h2>
        <p class="note">{{note}}</p>
        <div class="scroll">
        <table>
        <thead><tr>{{#columns}}<th{{#isText}} class="text"{{/isText}} scope="col">{{#group}}{{group}}<br>{{/group}}{{title}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row">{{family}}</th>{{#cells}}<td class="{{#isText}}text {{/isText}}{{kind}}">{{#mark}}<span class="mark" role="img" aria-label="{{label}}" title="{{label}}">{{mark}}</span>{{/mark}}{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{/sections}}

        """#
}
