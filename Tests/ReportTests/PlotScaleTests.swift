import Testing

@testable import Report

@Suite struct PlotScaleTests {
    private static let overheads = [[0.001, -0.002, 0.03], [0.004, 11.4, -0.03], [], [0.5, .infinity]]

    @Test(arguments: overheads)
    func orderIsKept(overheads: [Double]) {
        let scale = PlotScale(overheads: overheads, margin: 0.01, left: 100, right: 900)
        let sorted = (overheads + [0, 0.01, -0.01]).sorted()
        for (smaller, larger) in zip(sorted, sorted.dropFirst()) where smaller != larger {
            #expect(scale.x(smaller) < scale.x(larger))
        }
        #expect(sorted.allSatisfy { (100...900).contains(scale.x($0)) })
    }

    @Test func anOutlierLeavesTheSmallLegible() {
        let scale = PlotScale(overheads: [0.004, 11.4], margin: 0.01, left: 0, right: 500)
        #expect(!scale.isLinear)
        #expect(scale.x(0.005) - scale.x(0) > 15)
    }

    @Test func smallOverheadsAreLinear() {
        let scale = PlotScale(overheads: [0.01, 0.02], margin: 0.01, left: 0, right: 500)
        #expect(scale.isLinear)
        #expect(abs((scale.x(0.02) - scale.x(0.01)) - (scale.x(0.01) - scale.x(0))) < 1e-9)
    }

    @Test(arguments: overheads)
    func ticksDoNotTouch(overheads: [Double]) {
        let scale = PlotScale(overheads: overheads, margin: 0.01, left: 100, right: 900)
        let ticks = scale.ticks(spacing: 40)
        #expect(ticks.contains(0))
        #expect(ticks.count >= 3)
        for (smaller, larger) in zip(ticks, ticks.dropFirst()) {
            #expect(scale.x(larger) - scale.x(smaller) >= 40)
        }
    }
}
