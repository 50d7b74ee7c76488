import Results
import Testing

@testable import Report

@Suite struct TerminalTests {
    @Test(arguments: [60, 72, 80, 100, 133])
    func noLineIsWiderThanTheTerminal(width: Int) throws {
        let options = RenderOptions(width: width)
        let reports = try [Fixture.rich, Fixture.interrupted, Fixture.single, Fixture.empty].map {
            try TerminalReport(options: options).render(ComparisonTable($0))
        }
        let differences = try [Fixture.regression, Fixture.inconclusive, Fixture.passed].map {
            try TerminalDifference(options: options).render($0)
        }
        for line in (reports + differences).flatMap({ $0.split(separator: "\n") }) {
            #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        }
    }

    @Test func fourEnvironmentsFitEightyColumns() throws {
        var document = Fixture.rich
        document.comparisons.removeAll { $0.workload == Fixture.oddName || $0.workload == "sys.fork" }
        document.measurements.removeAll { $0.workload == Fixture.oddName || $0.workload == "sys.fork" }
        let text = try TerminalReport(options: RenderOptions(width: 80)).render(ComparisonTable(document))
        let heading = text.split(separator: "\n").first { $0.contains("time/op") && $0.contains("chroot") }
        #expect(heading?.contains("gvisor") == true)
    }

    @Test func onlyColourEscapes() throws {
        let table = ComparisonTable(Fixture.rich)
        let plain = try TerminalReport(options: RenderOptions(width: 80)).render(table)
        let coloured = try TerminalReport(options: RenderOptions(colour: true, width: 80)).render(table)
        #expect(!plain.unicodeScalars.contains("\u{1B}"))
        #expect(coloured.unicodeScalars.contains("\u{1B}"))
        // The name of the command holds an escape sequence of its own, which must not get through.
        let bare = coloured.replacing(#/\x1B\[[0-9;]*m/#, with: "")
        #expect(bare == plain)
        #expect(try !TerminalDifference().render(Fixture.regression).unicodeScalars.contains("\u{1B}"))
    }

    @Test func everyFindingHasItsMark() throws {
        let text = try TerminalReport(options: RenderOptions(width: 120)).render(
            ComparisonTable(Fixture.rich))
        for finding in Finding.allCases {
            #expect(text.contains("\(finding.mark) \(finding.label)"), "\(finding)")
        }
    }

    @Test func hintNamesTheRun() throws {
        let options = RenderOptions(runPath: "results/7")
        let text = try TerminalReport(options: options).render(ComparisonTable(Fixture.single))
        #expect(text.contains("isocost report results/7 --format html"))
    }
}
