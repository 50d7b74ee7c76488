import Results

/// What stands below the figures of a Markdown report.
struct MarkdownNotes {
    func warnings(_ groups: [WarningGroup]) -> [String] {
        guard !groups.isEmpty else { return [] }
        let items = groups.flatMap { group in
            group.entries.map { entry in
                "- \(MarkdownText.escaped(entry.message)) (\(MarkdownText.escaped(entry.places.listed())))"
            } + ["  - " + MarkdownText.escaped(group.advice)]
        }
        return ["**Warnings**", ""] + items
    }

    func unavailable(_ groups: [UnavailableGroup]) -> [String] {
        guard !groups.isEmpty else { return [] }
        let items = groups.map { group in
            let scope = group.scope == "everywhere" ? "" : " (\(group.scope))"
            let metrics = group.metrics.joined(separator: ", ")
            return "- " + MarkdownText.escaped("\(metrics)\(scope): \(group.reason)")
        }
        return ["**Not measured**", ""] + items
    }

    func facts(of table: ComparisonTable) -> [String] {
        let labels = RunText.labels(table.document.run)
        let lines = [
            "run \(table.document.run.id)", RunText.run(table.document.run), RunText.host(of: table.document),
        ]
        return (lines + (labels.isEmpty ? [] : [labels])).map { "- " + MarkdownText.escaped($0) }
    }
}
