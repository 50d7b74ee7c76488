/// The page, as a Mustache template over `HTMLPage`.
///
/// A literal and not a resource: an installed program has no folder of its own to find one in.
enum HTMLTemplate {
    static let text =
        head(style: HTMLStyle.text) + answers + chart + overheads + HTMLSideTable.template + absolute + notes
        + evidence + method

    /// From the first byte to the page's heading, its facts and its alerts.
    static func head(style: String) -> String {
        "{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + opening + style + heading
    }

    private static let opening = #"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="generator" content="isocost {{version}}">
        <title>{{title}}</title>
        <style>

        """#

    private static let heading = #"""

        </style>
        </head>
        <body>
        <main>
        <header>
        <h1>{{heading}}</h1>
        {{#facts}}
        <p class="facts">{{.}}</p>
        {{/facts}}
        </header>
        {{#alerts}}
        <p class="alert">{{.}}</p>
        {{/alerts}}

        """#

    private static let answers = #"""
        {{#hasComparisons}}
        <ul class="answers">
        {{#answers}}
        <li>
        <div><strong>{{environment}}</strong>
        <div class="tally" aria-hidden="true">{{#tally}}<span class="{{kind}}" style="flex-grow:{{count}}" title="{{count}} {{label}}">{{mark}} {{count}}</span>{{/tally}}</div></div>
        <div><p>{{text}}</p>
        {{#mechanisms}}
        <p class="chips">{{mechanisms}}</p>
        {{/mechanisms}}
        </div>
        </li>
        {{/answers}}
        </ul>
        {{/hasComparisons}}

        """#

    private static let chart =
        #"""
        {{#hasComparisons}}
        <h2 id="overheads">Overhead against {{baseline}}</h2>
        <p>{{chartNote}}</p>
        <ul class="legend">
        {{#legend}}
        <li class="{{kind}}"><b>{{mark}}</b>{{label}}</li>
        {{/legend}}
        <li><span class="swatch band"></span>noise floor</li>
        <li><span class="swatch edge"></span>margin {{margin}}</li>
        </ul>
        {{#plots}}

        """# + ForestPlotTemplate.text + #"""
            {{/plots}}
            {{/hasComparisons}}

            """#

    private static let overheads = #"""
        {{#hasComparisons}}
        <h2 id="table">The same as a table</h2>
        <div class="scroll">
        <table>
        <thead><tr><th class="text" scope="col">workload</th><th scope="col">{{baseline}}, per op</th><th scope="col">noise floor</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row">{{workload}}</th><td>{{time}}</td><td>{{noise}}</td>{{#cells}}<td class="{{kind}}">{{#mark}}<span class="mark" role="img" aria-label="{{label}}" title="{{label}}">{{mark}}</span>{{/mark}}<b>{{value}}</b>{{#isWarned}} <a href="#warnings" title="see the warnings">⚠</a>{{/isWarned}}{{#interval}}<small>{{interval}}</small>{{/interval}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        <details>
        <summary>Every comparison <span>p-value, minimum detectable effect, blocks</span></summary>
        <div class="scroll">
        <table>
        <thead><tr><th class="text" scope="col">workload</th><th class="text" scope="col">environment</th><th class="text" scope="col">metric</th><th scope="col">overhead</th><th scope="col">interval</th><th scope="col">adjusted p</th><th scope="col">detectable</th><th scope="col">blocks</th><th class="text" scope="col">verdict</th></tr></thead>
        <tbody>
        {{#judgements}}
        <tr class="{{kind}}"><th class="text" scope="row">{{workload}}</th><td class="text">{{environment}}</td><td class="text">{{metric}}</td><td>{{overhead}}</td><td>{{interval}}</td><td>{{probability}}</td><td>{{detectable}}</td><td>{{blocks}}</td><td class="text"><span class="mark" aria-hidden="true">{{mark}}</span>{{label}}</td></tr>
        {{/judgements}}
        </tbody>
        </table>
        </div>
        </details>
        {{/hasComparisons}}

        """#

    private static let absolute = #"""
        {{#hasTimes}}
        <h2 id="times">Time per op</h2>
        <div class="scroll">
        <table>
        <thead><tr><th class="text" scope="col">workload</th><th scope="col">{{baseline}}</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#times}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row">{{workload}}</th>{{#cells}}<td>{{value}}{{#interval}}<small>{{interval}}</small>{{/interval}}</td>{{/cells}}</tr>
        {{/times}}
        </tbody>
        </table>
        </div>
        {{/hasTimes}}
        {{#hasCounters}}
        <h2 id="counters">Counters and tails</h2>
        <p class="note">Counted from outside the sandbox; time-p90 is what nine slices in ten stay below. Bold: the interval has no value in common with {{baseline}}'s.</p>
        <div class="scroll">
        <table>
        <thead><tr><th class="text" scope="col">workload</th><th class="text" scope="col">counter</th><th scope="col">{{baseline}}</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#counters}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row">{{workload}}</th><td class="text">{{metric}}</td>{{#cells}}<td{{#isApart}} class="apart"{{/isApart}}>{{value}}{{#interval}}<small>{{interval}}</small>{{/interval}}</td>{{/cells}}</tr>
        {{/counters}}
        </tbody>
        </table>
        </div>
        {{/hasCounters}}

        """#

    static let notes = #"""
        {{#hasWarnings}}
        <h2 id="warnings">Warnings</h2>
        <ul class="notes">
        {{#warnings}}
        <li>{{#entries}}{{message}} <span class="advice">({{places}})</span><br>{{/entries}}<span class="advice">→ {{advice}}</span></li>
        {{/warnings}}
        </ul>
        {{/hasWarnings}}
        {{#hasUnavailable}}
        <h2 id="unavailable">Not measured</h2>
        <ul class="notes">
        {{#unavailable}}
        <li><strong>{{metrics}}</strong>{{#scope}} {{scope}}{{/scope}}: {{reason}}</li>
        {{/unavailable}}
        </ul>
        {{/hasUnavailable}}

        """#

    static let evidence = #"""
        {{#hasEvidence}}
        <h2 id="evidence">Proof of treatment</h2>
        <p>What was observed of each environment while it was measured.</p>
        {{#evidence}}
        <details>
        <summary>{{environment}} <span>{{mechanisms}}</span></summary>
        <dl>{{#facts}}<dt>{{term}}</dt><dd><code>{{value}}</code></dd>{{/facts}}</dl>
        </details>
        {{/evidence}}
        {{/hasEvidence}}
        <h2 id="host">Host and run</h2>
        <dl>{{#hostFacts}}<dt>{{term}}</dt><dd>{{value}}</dd>{{/hostFacts}}</dl>

        """#

    static let method = #"""
        <h2 id="method">How this was measured</h2>
        {{#method}}
        <p>{{.}}</p>
        {{/method}}
        </main>
        </body>
        </html>

        """#
}
