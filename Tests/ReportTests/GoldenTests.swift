import Report
import Results
import Testing

@Suite struct GoldenTests {
    static let documents: [(name: String, document: ResultDocument)] = [
        ("rich", Fixture.rich), ("checked", Fixture.checked), ("interrupted", Fixture.interrupted),
        ("single", Fixture.single),
        ("empty", Fixture.empty),
    ]

    @Test(arguments: ReportCatalog.all.map { $0.name })
    func reportsLookAsAccepted(format name: String) throws {
        let format = try ReportCatalog.format(named: name)
        for (document, content) in Self.documents where document == "rich" || name != "json" && name != "csv"
        {
            let text = try format.render(ComparisonTable(content))
            try GoldenFile.check(text, "\(document).\(type(of: format).fileExtension)")
        }
    }

    @Test(arguments: [60, 80, 120])
    func terminalLooksAsAccepted(width: Int) throws {
        let format = TerminalReport(options: RenderOptions(width: width))
        try GoldenFile.check(try format.render(ComparisonTable(Fixture.rich)), "rich-\(width).txt")
    }

    @Test func coloursLookAsAccepted() throws {
        let options = RenderOptions(colour: true, width: 80, runPath: "results/20250304-050607-quick")
        let text = try TerminalReport(options: options).render(ComparisonTable(Fixture.rich))
        try GoldenFile.check(text, "rich-colour.txt")
    }

    @Test(arguments: ReportCatalog.differences.map { $0.name })
    func differencesLookAsAccepted(format name: String) throws {
        let options = RenderOptions(width: 80)
        let format = try ReportCatalog.difference(named: name, options: options)
        let differences = [
            ("regression", Fixture.regression), ("inconclusive", Fixture.inconclusive),
            ("passed", Fixture.passed),
        ]
        for (verdict, difference) in differences {
            try GoldenFile.check(
                try format.render(difference), "difference-\(verdict).\(type(of: format).fileExtension)")
        }
    }
}
