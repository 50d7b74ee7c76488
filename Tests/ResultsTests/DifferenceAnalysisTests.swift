import Linux
import Statistics
import Testing

@testable import Experiment
@testable import Results

struct DifferenceAnalysisTests {
    private func run(
        _ ratios: [String: Double], blocks count: Int = 30, noise: Double = 0.004, seed: UInt64,
        host: String = "host"
    ) throws -> RunPlace {
        let plan = try Fixture.plan(environments: ratios.keys.sorted())
        return try RunPlace(
            Fixture.record(plan, host: Fixture.host(host)),
            try Fixture.blocks(count, ratios: ratios, noise: noise, seed: seed))
    }

    private func difference(_ base: RunPlace, _ new: RunPlace, margin: Double = 0.02) throws -> RunDifference
    {
        try DifferenceAnalysis(base: base.folder, new: new.folder, margin: margin).difference()
    }

    @Test func noChangePasses() throws {
        let found = try difference(run(["jail": 1.3], seed: 1), run(["jail": 1.3], seed: 2))
        #expect(found.verdict == "passed")
        #expect(found.rows.map(\.environment) == ["jail"], "the control is not asked about")
        let row = try #require(found.rows.first)
        #expect(row.verdict == "equivalent")
        #expect(row.change.lower < 1 && row.change.upper > 1)
        #expect(found.warnings.isEmpty)
    }

    @Test func anOverheadThatGrewIsARegression() throws {
        let found = try difference(run(["jail": 1.3], seed: 1), run(["jail": 1.3 * 1.05], seed: 2))
        #expect(found.verdict == "regression")
        let row = try #require(found.rows.first)
        #expect(row.verdict == "slower")
        #expect(row.change.contains(1.05))
        #expect(abs(row.base.center - 1.3) < 0.01 && abs(row.new.center - 1.365) < 0.01)
        #expect(row.adjustedPValue < 0.001)
    }

    @Test func anOverheadThatShrankPasses() throws {
        let found = try difference(run(["jail": 1.3], seed: 1), run(["jail": 1.2], seed: 2))
        #expect(found.verdict == "passed")
        #expect(found.rows.first?.verdict == "faster")
    }

    /// A margin of 10 % makes 5 % none of the gate's business.
    @Test func theMarginDecidesWhatMatters() throws {
        let (base, new) = (try run(["jail": 1.3], seed: 1), try run(["jail": 1.3 * 1.05], seed: 2))
        #expect(try difference(base, new, margin: 0.1).verdict == "passed")
        #expect(try difference(base, new, margin: 0.01).verdict == "regression")
    }

    /// Half of the change lies within the margin: real or not, it is not called a regression.
    @Test func anIntervalAcrossTheMarginIsInconclusive() throws {
        let found = try difference(
            run(["jail": 1.3], blocks: 8, noise: 0.03, seed: 1),
            run(["jail": 1.33], blocks: 8, noise: 0.03, seed: 2))
        #expect(found.verdict == "inconclusive")
    }

    @Test func oneRegressionAmongManyIsARegression() throws {
        let base = try run(["a": 1.1, "b": 1.2, "c": 1.3], seed: 1)
        let new = try run(["a": 1.1, "b": 1.2 * 1.1, "c": 1.3], seed: 2)
        let found = try difference(base, new)
        #expect(found.verdict == "regression")
        #expect(found.rows.map(\.verdict) == ["equivalent", "slower", "equivalent"])
        #expect(found.rows.map(\.adjustedPValue) == MultipleTesting.holm(found.rows.map(\.pValue)))
    }

    @Test func differentHostsAreToldOf() throws {
        let found = try difference(run(["jail": 1.3], seed: 1), run(["jail": 1.3], seed: 2, host: "other"))
        #expect(found.warnings.map(\.code) == ["different-hosts"])
        #expect(found.verdict == "passed", "overheads are ratios")
    }

    @Test func theSameRunIsEquivalentToItself() throws {
        let place = try run(["jail": 1.3], seed: 1)
        let row = try #require(try difference(place, place).rows.first)
        #expect(row.change.center == 1)
        #expect(row.pValue == 1)
    }
}

/// What a gate must not let pass in silence.
struct IncompleteDifferenceTests {
    private func run(_ count: Int, _ ratios: [String: Double]) throws -> RunPlace {
        let plan = try Fixture.plan(environments: ratios.keys.sorted())
        return try RunPlace(Fixture.record(plan), try Fixture.blocks(count, ratios: ratios, noise: 0.004))
    }

    private func difference(_ base: RunPlace, _ new: RunPlace) throws -> RunDifference {
        try DifferenceAnalysis(base: base.folder, new: new.folder, margin: 0.02).difference()
    }

    @Test func aBaseThatIsTooShortIsInconclusiveAndSaysWhy() throws {
        let found = try difference(run(3, ["jail": 1.3]), run(30, ["jail": 1.3]))
        #expect(found.verdict == "inconclusive")
        #expect(found.rows.isEmpty)
        #expect(!found.warnings.isEmpty)
    }

    @Test func aNewRunThatIsTooShortIsInconclusiveAndSaysWhy() throws {
        let found = try difference(run(30, ["jail": 1.3]), run(3, ["jail": 1.3]))
        #expect(found.verdict == "inconclusive")
        #expect(found.rows.isEmpty)
        #expect(!found.warnings.isEmpty)
    }

    @Test func whatOnlyTheNewRunHasIsToldOf() throws {
        let found = try difference(run(30, ["jail": 1.3]), run(30, ["jail": 1.3, "cell": 2]))
        #expect(found.rows.map(\.environment) == ["jail"])
        #expect(found.warnings.map(\.code) == ["not-in-both"])
    }

    @Test func whatOnlyTheBaseRunHasIsToldOf() throws {
        let found = try difference(run(30, ["jail": 1.3, "cell": 2]), run(30, ["jail": 1.3]))
        #expect(found.rows.map(\.environment) == ["jail"])
        #expect(found.warnings.map(\.code) == ["not-in-both"])
    }

    @Test func aRunWithoutABlockIsAnError() throws {
        let empty = try RunPlace(Fixture.record(try Fixture.plan()), [])
        #expect(throws: ResultsError.self) { try difference(run(30, ["jail": 1.3]), empty) }
    }
}
