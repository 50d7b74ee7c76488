import Testing

@testable import Experiment
@testable import Report

struct ForecastTextTests {
    private func forecast(_ seconds: [Double?], left: Double = 40) -> Forecast {
        Forecast(
            madeAtSeconds: 20, leftSeconds: left,
            workloads: seconds.enumerated().map { index, needed in
                Forecast.Workload(
                    workload: "w\(index)", blocks: 10, halfWidth: 0.012,
                    blocksNeeded: needed.map { Int($0 * 10) },
                    secondsNeeded: needed, expectedHalfWidth: 0.00804)
            })
    }

    @Test func whatWillBeReachedIsOneLine() {
        let text = ForecastText(forecast([3.2, 0, 14]), precision: 0.005)
        #expect(text.lines == ["±0.5 % everywhere in about 18 s"])
    }

    @Test func whatIsThereInNoTimeIsNotAnnounced() {
        #expect(ForecastText(forecast([0.4, 0, 1.1]), precision: 0.01).lines.isEmpty)
    }

    /// The cheapest come first: what is left for the others is what decides.
    @Test func whatCannotBeReachedIsNamed() {
        let text = ForecastText(forecast([30, 100.5, 8, nil]), precision: 0.01)
        #expect(text.lines.count == 3)
        #expect(text.lines[0] == "±1 % can't be reached everywhere in the 40 s that are left:")
        #expect(text.lines[1] == "  w1 will end with about ±0.81 %; would need about 1 min 41 s")
        #expect(text.lines[2] == "  w3 will end with about ±0.81 %; never gets there")
    }
}
