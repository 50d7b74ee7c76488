import Results

/// A verification in GitHub Flavored Markdown: the verdict, the matrix, and every attempt folded away.
public struct MarkdownVerification: VerificationFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ document: VerificationDocument) throws(ReportError) -> String {
        let table = VerificationTable(document)
        let sections = [
            ["## isocost: \(table.verdict.lowercased())"], [MarkdownText.escaped(table.claim) + "."],
            headlines(of: table), matrix(of: table), legend(of: table), reached(in: table),
            missing(in: table),
            unavailable(in: table), MarkdownText.details("Every attempt", attempts(of: table)),
            MarkdownText.details("Host and run", facts(of: table)),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func headlines(of table: VerificationTable) -> [String] {
        table.headlines.map {
            "- **\(MarkdownText.escaped($0.environment.name))** \(MarkdownText.escaped($0.text))"
        }
    }

    private func matrix(of table: VerificationTable) -> [String] {
        let names = table.environments.map { MarkdownText.escaped($0.name) }
        let rows = table.rows.map { row in
            let label = "\(MarkdownText.escaped(row.property.title))<br><sub>\(row.property.name)</sub>"
            return [label] + row.cells.map { $0.map(cell) ?? "–" }
        }
        return MarkdownText.table(heading: ["of the host"] + names, left: names.count + 1, rows: rows)
    }

    /// What should be found at a glance is set in bold.
    private func cell(_ cell: VerificationTable.Cell) -> String {
        let text = MarkdownText.escaped(cell.text)
        switch cell.standing {
        case .kept: return "✓ \(text)"
        case .broken: return "**✗ \(text)**"
        case .escaped: return "**\(text)**"
        case .isolated, .shared, .missing: return text
        }
    }

    private func legend(of table: VerificationTable) -> [String] {
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.standing })
        let texts = VerificationStanding.allCases.filter(shown.contains).compactMap(\.legend)
        return texts.isEmpty
            ? [] : ["<sub>" + texts.map(MarkdownText.escaped).joined(separator: " · ") + "</sub>"]
    }

    private func reached(in table: VerificationTable) -> [String] {
        guard !table.reached.isEmpty else { return [] }
        let items = table.reached.map { found in
            let subject = "\(found.property) in \(found.places)"
            return
                "- \(found.standing.mark) **\(MarkdownText.escaped(subject))**: \(MarkdownText.escaped(found.text))"
        }
        return ["**Broken or escaped**", ""] + items
    }

    private func missing(in table: VerificationTable) -> [String] {
        guard !table.missing.isEmpty else { return [] }
        let items = table.missing.map { group in
            let scope = group.scope == "everywhere" ? "" : " \(group.scope)"
            return "- "
                + MarkdownText.escaped("\(group.properties.joined(separator: ", "))\(scope): \(group.reason)")
        }
        return ["**Not attempted**", ""] + items
    }

    private func unavailable(in table: VerificationTable) -> [String] {
        guard !table.unavailable.isEmpty else { return [] }
        let items = table.unavailable.map {
            "- " + MarkdownText.escaped("\($0.name): \($0.unavailable ?? "")")
        }
        return ["**Not available here**", ""] + items
    }

    private func attempts(of table: VerificationTable) -> [String] {
        let rows = table.rows.flatMap { row in
            row.cells.compactMap { $0 }.map { cell in
                [
                    row.property.name, MarkdownText.escaped(cell.outcome.environment), self.cell(cell),
                    MarkdownText.escaped(cell.outcome.detail),
                ]
            }
        }
        return rows.isEmpty
            ? []
            : MarkdownText.table(
                heading: ["property", "environment", "verdict", "attempt"], left: 4, rows: rows)
    }

    private func facts(of table: VerificationTable) -> [String] {
        [table.runLine, RunText.host(table.document.host)].map { "- " + MarkdownText.escaped($0) }
    }
}
