/// The page of a verification, as a Mustache template over `VerificationPage`.
enum VerificationTemplate {
    static let text =
        HTMLTemplate.head(style: HTMLStyle.text + VerificationStyle.text) + answers + matrix + findings
        + attempts
        + HTMLTemplate.evidence + HTMLTemplate.method

    private static let answers = #"""
        <p class="verdict {{standing}}">{{verdict}}</p>
        <ul class="answers">
        {{#answers}}
        <li>
        <div><strong>{{environment}}</strong>
        <div class="tally" aria-hidden="true">{{#tally}}<span class="{{kind}}" style="flex-grow:{{count}}" title="{{count}} {{label}}">{{count}}</span>{{/tally}}</div></div>
        <div><p>{{text}}</p>
        {{#mechanisms}}
        <p class="chips">{{mechanisms}}</p>
        {{/mechanisms}}
        </div>
        </li>
        {{/answers}}
        </ul>

        """#

    private static let matrix = #"""
        <h2 id="matrix">What of the host was reached</h2>
        <div class="scroll">
        <table class="matrix">
        <thead><tr><th class="text" scope="col">of the host</th>{{#columns}}<th class="text" scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#groups}}
        {{#rows}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row"><a href="#{{identifier}}">{{title}}</a><small>{{name}}</small></th>{{#cells}}<td class="text {{kind}}" title="{{detail}}"><span>{{#mark}}{{mark}} {{/mark}}{{text}}</span></td>{{/cells}}</tr>
        {{/rows}}
        {{/groups}}
        </tbody>
        </table>
        </div>
        <ul class="legend">
        {{#legend}}
        <li>{{.}}</li>
        {{/legend}}
        </ul>

        """#

    private static let findings = #"""
        {{#hasReached}}
        <h2 id="reached">Broken or escaped</h2>
        <ul class="notes">
        {{#reached}}
        <li><strong>{{subject}}</strong>: {{reason}}</li>
        {{/reached}}
        </ul>
        {{/hasReached}}
        {{#hasMissing}}
        <h2 id="missing">Not attempted</h2>
        <ul class="notes">
        {{#missing}}
        <li><strong>{{subject}}</strong>: {{reason}}</li>
        {{/missing}}
        </ul>
        {{/hasMissing}}
        {{#hasUnavailable}}
        <h2 id="unavailable">Not available here</h2>
        <ul class="notes">
        {{#unavailable}}
        <li><strong>{{subject}}</strong>: {{reason}}</li>
        {{/unavailable}}
        </ul>
        {{/hasUnavailable}}

        """#

    private static let attempts = #"""
        <h2 id="attempts">Every attempt</h2>
        {{#attempts}}
        <details id="{{identifier}}" open>
        <summary>{{title}} <span>{{name}}</span></summary>
        <p class="note">{{description}}</p>
        <table class="attempts">
        <tbody>
        {{#outcomes}}
        <tr class="{{kind}}"><th class="text" scope="row">{{environment}}</th><td class="text"><b>{{verdict}}</b></td><td class="text wide">{{detail}}{{#promise}} <span class="advice">(promised by {{promise}})</span>{{/promise}}</td></tr>
        {{/outcomes}}
        </tbody>
        </table>
        </details>
        {{/attempts}}

        """#
}
