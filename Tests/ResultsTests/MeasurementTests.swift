import Statistics
import Testing

@testable import Counters
@testable import Experiment
@testable import Results

/// Absolute figures, in base units for one operation.
struct MeasurementTests {
    private func measurement(
        _ metric: String, elapsed: [Double], counters: [String: [Double]], blocks: Int = 8
    ) throws -> ResultDocument.Measurement? {
        let all = try (0..<blocks).map { number in
            Fixture.block("w", number, arms: ["bare": try Fixture.arm(elapsed, counters: counters)])
        }
        return Analysis(Fixture.record(try Fixture.plan()), blocks: all).document().measurements
            .first { $0.metric == metric && $0.environment == "bare" }
    }

    @Test func timeIsSecondsForAnOperation() throws {
        let found = try #require(try measurement("time", elapsed: [2e-3, 4e-3, 3e-3], counters: [:]))
        #expect(found.unit == "s/op")
        #expect(abs(found.center - 3e-6) < 1e-18)
        #expect(found.blocks == 8)
    }

    @Test(arguments: [("task-clock", "s/op"), ("page-faults", "count/op"), ("unheard-of", "count/op")])
    func countersHaveTheirUnit(metric: String, unit: String) throws {
        let found = try #require(try measurement(metric, elapsed: [1, 1], counters: [metric: [10, 30]]))
        #expect(found.unit == unit)
        #expect(abs(found.center - 0.02) < 1e-15)
    }

    /// Nothing was counted is a figure; nothing could be counted is none.
    @Test func zeroIsNotUnavailable() throws {
        let found = try #require(
            try measurement("page-faults", elapsed: [1, 1], counters: ["page-faults": [0, 0]]))
        #expect(found.center == 0 && found.lower == 0 && found.upper == 0)
        #expect(try measurement("cycles:u", elapsed: [1], counters: [:]) == nil)
    }

    @Test func whatABlockCouldNotCountIsTold() throws {
        var blocks = try Fixture.blocks(8, ratios: ["jail": 1])
        blocks[3].arms["jail"]?.unavailable = ["page-faults": "never scheduled"]
        let document = Analysis(Fixture.record(try Fixture.plan()), blocks: blocks).document()
        let expected = ResultDocument.Unavailable(
            metric: "page-faults", reason: "never scheduled", workload: "w", environment: "jail")
        #expect(document.unavailable.contains(expected))
        #expect(document.unavailable.contains(.init(metric: "instructions:u", reason: "no hardware PMU")))
    }
}

struct SummaryTests {
    @Test func timesAreJudgedAsLogarithms() throws {
        let values = [1.0, 2, 4, 8, 16, 32, 64]
        let found = try #require(Summary.interval(of: values, confidence: 0.95))
        #expect(abs(found.center - 8) < 1e-12, "the geometric centre")
        #expect(found.lower >= 1 && found.upper <= 64)
    }

    @Test func countsWithZerosAreTakenAsTheyAre() throws {
        let found = try #require(Summary.interval(of: [0, 1, 2, 3, 4, 5, 6], confidence: 0.95))
        #expect(found.center == 3)
        #expect(found.lower >= 0)
    }

    @Test func whatDoesNotVaryHasNoWidthHoweverFew() throws {
        let found = try #require(Summary.interval(of: [7, 7], confidence: 0.95))
        #expect(found.lower == 7 && found.center == 7 && found.upper == 7)
    }

    @Test func tooFewThatVaryHaveNoInterval() {
        #expect(Summary.interval(of: [1, 2, 3, 4, 5], confidence: 0.95) == nil)
        #expect(Summary.interval(of: [], confidence: 0.95) == nil)
    }
}
