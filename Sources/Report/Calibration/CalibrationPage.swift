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
    let sections: [Section]
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

    struct Section {
        let identifier: String
        let title: String
        let note: String
        let columns: [Column]
        let rows: [Row]
    }

    struct Column {
        let group: String?
        let title: String
        let isText: Bool
    }

    struct Row {
        let family: String
        let isFirst: Bool
        let cells: [Cell]
    }

    struct Cell {
        let kind: String
        let mark: String?
        let label: String
        let text: String
        let isText: Bool
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
                text: Self.unbroken($0.text))
        }
        remarks = [table.verdict.outliers, table.verdict.sequential].compactMap { $0 }.map(Self.unbroken)
        detection = DetectionPlot(document)
        hasDetection = !detection.curves.isEmpty
        coverage = CoveragePlot(document)
        hasCoverage = !coverage.families.isEmpty
        sections = table.sections.map(Self.section)
        warnings = page.warnings
        hasWarnings = page.hasWarnings
        hostFacts = page.hostFacts
        method = CalibrationMethod.paragraphs(document)
    }

    /// Numbers are not parted from their `%`.
    private static func unbroken(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }

    private static func section(_ section: CalibrationSection) -> Section {
        let rows = section.rows.map { row in
            let cells = zip(section.columns, row.cells).dropFirst().map { column, cell in
                Cell(
                    kind: cell.standing?.rawValue ?? "", mark: cell.standing?.mark,
                    label: cell.standing?.label ?? "", text: unbroken(cell.text), isText: column.isText)
            }
            return Row(
                family: row.isFirst ? row.cells.first?.text ?? "" : "", isFirst: row.isFirst, cells: cells)
        }
        return Section(
            identifier: section.identifier, title: section.title, note: unbroken(section.note),
            columns: section.columns.map {
                Column(group: $0.group.isEmpty ? nil : $0.group, title: $0.title, isText: $0.isText)
            }, rows: rows)
    }
}
