import Testing

@testable import Report

@Suite struct DifferenceTests {
    @Test func theWorstComesFirst() {
        let findings = DifferenceTable(Fixture.regression).rows.map(\.finding)
        #expect(findings == [.slower, .slower, .inconclusive, .faster, .equivalent])
        #expect(DifferenceTable(Fixture.regression).rows[0].row.workload == Fixture.oddName)
    }

    @Test func hostsThatDifferAreNamed() throws {
        let note = try #require(DifferenceTable(Fixture.regression).hostNote)
        #expect(note.contains("kernel 6.18.5 → 6.19.0"))
        #expect(!note.contains("memory"))
        #expect(DifferenceTable(Fixture.passed).hostNote == nil)
    }

    @Test func inconclusiveComesWithAdvice() throws {
        let advice = try #require(DifferenceTable(Fixture.inconclusive).advice)
        #expect(advice.contains("mem.latency in container about 3.2 times the blocks"))
        #expect(DifferenceTable(Fixture.passed).advice == nil)
    }

    @Test func anEmptyComparisonSaysSo() throws {
        var difference = Fixture.passed
        difference.rows = []
        let text = try TerminalDifference().render(difference)
        #expect(text.hasPrefix("PASSED  no comparison has an interval in both runs\n"))
    }

    @Test func catalogueNamesWhatItKnows() {
        #expect(throws: ReportError.unknownFormat("pdf", known: ReportCatalog.all.map { $0.name })) {
            try ReportCatalog.format(named: "pdf")
        }
        #expect(Set(ReportCatalog.all.map { $0.name }).count == ReportCatalog.all.count)
    }
}
