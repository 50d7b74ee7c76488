import Results

/// An attribution in GitHub Flavored Markdown.
public struct MarkdownAttribution: AttributionFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ document: AttributionDocument) throws(ReportError) -> String {
        let table = AttributionTable(document)
        let notes = MarkdownNotes()
        let sections = [
            table.effects(of: document.workloads), table.shares, table.truth, table.interactions,
            table.additivity,
        ]
        let parts =
            [heading(table)] + table.waterfalls.map(waterfall)
            + sections.compactMap { $0 }.filter { !$0.rows.isEmpty }.map(notes.table)
            + [
                ["### Design", ""]
                    + AttributionDesignText.lines(document).map { "- " + MarkdownText.escaped($0) },
                notes.unavailable(table.unavailable), notes.warnings(table.warnings),
                MarkdownText.details("Host and run", facts(document)),
            ]
        return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func heading(_ table: AttributionTable) -> [String] {
        let interrupted = table.document.run.interrupted ? ["", "> ⚠ \(RunText.interrupted)"] : []
        return ["## isocost: what \(MarkdownText.escaped(table.document.target)) is made of"] + interrupted
            + ["", MarkdownText.escaped(table.headline)]
    }

    private func waterfall(_ fall: Waterfall) -> [String] {
        let rows = fall.steps.map { step in
            DisplayWidth.padded(DisplayWidth.shortened(step.label.plain, to: 20), to: 20) + " "
                + DisplayWidth.padded(step.seconds, to: 10, right: true) + "  "
                + (step.overhead.isEmpty
                    ? fall.bar(step, columns: 40)
                    : DisplayWidth.padded(fall.bar(step, columns: 40), to: 41) + step.overhead)
        }
        return [
            "**\(MarkdownText.escaped(fall.workload))** \(MarkdownText.escaped(fall.headline))", "",
            "```text",
        ] + rows
            + ["```", "", "<sub>\(MarkdownText.escaped(fall.additivity))</sub>"]
    }

    private func facts(_ document: AttributionDocument) -> [String] {
        ["run \(document.run.id)", RunText.run(document.run), RunText.host(document.host)].map {
            "- " + MarkdownText.escaped($0)
        }
    }
}
