import Results

/// Everything the template of a verification's page inserts, as text: Mustache finds the values by their
/// names.
struct VerificationPage {
    let title: String
    let heading = "What the environments really contain"
    let version: String
    let facts: [String]
    let alerts: [String] = []
    let verdict: String
    let standing: String
    let answers: [Answer]
    let legend: [String]
    let columns: [String]
    let groups: [Group]
    let attempts: [Attempt]
    let hasReached: Bool
    let reached: [Note]
    let hasUnavailable: Bool
    let unavailable: [Note]
    let hasMissing: Bool
    let missing: [Note]
    let hostFacts: [HTMLPage.Fact]
    let method = VerificationMethod.paragraphs
    // What the parts shared with the page of a run ask for, and a verification does not have.
    let hasEvidence = false

    struct Answer {
        let environment: String
        let text: String
        let mechanisms: String?
        let tally: [Share]
    }

    struct Share {
        let kind: String
        let label: String
        let count: Int
    }

    /// Rows that belong together.
    struct Group {
        let rows: [Row]
    }

    struct Row {
        let name: String
        let title: String
        let identifier: String
        let isFirst: Bool
        let cells: [Cell]
    }

    struct Cell {
        let kind: String
        let mark: String?
        let text: String
        let detail: String
    }

    /// One property with what was done, and what came of it.
    struct Attempt {
        let identifier: String
        let name: String
        let title: String
        let description: String
        let outcomes: [Finding]
    }

    struct Finding {
        let environment: String
        let property: String
        let kind: String
        let verdict: String
        let detail: String
        let promise: String?
    }

    /// A subject and what is to be said of it.
    struct Note {
        let subject: String
        let reason: String
    }

    init(_ document: VerificationDocument) {
        let table = VerificationTable(document)
        title = "Isolation verified on \(document.host.hostname) · isocost"
        version = document.run.version
        facts = [table.runLine, RunText.host(document.host)]
        verdict = "\(table.verdict.prefix(1))\(table.verdict.dropFirst().lowercased()): \(table.claim)."
        standing = document.failures.isEmpty ? "kept" : "broken"
        answers = table.headlines.map(Self.answer)
        columns = table.environments.map(\.name)
        groups = table.rows.map(\.group).unique.map { group in
            let rows = table.rows.filter { $0.group == group }
            return Group(rows: rows.enumerated().map { Self.row($0.element, isFirst: $0.offset == 0) })
        }
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.standing })
        legend = VerificationStanding.allCases.filter(shown.contains).compactMap(\.legend)
        attempts = table.rows.map(Self.attempt)
        reached = table.reached.map { Note(subject: "\($0.property) in \($0.places)", reason: $0.text) }
        hasReached = !reached.isEmpty
        unavailable = table.unavailable.map { Note(subject: $0.name, reason: $0.unavailable ?? "") }
        hasUnavailable = !unavailable.isEmpty
        missing = table.missing.map {
            Note(
                subject: $0.properties.joined(separator: ", ")
                    + ($0.scope == "everywhere" ? "" : " \($0.scope)"),
                reason: $0.reason)
        }
        hasMissing = !missing.isEmpty
        hostFacts = Self.hostFacts(of: document)
    }
}

extension VerificationPage {
    private static func answer(_ headline: VerificationTable.Headline) -> Answer {
        let mechanisms = headline.environment.mechanisms.joined(separator: " · ")
        return Answer(
            environment: headline.environment.name, text: headline.text,
            mechanisms: mechanisms.isEmpty ? nil : mechanisms,
            tally: headline.tally.map {
                Share(kind: $0.verdict == "n/a" ? "missing" : $0.verdict, label: $0.verdict, count: $0.count)
            })
    }

    private static func row(_ row: VerificationTable.Row, isFirst: Bool) -> Row {
        Row(
            name: row.property.name, title: row.property.title, identifier: identifier(row.property.name),
            isFirst: isFirst,
            cells: row.cells.map { cell in
                guard let cell else { return Cell(kind: "", mark: nil, text: "–", detail: "") }
                let mark = cell.standing.mark
                return Cell(
                    kind: cell.standing.rawValue, mark: mark == " " ? nil : mark, text: cell.text,
                    detail: cell.outcome.detail)
            })
    }

    private static func attempt(_ row: VerificationTable.Row) -> Attempt {
        Attempt(
            identifier: identifier(row.property.name), name: row.property.name, title: row.property.title,
            description: "The probe \(row.property.attempt).",
            outcomes: row.cells.compactMap { $0.map(finding) })
    }

    private static func finding(_ cell: VerificationTable.Cell) -> Finding {
        let outcome = cell.outcome
        return Finding(
            environment: outcome.environment, property: outcome.property, kind: cell.standing.rawValue,
            verdict: cell.text, detail: outcome.detail,
            promise: outcome.promisedBy.isEmpty ? nil : outcome.promisedBy.listed(limit: 8))
    }

    /// For links within the page: a dot would have to be escaped in style sheets.
    private static func identifier(_ name: String) -> String { name.replacing(".", with: "-") }

    private static func hostFacts(of document: VerificationDocument) -> [HTMLPage.Fact] {
        let (host, run) = (document.host, document.run)
        return [
            ("host", host.hostname), ("kernel", "Linux " + host.kernel),
            ("CPU", "\(host.cpuModel), \(RunText.cpus(host.cpus))"),
            ("memory", RunText.memory(host.memoryBytes)), ("virtualization", host.virtualization),
            ("cgroup", host.cgroup), ("started", RunText.time(run.startedAt)),
            ("lasted", RunText.duration(run.durationSeconds)),
            ("attempted by", run.userID == 0 ? "root" : "user \(run.userID)"), ("isocost", run.version),
        ].map { HTMLPage.Fact(term: $0.0, value: $0.1) }
    }
}
