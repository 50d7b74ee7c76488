import Results

/// What `isocost predict` prints.
public struct TerminalPrediction: PredictionFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let width: Int
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        width = options.columns
        ink = Ink(colour: options.colour)
    }

    public func render(_ document: PredictionDocument) throws(ReportError) -> String {
        let table = PredictionTable(document: document)
        let lines =
            Paragraph.lines(table.title.plain, width: width).map { ink.paint($0, .bold) }
            + Paragraph.lines(table.factors.plain, width: width).map { ink.paint($0, .dim) } + [""]
            + TerminalSideTable(width: width, ink: ink).lines(table.table)
        return lines.joined(separator: "\n") + "\n"
    }
}
