import Testing

@testable import Report
@testable import Results

@Suite struct WaterfallTests {
    static let falls = AttributionFixture.all.flatMap { AttributionTable($0.document).waterfalls }

    @Test func stepsBeginWhereTheLastOneEnded() {
        for (fall, workload) in zip(Self.falls, AttributionFixture.all.flatMap(\.document.workloads)) {
            let (base, measured) = (workload.seconds.center, workload.additivity.measured.center)
            let moving = fall.steps.dropFirst().dropLast()
            var at = base
            for step in moving {
                #expect(step.from == at, "\(step.label)")
                at = step.to
            }
            #expect(abs(at - base * (1 + measured)) < base * 1e-12)
            #expect(fall.steps.last?.to == base * (1 + measured) && fall.steps.last?.from == 0)
            #expect(fall.steps.first?.to == base && fall.steps.first?.from == 0)
        }
    }

    /// What shares add up to otherwise than the model does is not lost.
    @Test func roundingOfSharesEndsInTheLastStep() throws {
        var document = AttributionFixture.known
        document.workloads[0].shares[0].overhead.center += 0.01
        document.workloads[0].shares[0].seconds.center += 0.01 * document.workloads[0].seconds.center
        let fall = try #require(AttributionTable(document).waterfalls.first)
        #expect(fall.steps.map(\.label) == ["bare", "b", "a", "c", "not in the model", "synthetic"])
        #expect(fall.steps[4].overhead == "−1.0 %")
        #expect(abs(fall.steps[4].to - fall.steps[5].to) < 1e-20)
    }

    @Test func theLargestComesFirst() throws {
        let falls = AttributionTable(AttributionFixture.rich).waterfalls
        #expect(
            falls[1].steps.map(\.label) == [
                "bare", "overlay", "seccomp", "3 others", "not in the model", "container",
            ])
        #expect(falls[3].steps.map(\.kind) == [.total, .faster, .slower, .rest, .unexplained, .total])
        #expect(falls[4].steps.map(\.seconds).dropFirst().dropLast() == ["0.000 µs", "0.000 µs"])
        #expect(falls[2].steps[1].overhead.hasPrefix("×2.14"))
    }

    @Test(arguments: [1, 8, 40])
    func barsStayInTheChart(columns: Int) {
        for fall in Self.falls {
            for step in fall.steps {
                let bar = fall.bar(step, columns: columns)
                #expect(DisplayWidth.of(bar) <= columns && !bar.hasSuffix(" ") && !bar.isEmpty)
            }
            #expect(fall.steps.contains { DisplayWidth.of(fall.bar($0, columns: columns)) == columns })
        }
    }

    @Test func drawnBarsStayInTheChart() throws {
        for (index, fall) in Self.falls.enumerated() {
            let plot = WaterfallPlot(fall, index: index)
            let height = try #require(Double(plot.height))
            for row in plot.rows {
                let (x, width) = (try #require(Double(row.x)), try #require(Double(row.width)))
                let (link, bottom) = (try #require(Double(row.linkX)), try #require(Double(row.barY)) + 16)
                #expect(
                    x >= WaterfallPlot.left && width > 0 && x + width <= WaterfallPlot.right + 1.5
                        && bottom <= height)
                #expect((WaterfallPlot.left...WaterfallPlot.right).contains(link))
            }
            for (upper, lower) in zip(plot.rows, plot.rows.dropFirst()).dropLast() {
                let ends = [Double(lower.x) ?? 0, (Double(lower.x) ?? 0) + (Double(lower.width) ?? 0)]
                let link = try #require(Double(upper.linkX))
                #expect(ends.contains { abs($0 - link) < 1.6 }, "\(fall.workload): \(lower.label)")
            }
            #expect(plot.rows.dropLast().allSatisfy(\.hasLink) && plot.rows.last?.hasLink == false)
        }
    }
}
