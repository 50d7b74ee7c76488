import FoundationEssentials
import Results
import Testing

@testable import Report

@Suite struct JSONTests {
    @Test(arguments: GoldenTests.documents.map(\.document))
    func documentsRoundTrip(document: ResultDocument) throws {
        let text = try JSONReport().render(ComparisonTable(document))
        #expect(try JSONDecoder().decode(ResultDocument.self, from: Data(text.utf8)) == document)
        #expect(text.hasSuffix("}\n"))
        #expect(!text.contains("\\/"))
    }

    @Test func differencesRoundTrip() throws {
        let text = try JSONDifference().render(Fixture.regression)
        #expect(try JSONDecoder().decode(RunDifference.self, from: Data(text.utf8)) == Fixture.regression)
    }

    @Test func whatIsNilIsLeftOut() throws {
        let text = try JSONReport().render(ComparisonTable(Fixture.rich))
        #expect(!text.contains(" : null"))
        let effects = text.split(separator: "minimumDetectableEffect").count - 1
        #expect(effects == Fixture.rich.comparisons.count - 1)
    }

    @Test func emptyListsStayOnOneLine() throws {
        var document = Fixture.empty
        document.run.suite = "[\n]"
        let text = try JSONReport().render(ComparisonTable(document))
        #expect(text.contains("\"comparisons\" : []"))
        #expect(try JSONDecoder().decode(ResultDocument.self, from: Data(text.utf8)) == document)
    }

    @Test func infinityIsAnErrorThatNamesItsPlace() {
        var document = Fixture.rich
        document.comparisons[0].ratio.upper = .infinity
        #expect {
            _ = try JSONReport().render(ComparisonTable(document))
        } throws: { error in
            String(describing: error).contains("comparisons.0.ratio.upper is inf")
        }
    }
}
