import Results

/// Everything the template of an attribution's page inserts, as text: Mustache finds the values by their names.
struct AttributionPage {
    let title: String
    let heading: String
    let version: String
    let facts: [String]
    let alerts: [String]
    let headline: String
    let waterfalls: [WaterfallPlot]
    let sections: [HTMLSideTable]
    let design: [String]
    let hasWarnings: Bool
    let warnings: [HTMLPage.Note]
    let hostFacts: [HTMLPage.Fact]
    let method: [String]
    let hasUnavailable: Bool
    let unavailable: [HTMLPage.Missing]
    // What the parts shared with the page of a run ask for, and an attribution does not have.
    let hasEvidence = false

    init(_ document: AttributionDocument) {
        let table = AttributionTable(document)
        let page = HTMLPage(
            ComparisonTable(
                ResultDocument(
                    run: document.run, host: document.host, environments: [], measurements: [],
                    comparisons: [],
                    unavailable: [], calibration: document.calibration)))
        title = "What \(document.target) is made of · isocost"
        heading = "What \(document.target) is made of"
        version = document.run.version
        facts = page.facts
        alerts = document.run.interrupted ? [RunText.interrupted] : []
        headline = table.headline.replacing("(in ", with: "(in\u{A0}")
        waterfalls = table.waterfalls.enumerated().map { WaterfallPlot($1, index: $0) }
        sections = [
            table.effects(of: document.workloads), table.truth, table.interactions, table.additivity,
            table.shares,
        ]
        .compactMap { $0 }.filter { !$0.rows.isEmpty }.map(HTMLSideTable.init)
        design = AttributionDesignText.lines(document).map(HTMLSideTable.unbroken)
        warnings = table.warnings.map(HTMLPage.note)
        hasWarnings = !warnings.isEmpty
        unavailable = table.unavailable.map(HTMLPage.missing)
        hasUnavailable = !unavailable.isEmpty
        hostFacts = page.hostFacts
        method = AttributionMethod.paragraphs
    }
}

/// An attribution as one page that needs nothing else.
enum AttributionTemplate {
    static let text =
        HTMLTemplate.head(style: HTMLStyle.text + WaterfallPlot.style) + answer + WaterfallPlot.template
        + HTMLSideTable.template + design + HTMLTemplate.notes + HTMLTemplate.evidence + HTMLTemplate.method

    private static let answer = #"""
        <p><strong>{{headline}}</strong></p>
        <h2 id="waterfalls">From bare to the whole</h2>

        """#

    private static let design = #"""
        <h2 id="design">Design</h2>
        {{#design}}
        <p class="note">{{.}}</p>
        {{/design}}

        """#
}

/// How an attribution is made, for the page's last section.
enum AttributionMethod {
    static let paragraphs = [
        "Every arm of a block is another combination of the mechanisms, launched fresh and run in turns with all the "
            + "others on one CPU. A block's time of an arm is the median over its rounds of its time against that of bare.",
        "Least squares on the arms of a block give what each mechanism adds, as part of the time without any. The "
            + "blocks are the replicates: an effect is the Hodges-Lehmann estimate over them, with the interval of the "
            + "signed-rank test. By how much arms lie off the model beyond the spread of the blocks widens it.",
        "Interactions join the model one by one, when the arms speak for them after a correction for the number of "
            + "pairs that were looked at. Shares are Shapley values of the fitted model: the average of what a "
            + "mechanism adds over all orders in which they could be turned on.",
        "One factor changes nothing: what is found of it can't be told from nothing, and no effect smaller than that is "
            + "called real.",
    ]
}
