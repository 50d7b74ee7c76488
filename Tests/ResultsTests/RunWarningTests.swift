import Testing

@testable import Experiment
@testable import Results

struct RunWarningTests {
    private func codes(
        _ blocks: [Block], ended: Bool = true, interrupted: Bool = false, cutOff: Bool = false
    ) throws -> [String] {
        var record = Fixture.record(try Fixture.plan(), ended: ended)
        if interrupted { record.ending?.interrupted = true }
        return Analysis(record, blocks: blocks, cutOff: cutOff).document().run.warnings.map(\.code)
    }

    @Test func aQuietWholeRunHasNone() throws {
        #expect(try codes(Fixture.blocks(8, ratios: [:])) == [])
    }

    @Test func howItEndedIsTold() throws {
        let blocks = try Fixture.blocks(8, ratios: [:])
        #expect(try codes(blocks, ended: false) == ["killed"])
        #expect(try codes(blocks, interrupted: true) == ["interrupted"])
        #expect(try codes(blocks, ended: false, cutOff: true) == ["killed", "torn-line"])
    }

    /// Without its ending, a run lasted as long as its blocks.
    @Test func aKilledRunHasADuration() throws {
        let blocks = try Fixture.blocks(8, ratios: [:])
        let killed = Analysis(Fixture.record(try Fixture.plan(), ended: false), blocks: blocks).document().run
        #expect(killed.durationSeconds == 2)
        #expect(killed.interrupted)
        let whole = Analysis(Fixture.record(try Fixture.plan()), blocks: blocks).document().run
        #expect(whole.durationSeconds == 61.2)
        #expect(!whole.interrupted)
    }

    @Test(arguments: [(0.002, false), (0.0024, false), (0.004, true)])
    func stealBeyondAHundredthIsToldOf(secondsOfAQuarter: Double, isTold: Bool) throws {
        var blocks = try Fixture.blocks(8, ratios: [:])
        for index in blocks.indices { blocks[index].host.stealSeconds = secondsOfAQuarter }
        #expect(try codes(blocks).contains("steal") == isTold)
    }

    @Test func countersThatTookTurnsAreToldOf() throws {
        var blocks = try Fixture.blocks(8, ratios: ["jail": 1])
        blocks[1].arms["jail"]?.countersRunning = ["cycles:u": 0.5]
        blocks[2].arms["bare"]?.countersRunning = ["cycles:u": 0.25, "branch-misses:u": 0.75]
        let record = Fixture.record(try Fixture.plan())
        let warning = try #require(
            Analysis(record, blocks: blocks).document().run.warnings.first { $0.code == "multiplexed" })
        #expect(warning.message.contains("branch-misses:u 75 %, cycles:u 25 %"))
    }

    @Test func anEnvironmentThatWasLostIsToldOfOnce() throws {
        var record = Fixture.record(try Fixture.plan(environments: ["jail", "never"]))
        record.plan.precision = 0.0001
        record.unavailable += [
            .init(metric: "time", reason: "after 3 blocks of w: gone", environment: "jail"),
            .init(metric: "time", reason: "needs root", environment: "never"),
        ]
        var blocks = try Fixture.blocks(20, ratios: ["jail": 1.05])
        for index in 3..<20 { blocks[index].arms["jail"] = nil }
        let document = Analysis(record, blocks: blocks).document()
        let warning = try #require(document.run.warnings.first { $0.code == "environment-lost" })
        #expect(warning.message == "Lost before the run ended: jail.")
        // Three blocks make no interval: that is not a second reason.
        #expect(document.unavailable.filter { $0.environment != nil }.count == 2)
        #expect(!document.comparisons.contains { $0.environment == "jail" })
    }

    /// What it would take is that of the environments that are still there.
    @Test func aLostEnvironmentIsNoMatterOfBudget() throws {
        var record = Fixture.record(try Fixture.plan())
        record.plan.precision = 0.02
        var blocks = try Fixture.blocks(20, ratios: ["jail": 1.05], noise: 0.001)
        for index in 0..<7 { blocks[index].arms["jail"] = try Fixture.arm([Double(index + 1)]) }
        for index in 7..<20 { blocks[index].arms["jail"] = nil }
        let codes = Analysis(record, blocks: blocks).document().run.warnings.map(\.code)
        #expect(!codes.contains("precision-not-reached"))
    }

    /// How wide it came out, and what would do.
    @Test func aPrecisionThatWasNotReachedSaysWhatWouldDo() throws {
        var plan = try Fixture.plan()
        plan.precision = 0.001
        plan.budgetSeconds = 10
        let blocks = try Fixture.blocks(20, ratios: ["jail": 1.05], noise: 0.01)
        let document = Analysis(Fixture.record(plan), blocks: blocks).document()
        let warning = try #require(document.run.warnings.first { $0.code == "precision-not-reached" })
        #expect(warning.message.contains("±0.1 %") && warning.message.contains("w ±0."))
        let digits = warning.advice.drop { !$0.isNumber }.prefix { $0.isNumber }
        // Half-widths of some 0.5 % have to shrink fivefold: 25 times 20 blocks of 0.25 s.
        let seconds = try #require(Int(digits))
        #expect((60...400).contains(seconds) && warning.advice.contains("--budget \(seconds)s"))
    }

    @Test func aPrecisionNoHostReachesIsNoMatterOfBudget() throws {
        var plan = try Fixture.plan()
        plan.precision = 1e-9
        let blocks = try Fixture.blocks(20, ratios: ["jail": 1.05], noise: 0.01)
        let document = Analysis(Fixture.record(plan), blocks: blocks).document()
        let warning = try #require(document.run.warnings.first { $0.code == "precision-not-reached" })
        #expect(warning.advice.contains("--precision") && !warning.advice.contains("--budget"))
    }
}
