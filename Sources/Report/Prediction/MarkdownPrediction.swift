import Results

/// A prediction in GitHub Flavored Markdown.
public struct MarkdownPrediction: PredictionFormat {
    public static let name = "markdown"
    public static let fileExtension = "md"

    public init() {}

    public func render(_ document: PredictionDocument) throws(ReportError) -> String {
        let table = PredictionTable(document: document)
        let lines =
            ["## isocost: \(MarkdownText.escaped(table.title))", "", MarkdownText.escaped(table.factors), ""]
            + MarkdownNotes().table(table.table)
        return lines.joined(separator: "\n") + "\n"
    }
}
