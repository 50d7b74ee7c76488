import Results
import Testing

@testable import Report

@Suite struct HeadlineTests {
    private func headline(_ cells: [FixtureCell], floor: Double = 0.004) -> String {
        var builder = DocumentBuilder(margin: 0.01)
        for (index, cell) in cells.enumerated() {
            builder.workload("sys.w\(index)", seconds: 1e-6, floor: floor, cells: [cell])
        }
        return ComparisonTable(builder.document).headlines[0].text
    }

    @Test func whyAnEnvironmentWasNotMeasured() throws {
        var document = Fixture.rich
        document.comparisons.removeAll { $0.environment == "gvisor" }
        let missing = ResultDocument.Unavailable(
            metric: "time", reason: "not installed\nsee the manual", environment: "gvisor")
        document.unavailable.append(missing)
        let table = ComparisonTable(document)
        #expect(table.headlines.last?.text == "was not measured: not installed.")
        #expect(table.unavailable.last?.scope == "in gvisor")
        for format in ReportCatalog.all {
            let text = try format.init().render(table)
            #expect(text.contains("not installed") && text.contains("see the manual"), "\(format.name)")
        }
    }

    @Test func nothingResolved() {
        #expect(
            headline([.init(1.001, 0.003), .init(0.999, 0.002)])
                == "costs nothing that this host can resolve: 2 of 2 equivalent within ±1 %.")
    }

    @Test func aCostBelowTheMarginIsNotCalledNothing() {
        #expect(
            headline([.init(1.001, 0.003), .init(1.006, 0.001)])
                == "costs less than the margin: 2 of 2 equivalent within ±1 %; the largest is sys.w1 +0.6 %.")
    }

    @Test func insideTheNoiseFloorIsNotCalledReal() {
        let text = headline([.init(1.015, 0.004, "slower")], floor: 0.02)
        #expect(!text.contains("slower"))
        #expect(text.contains("1 inside the noise floor, so not called real: sys.w0"))
    }

    @Test func inconclusiveSaysHowManyBlocksAreMissing() {
        // max(|0.002|, 0.01 − 0.002) = 0.008; (0.016 / 0.008)² = 4 times the 40 blocks.
        let text = headline([.init(1.002, 0.016, "inconclusive")])
        #expect(text == "remains open: 1 inconclusive: sys.w0 (needs about 120 more blocks).")
    }

    @Test func theLargestComesFirstWhicheverWay() {
        let text = headline([
            .init(1.1, 0.01, "slower"), .init(4.1, 0.1, "slower"), .init(0.2, 0.01, "faster"),
        ])
        #expect(
            text == "is slower in 2 of 3: sys.w1 ×4.10 and sys.w0 +10.0 %; faster in 1 of 3: sys.w2 ×0.20.")
    }

    @Test func blocksNeededKnowsItsLimits() {
        let ratio = { ResultDocument.Ratio(center: $0, lower: $1, upper: $2, confidence: 0.95) }
        #expect(BlocksNeeded.more(than: 40, for: ratio(1, -.infinity, .infinity), margin: 0.01) == nil)
        #expect(BlocksNeeded.more(than: 40, for: ratio(1, 0.995, 1.005), margin: 0.01) == nil)
        #expect(BlocksNeeded.more(than: 10, for: ratio(1, 0.98, 1.02), margin: 0.01) == 30)
    }
}
