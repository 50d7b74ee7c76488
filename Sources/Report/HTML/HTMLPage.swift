import Results

/// Everything the page's template inserts, as text: Mustache finds the values by their names.
struct HTMLPage {
    let title: String
    let heading: String
    let version: String
    let facts: [String]
    let alerts: [String]
    let baseline: String
    let margin: String
    let chartNote: String
    let hasComparisons: Bool
    let answers: [Answer]
    let legend: [Mark]
    let plots: [ForestPlot]
    let columns: [String]
    let rows: [HTMLRow]
    let judgements: [HTMLJudgement]
    let hasTimes: Bool
    let times: [HTMLRow]
    let sections: [HTMLSideTable]
    let hasCounters: Bool
    let counters: [HTMLRow]
    let hasWarnings: Bool
    let warnings: [Note]
    let hasUnavailable: Bool
    let unavailable: [Missing]
    let hasEvidence: Bool
    let evidence: [Evidence]
    let hostFacts: [Fact]
    let method: [String]

    struct Answer {
        let environment: String
        let text: String
        let mechanisms: String?
        let tally: [Mark]
    }

    struct Mark {
        let kind: String
        let mark: String
        let label: String
        var count = 0
    }

    struct Note {
        let entries: [Entry]
        let advice: String

        struct Entry {
            let message: String
            let places: String
        }
    }

    struct Missing {
        let metrics: String
        let scope: String?
        let reason: String
    }

    struct Evidence {
        let environment: String
        let mechanisms: String
        let facts: [Fact]
    }

    struct Fact {
        let term: String
        let value: String
    }

    init(_ table: ComparisonTable) {
        let document = table.document
        let format = OverheadText(margin: document.run.margin)
        title = "What isolation costs: \(document.run.suite) · isocost"
        heading = "What isolation costs: \(document.run.suite)"
        version = document.run.version
        facts = Self.facts(of: document)
        alerts = Self.alerts(of: table)
        baseline = table.baseline
        margin = format.margin(document.run.margin)
        hasComparisons = !document.comparisons.isEmpty
        answers = table.headlines.map { Self.answer($0, document) }
        legend = Self.legend(of: table, format)
        columns = table.environments
        rows = HTMLRow.overheads(of: table)
        judgements = HTMLJudgement.all(of: table)
        times = HTMLRow.times(of: table)
        sections = table.sideTables.map(HTMLSideTable.init)
        hasTimes = !times.isEmpty
        counters = HTMLRow.counters(of: table)
        hasCounters = !counters.isEmpty
        warnings = table.warnings.map(Self.note)
        hasWarnings = !warnings.isEmpty
        unavailable = table.unavailable.map(Self.missing)
        hasUnavailable = !unavailable.isEmpty
        evidence = document.environments.map(Self.evidence)
        hasEvidence = !evidence.isEmpty
        hostFacts = HTMLPage.hostFacts(of: document)
        method = MethodText.paragraphs(table)
        let charts = Self.charts(of: table)
        plots = charts.plots
        chartNote = charts.note
    }
}

extension HTMLPage {
    private static func facts(of document: ResultDocument) -> [String] {
        let labels = RunText.labels(document.run)
        let calibration = document.calibration.map { [CalibrationText($0).sentence] } ?? []
        return [RunText.run(document.run), RunText.host(of: document)] + calibration
            + (labels.isEmpty ? [] : [labels])
    }

    private static func alerts(of table: ComparisonTable) -> [String] {
        var alerts = table.document.run.interrupted ? [RunText.interrupted] : []
        if table.document.comparisons.isEmpty {
            alerts.append(RunText.nothingCompared(table))
        }
        return alerts
    }

