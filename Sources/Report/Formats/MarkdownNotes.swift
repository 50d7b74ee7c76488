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

    func table(_ table: SideTable) -> [String] {
        let heading = table.columns.map { $0.group.isEmpty ? $0.title : "\($0.group), \($0.title)" }
        return ["### \(MarkdownText.escaped(table.fullTitle))", ""]
            + MarkdownText.table(
                heading: heading.map(MarkdownText.escaped), left: table.columns.prefix { $0.isText }.count,
                rows: table.rows.map { $0.cells.map(cell) })
            + ["", "<sub>\(MarkdownText.escaped(table.note))</sub>"]
    }

    private func cell(_ cell: SideTable.Cell) -> String {
        let text = MarkdownText.escaped(cell.marked)
        return cell.standing == .missed ? "**\(text)**" : text
    }

    func facts(of table: ComparisonTable) -> [String] {
        let labels = RunText.labels(table.document.run)
        let lines =
            [
                "run \(table.document.run.id)", RunText.run(table.document.run),
                RunText.host(of: table.document),
            ] + (table.document.calibration.map { [CalibrationText($0).sentence] } ?? [])
        return (lines + (labels.isEmpty ? [] : [labels])).map { "- " + MarkdownText.escaped($0) }
            + table.document.environments.compactMap(launcher)
    }

    /// What started the worker of an environment, where that was not isocost.
    private func launcher(of environment: ResultDocument.EnvironmentFacts) -> String? {
        guard let command = environment.commandLine else { return nil }
        let version = environment.version.map { MarkdownText.escaped($0) + ", " } ?? ""
        let name = MarkdownText.escaped(environment.name)
        return "- \(name) is started by \(version)<code>\(MarkdownText.escaped(command))</code>"
    }
}
