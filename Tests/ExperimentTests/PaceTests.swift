import Linux
import Testing

@testable import Experiment

struct PaceTests {
    /// Work that nobody measures: only its name counts.
    private final class NamedSeries: Series {
        let name: String
        let arms: [String] = []
        let unavailable: [String: String] = [:]

        init(_ name: String) { self.name = name }
        func calibrate(deadline: Double) throws(ExperimentError) {}
        func measure(block: Int) throws(ExperimentError) -> Block { throw .interrupted }
        func leaveOut(_ arm: String) {}
    }

    private let series = [NamedSeries("a"), NamedSeries("b"), NamedSeries("c")]

    private func pace(elapsed: Double = 0, _ change: (inout Plan) -> Void = { _ in }) -> Pace {
        var plan = Fixture.plan(["a", "b", "c"])
        change(&plan)
        return Pace(plan: plan, started: Clock.seconds() - elapsed)
    }

    private func block(_ workload: String, _ number: Int, seconds: Double = 0.001, ratio: Double = 1) throws
        -> Block
    {
        var block = try Fixture.block(workload, number, ratios: ["bare'": ratio])
        block.host.durationSeconds = seconds
        return block
    }

    /// Blocks of one workload are spread over the whole run, as the host's moods are.
    @Test func workloadsTakeTurns() throws {
        var pace = pace()
        var taken: [String] = []
        for number in 0..<3 {
            for _ in series {
                let next = try #require(pace.next(among: series))
                taken.append(next.name)
                pace.add(try block(next.name, number))
            }
        }
        #expect(taken == ["a", "b", "c", "a", "b", "c", "a", "b", "c"])
    }

    @Test func whatIsPreciseGetsNoMore() throws {
        var pace = pace()
        for number in 0..<Fixture.plan().minimumBlocks {
            pace.add(try block("a", number))
            pace.add(try block("b", number, ratio: number.isMultiple(of: 2) ? 0.5 : 2))
        }
        #expect(pace.next(among: series)?.name == "c")
        #expect(pace.next(among: Array(series.prefix(2)))?.name == "b")
        #expect(pace.next(among: Array(series.prefix(1))) == nil)
        #expect(pace.isPrecise(Array(series.prefix(1))))
        #expect(!pace.isPrecise(series))
    }

    /// A block that would end beyond the budget is not begun.
    @Test func theBudgetHasToHoldTheNextBlock() throws {
        var pace = pace(elapsed: 50) { $0.budgetSeconds = 60 }
        pace.add(try block("a", 0, seconds: 20))
        pace.add(try block("b", 0, seconds: 2))
        #expect(pace.next(among: [series[0]]) == nil)
        #expect(pace.next(among: [series[1]])?.name == "b")
        #expect(self.pace(elapsed: 61) { $0.budgetSeconds = 60 }.next(among: series) == nil)
    }

    @Test func aWorkloadHasAtMostSoManyBlocks() throws {
        var pace = pace { $0.maximumBlocks = 2 }
        for number in 0..<2 { pace.add(try block("a", number, ratio: Double(number + 1))) }
        #expect(pace.next(among: [series[0]]) == nil)
        #expect(!pace.isPrecise([series[0]]))
    }

    @Test func progressIsAPartOfTheWhole() throws {
        var pace = pace(elapsed: 30) { $0.budgetSeconds = 60 }
        pace.add(try block("a", 0, seconds: 10))
        let progress = pace.progress(of: "a", block: 1)
        #expect(progress.workload == "a")
        #expect(progress.block == 1)
        #expect(progress.halfWidth == nil)
        #expect(progress.secondsLeft > 29 && progress.secondsLeft <= 30, "no more than the budget")
        #expect(progress.fraction > 0.49 && progress.fraction < 0.52)
        let late = self.pace(elapsed: 90) { $0.budgetSeconds = 60 }.progress(of: "a", block: nil)
        #expect(late.secondsLeft == 0)
        #expect(late.fraction <= 1)
    }

    /// `spread` of the block values: a width that falls with it.
    private func fill(_ pace: inout Pace, _ workload: String, spread: Double, seconds: Double = 0.001) throws
    {
        for number in 0..<Fixture.plan().minimumBlocks {
            let ratio = 1 + spread * (number.isMultiple(of: 2) ? 1 : -1)
            pace.add(try block(workload, number, seconds: seconds, ratio: ratio))
        }
    }

    /// Once there is a spread to judge, the budget goes to where intervals are widest.
    @Test func theWidestIntervalComesFirst() throws {
        var pace = pace()
        try fill(&pace, "a", spread: 0.02)
        try fill(&pace, "b", spread: 0.08)
        try fill(&pace, "c", spread: 0.04)
        #expect(pace.next(among: series)?.name == "b")
    }

    /// What can't be had within the budget does not take it from what can.
    @Test func theHopelessWaitsForTheRest() throws {
        var pace = pace(elapsed: 30) { $0.budgetSeconds = 60 }
        try fill(&pace, "a", spread: 0.02, seconds: 0.1)
        try fill(&pace, "b", spread: 0.9, seconds: 0.1)
        try fill(&pace, "c", spread: 0.03, seconds: 0.1)
        #expect(pace.next(among: series)?.name == "c")
        #expect(pace.next(among: [series[1]])?.name == "b", "but has it when nothing else is left")
    }

    @Test func aForecastNamesWhatCannotBeReached() throws {
        var pace = pace(elapsed: 30) { $0.budgetSeconds = 60 }
        try fill(&pace, "a", spread: 0.02, seconds: 0.1)
        #expect(pace.forecast(for: series) == nil, "the others have no block yet")
        try fill(&pace, "b", spread: 0.9, seconds: 0.1)
        try fill(&pace, "c", spread: 0, seconds: 0.1)
        let forecast = try #require(pace.forecast(for: series))
        #expect(forecast.unreachable.map(\.workload) == ["b"])
        #expect(forecast.workloads[2].blocksNeeded == 0)
        let (first, hopeless) = (forecast.workloads[0], forecast.workloads[1])
        #expect(try #require(first.blocksNeeded) > 0)
        #expect(try abs(#require(first.secondsNeeded) / 0.1 - Double(#require(first.blocksNeeded))) < 1e-9)
        #expect(try #require(first.expectedHalfWidth) <= 0.01)
        #expect(try #require(hopeless.expectedHalfWidth) > 0.01)
        #expect(
            try #require(hopeless.expectedHalfWidth) < #require(hopeless.halfWidth), "but narrower than now")
    }

    /// A block that the plan's rule leaves out costs its time, and counts for nothing else.
    @Test func whatIsLeftOutMakesNothingPrecise() throws {
        var pace = pace { $0.exclusion = ExclusionRule(limits: [.steal: 0.1]) }
        for number in 0..<20 {
            var stolen = try block("a", number, seconds: 0.1)
            stolen.host.stealSeconds = 0.02
            pace.add(stolen)
        }
        #expect(pace.blocks(of: "a") == 20)
        #expect(!pace.isPrecise([series[0]]))
        #expect(pace.next(among: [series[0]])?.name == "a")
    }
}