    private static func answer(_ headline: Headline, _ document: ResultDocument) -> Answer {
        let facts = document.environments.first { $0.name == headline.environment }
        let mechanisms = facts.map { $0.mechanisms.joined(separator: " · ") } ?? ""
        return Answer(
            environment: headline.environment, text: headline.text.replacing(" %", with: "\u{A0}%"),
            mechanisms: mechanisms.isEmpty ? nil : mechanisms,
            tally: Finding.allCases.compactMap { finding in
                headline.tally[finding].map { mark(finding, label: finding.label, count: $0) }
            })
    }

    private static func legend(of table: ComparisonTable, _ format: OverheadText) -> [Mark] {
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.finding })
        return Finding.allCases.filter(shown.contains).map { finding in
            let margin = " within " + format.margin(table.document.run.margin)
            return mark(finding, label: finding.label + (finding == .equivalent ? margin : ""))
        }
    }

    private static func mark(_ finding: Finding, label: String, count: Int = 0) -> Mark {
        Mark(kind: finding.rawValue, mark: finding.mark, label: label, count: count)
    }

    /// One drawing for each family, all on one scale.
    private static func charts(of table: ComparisonTable) -> (plots: [ForestPlot], note: String) {
        let ratios = table.rows.flatMap(\.cells).compactMap { $0?.ratio }
        let floors = table.rows.compactMap(\.noiseFloor).flatMap { [$0, -$0] }
        let scale = PlotScale(
            overheads: ratios.flatMap { [$0.lower - 1, $0.center - 1, $0.upper - 1] } + floors,
            margin: table.document.run.margin, left: ForestPlot.plotLeft, right: ForestPlot.plotRight)
        let plots = table.rows.map(\.family).unique.enumerated().map { index, family in
            ForestPlot(
                family: family, index: index, rows: table.rows.filter { $0.family == family }, table: table,
                scale: scale)
        }
        let kind =
            scale.isLinear
            ? "The scale is linear and the same in every panel."
            : "The scale is the same in every panel: linear around zero, logarithmic beyond the margin."
        return (
            plots,
            "Each line is a \(RunText.confidence(of: table.document)) interval, the dot its estimate: filled where "
                + "the verdict is clear, hollow where it is not. \(kind)"
        )
    }

    static func note(_ group: WarningGroup) -> Note {
        Note(
            entries: group.entries.map {
                Note.Entry(message: $0.message, places: $0.places.listed(limit: 8))
            }, advice: group.advice)
    }

    static func missing(_ group: UnavailableGroup) -> Missing {
        Missing(
            metrics: group.metrics.joined(separator: ", "),
            scope: group.scope == "everywhere" ? nil : group.scope, reason: group.reason)
    }

    private static func evidence(_ facts: ResultDocument.EnvironmentFacts) -> Evidence {
        let launcher = [("command", facts.commandLine), ("version", facts.version)]
        let observed = facts.evidence.sorted { $0.key < $1.key }.map { Fact(term: $0.key, value: $0.value) }
        return Evidence(
            environment: facts.name,
            mechanisms: facts.mechanisms.isEmpty ? "no mechanism" : facts.mechanisms.joined(separator: " · "),
            facts: launcher.compactMap { term, value in value.map { Fact(term: term, value: $0) } } + observed
        )
    }

    private static func hostFacts(of document: ResultDocument) -> [Fact] {
        let (host, run) = (document.host, document.run)
        let format = OverheadText(margin: run.margin)
        return [
            ("host", host.hostname), ("kernel", "Linux " + host.kernel),
            ("CPU", "\(host.cpuModel), \(RunText.cpus(host.cpus))"), ("NUMA nodes", "\(host.numaNodes)"),
            ("memory", RunText.memory(host.memoryBytes)), ("virtualization", host.virtualization),
            ("cgroup", host.cgroup), ("run", run.id), ("started", RunText.time(run.startedAt)),
            ("lasted", RunText.duration(run.durationSeconds)), ("seed", "\(run.seed)"),
            ("margin", format.margin(run.margin)), ("precision asked for", format.margin(run.precision)),
            ("isocost", run.version),
        ].map { Fact(term: $0.0, value: $0.1) }
    }
}
