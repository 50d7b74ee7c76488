import Testing

@testable import Report
@testable import Results

@Suite struct CalibrationPageTests {
    @Test(arguments: CalibrationFixture.all.map(\.document) + [CalibrationTests.hostile])
    func tagsAreBalanced(document: CalibrationDocument) throws {
        let page = try HTMLCalibration().render(document)
        #expect(PageCheck.unbalanced(page) == [])
        for reference in ["http://", "https://", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test func namesAreEscaped() throws {
        let page = try HTMLCalibration().render(CalibrationTests.hostile)
        #expect(page.contains("&lt;script&gt;"))
        #expect(page.unicodeScalars.contains("\u{301}"))
        let quoted = page.unicodeScalars.split(separator: "\"").filter { $0.first == "\u{301}" }
        #expect(quoted.isEmpty)
        // What looks like a tag of the template is text.
        #expect(page.contains("{{version}}"))
    }

    @Test func everyShareIsDrawn() throws {
        for (_, document) in CalibrationFixture.all {
            let page = try HTMLCalibration().render(document)
            #expect(page.split(separator: "<circle").count - 1 == document.coverage.count)
            let families = Set(document.detection.map(\.family)).count
            #expect(page.split(separator: "class=\"range\"").count - 1 == document.detection.count)
            #expect(page.split(separator: "class=\"curve\"").count - 1 == families)
        }
    }

    @Test func largerEffectsStandFurtherRight() {
        let effects = CalibrationFixture.injections[2...6].map { $0.truth - 1 }
        let scale = EffectScale(effects, left: 100, right: 900)
        #expect(scale.x(effects[0]) == 100 && abs(scale.x(effects[4]) - 900) < 1e-9)
        for (smaller, larger) in zip(effects, effects.dropFirst()) {
            #expect(scale.x(larger) - scale.x(smaller) > 60)
        }
        #expect(scale.contains(0.01) && !scale.contains(0.2) && !scale.contains(0))
        #expect(!EffectScale([0.02], left: 100, right: 900).contains(0.01))
        #expect(EffectScale([0.02], left: 100, right: 900).x(0.02) == 500)
    }

    @Test(arguments: CalibrationFixture.all.map(\.document))
    func sharesStayInThePlot(document: CalibrationDocument) {
        let rates = document.coverage.map(\.covering)
        let scale = ShareScale(rates, target: 0.93...0.97)
        for rate in rates {
            #expect(scale.x(rate.lower) < scale.x(rate.upper))
            #expect((ForestPlot.plotLeft...ForestPlot.plotRight).contains(scale.x(rate.lower)))
        }
        #expect(scale.ticks.last == 1 && scale.ticks.count >= 3)
        #expect(scale.x(0.95) - scale.x(0.93) > 5)
    }

    @Test func curvesRiseUpwards() {
        #expect(DetectionPlot.y(1) == DetectionPlot.top)
        #expect(DetectionPlot.y(0) == DetectionPlot.bottom)
        #expect(DetectionPlot.y(0.8) < DetectionPlot.y(0.2))
    }

    @Test func neighbouringFamiliesDiffer() {
        let paths = (0..<4).map { PlotSymbol($0).path(x: 0, y: 0) }
        #expect(Set(paths).count == 4)
        #expect(PlotSymbol(5) == PlotSymbol(1))
    }
}
