import Results

/// Everything the template of a calibration's page inserts, as text: Mustache finds the values by their names.
struct CalibrationPage {
    let title: String
    let heading: String
    let version: String
    let facts: [String]
    let alerts: [String]
    let verdict: String
    let standing: String
    let checks: [Check]
    let remarks: [String]
    let hasDetection: Bool
    let detection: DetectionPlot
    let hasCoverage: Bool
    let coverage: CoveragePlot
    let sections: [HTMLSideTable]
    let hasWarnings: Bool
    let warnings: [HTMLPage.Note]
    let hostFacts: [HTMLPage.Fact]
    let method: [String]
    // What the parts shared with the page of a run ask for, and a calibration does not have.
    let hasUnavailable = false
    let hasEvidence = false

    struct Check {
        let kind: String
        let mark: String
        let label: String
        let title: String
        let text: String
    }

    init(_ document: CalibrationDocument) {
        let table = CalibrationTable(document)
        let page = HTMLPage(table.facts)
        title = "Can isocost be trusted on \(document.host.hostname)?"
        heading = "Can isocost be trusted here?"
        version = document.run.version
        facts = page.facts + [table.reading]
        alerts = [document.run.interrupted ? RunText.interrupted : nil, table.alert].compactMap { $0 }
        verdict = "\(table.verdict.claim): \(table.verdict.tally)."
        standing = table.verdict.standing.rawValue
        checks = table.verdict.checks.map {
            Check(
                kind: $0.standing.rawValue, mark: $0.standing.mark, label: $0.standing.label, title: $0.title,
                text: HTMLSideTable.unbroken($0.text))
        }
        remarks = [table.verdict.outliers, table.verdict.sequential].compactMap { $0 }.map(
            HTMLSideTable.unbroken)
        detection = DetectionPlot(document)
        hasDetection = !detection.curves.isEmpty
        coverage = CoveragePlot(document)
        hasCoverage = !coverage.families.isEmpty
        sections = table.sections.map(HTMLSideTable.init)
        warnings = page.warnings
        hasWarnings = page.hasWarnings
        hostFacts = page.hostFacts
        method = CalibrationMethod.paragraphs(document)
    }
}
