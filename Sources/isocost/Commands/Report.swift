import ArgumentParser
import Report
import Results

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a report of a run again, from its raw data.",
        discussion: """
            Needs no root and works on any host, also with the folder of a run that was killed, and with that of \
            a calibration or an attribution (but for csv).

            EXAMPLES
              isocost report results/RUN
              isocost report results/RUN --format html --output report.html
              isocost report results/RUN --format csv | head
            """)

    @Argument(help: ArgumentHelp("Run folders.", valueName: "run"))
    var runs: [String]

    @Option(help: "terminal, markdown, html, json or csv.")
    var format = TerminalReport.name

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    mutating func validate() throws {
        guard ReportCatalog.all.contains(where: { $0.name == format }) else {
            throw ValidationError(Unknown.format(format, known: ReportCatalog.all.map { $0.name }))
        }
        guard runs.count == 1 || [TerminalReport.name, MarkdownReport.name].contains(format) else {
            throw ValidationError("--format \(format) makes one document of one run; name a single run.")
        }
    }

    func run() throws {
        try failing { try Console.deliver(try runs.map(render).joined(), to: output) }
    }

    /// Of a calibration's folder, what it found of the method; of an attribution's, what each mechanism costs.
    private func render(_ run: String) throws -> String {
        let folder = RunFolder(run)
        let options = output == nil ? Console.renderOptions(runPath: run) : .init(runPath: run)
        if let document = try CalibrationAnalysis.document(of: folder) {
            return try ReportCatalog.calibration(named: format, options: options).render(document)
        }
        if let document = try AttributionAnalysis.document(of: folder) {
            return try ReportCatalog.attribution(named: format, options: options).render(document)
        }
        return try ReportCatalog.format(named: format, options: options).render(
            ComparisonTable(try Analysis.result(of: folder)))
    }
}
