import FoundationEssentials
import Statistics
import Testing

@testable import Report
@testable import Results

/// Predictions to render.
enum PredictionFixture {
    private static func interval(_ center: Double, _ below: Double, _ above: Double) -> Interval {
        Interval(center: center, lower: center - below, upper: center + above, confidence: 0.95)
    }

    private static func workload(_ name: String, _ seconds: Double, _ overhead: Interval)
        -> PredictionDocument.Workload
    {
        .init(
            workload: name, overhead: overhead,
            seconds: interval(seconds * (1 + overhead.center), seconds / 100, seconds / 100))
    }

    static var alone: PredictionDocument {
        .init(
            run: "20250304-050607-attribution", target: "container", environment: "pid-seccomp",
            factors: ["pid", "proc", "seccomp"],
            workloads: [
                workload("sys.null", 100.4e-9, interval(0.291, 0.011, 0.012)),
                workload("io.open", 1.69e-6, interval(1.141, 0.02, 0.19)),
                workload("net.tcp", 7.71e-6, interval(-0.00001, 0.004, 0.004)),
                workload("mem.fault", 1.47e-6, interval(-0.031, 0.004, 0.004)),
            ])
    }

    static var compared: PredictionDocument {
        var document = alone
        document.against = "20250304-060708-quick"
        document.workloads[0].measured = interval(0.287, 0.003, 0.003)
        document.workloads[0].agrees = true
        document.workloads[1].measured = interval(1.52, 0.03, 0.03)
        document.workloads[1].agrees = false
        document.workloads[2].measured = interval(0.00002, 0.003, 0.003)
        document.workloads[2].agrees = true
        return document
    }

    static var hostile: PredictionDocument {
        var document = compared
        document.environment = Fixture.oddName
        document.target = "\u{1B}[2J<b>"
        document.factors = []
        document.against = "\u{1B}]0;title\u{7}|run|"
        document.workloads[0].workload = Fixture.oddName + " and more than a terminal has room for"
        return document
    }

    static let all: [(name: String, document: PredictionDocument)] = [
        ("alone", alone), ("compared", compared), ("hostile", hostile),
    ]
}

@Suite struct PredictionTests {
    @Test(arguments: ReportCatalog.predictions.map { $0.name })
    func predictionsLookAsAccepted(format name: String) throws {
        let format = try ReportCatalog.prediction(named: name, options: RenderOptions(width: 80))
        for (kind, document) in PredictionFixture.all where kind == "compared" || name != "json" {
            try GoldenFile.check(
                try format.render(document), "prediction-\(kind).\(type(of: format).fileExtension)")
        }
    }

    @Test(arguments: [60, 120])
    func terminalLooksAsAccepted(width: Int) throws {
        let format = TerminalPrediction(options: RenderOptions(colour: width == 120, width: width))
        try GoldenFile.check(
            try format.render(PredictionFixture.compared), "prediction-compared-\(width).txt")
    }

    @Test(arguments: [60, 80, 100, 200])
    func linesFitTheTerminal(width: Int) throws {
        for (_, document) in PredictionFixture.all {
            let text = try TerminalPrediction(options: RenderOptions(width: width)).render(document)
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }

    @Test func namesAreHarmless() throws {
        for format in ReportCatalog.predictions where format.name != "json" {
            let text = try format.init().render(PredictionFixture.hostile)
            #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"), "\(format.name)")
        }
        let markdown = try MarkdownPrediction().render(PredictionFixture.hostile)
        #expect(!markdown.contains("<b>") && markdown.contains("\\|run\\|"))
    }

    @Test func whatWasNotMeasuredIsNamed() {
        let rows = PredictionTable(document: PredictionFixture.compared).table.rows
        #expect(rows.map { $0.cells.last?.text } == ["agrees", "differs", "agrees", "not measured"])
        #expect(
            rows.map(\.cells[2].text) == ["+29.1 ±1.2 %", "×2.14 −0.02+0.19", "0.0 ±0.4 %", "−3.1 ±0.4 %"])
        #expect(rows.map(\.cells[3].text) == ["+28.7 ±0.3 %", "×2.52 ±0.03", "0.0 ±0.3 %", "–"])
        #expect(rows.map(\.cells[1].text) == ["130 ns", "3.62 µs", "7.71 µs", "1.42 µs"])
        #expect(PredictionTable(document: PredictionFixture.alone).table.columns.count == 3)
    }

    @Test func jsonIsTheDocument() throws {
        let text = try JSONPrediction().render(PredictionFixture.compared)
        let document = try JSONDecoder().decode(PredictionDocument.self, from: Data(text.utf8))
        #expect(
            document.workloads == PredictionFixture.compared.workloads
                && document.against == "20250304-060708-quick")
        #expect(text.contains(#""schema" : "isocost.prediction/1""#))
    }
}
