import Testing

@testable import Experiment
@testable import Results

struct RobustnessTests {
    private func check(
        _ verdict: String, _ expected: String, pValue: Double = 0.001
    ) -> Robustness.Agreement {
        Robustness.Check(
            workload: "w", environment: "jail",
            ratio: .init(center: 1, lower: 1, upper: 1, confidence: 0.95), verdict: verdict,
            expected: expected, blocks: 10, pValue: pValue
        ).agreement
    }

    @Test func agreementIsAboutVerdicts() {
        #expect(check("slower", "slower") == .holds)
        #expect(check("inconclusive", "slower") == .open)
        #expect(check("equivalent", "slower") == .depends)
        #expect(check("faster", "slower") == .depends)
        #expect(
            check("equivalent", "slower", pValue: 0.3) == .open, "at the margin, a verdict flips by chance")
    }

    /// A run whose `jail` is slower, once more under two conditions: as slow with the same addresses, not with
    /// long slices; a third could not be had.
    private func place() throws -> RunPlace {
        var record = Fixture.record(try Fixture.plan(environments: ["jail", "cell"]))
        let conditions = [
            RunRecord.Condition(name: "aslr-off", unavailable: nil),
            .init(name: "other-cpu", unavailable: "isocost may use one CPU only"),
            .init(name: "long-slices", unavailable: nil),
        ]
        record.conditions = conditions
        let place = try RunPlace(
            record, Fixture.blocks(20, ratios: ["jail": 1.05, "cell": 1.001], noise: 0.002))
        for (name, ratio) in [("aslr-off", 1.06), ("long-slices", 1.0)] {
            let folder = try RunFolder.create(place.folder.condition(name).path)
            try folder.write(Fixture.record(try Fixture.plan(environments: ["jail"])))
            var log = try LineLog(creating: folder.blocksPath)
            for block in try Fixture.blocks(20, ratios: ["jail": ratio], noise: 0.002) {
                try log.append(block)
            }
        }
        return place
    }

    @Test func differencesAreHeldAgainstEveryCondition() throws {
        let place = try place()
        let document = try Analysis.result(of: place.folder)
        let found = try #require(document.robustness)
        #expect(found.map(\.name) == ["aslr-off", "other-cpu", "long-slices"])
        #expect(found[0].checks.map(\.environment) == ["jail"], "only what was found to differ")
        #expect(found[0].checks.map(\.agreement) == [.holds])
        #expect(found[1].checks.isEmpty && found[1].unavailable == "isocost may use one CPU only")
        #expect(found[2].checks.map(\.agreement) == [.depends])
        // 2 checks: 1 of 10,000 rearrangements, adjusted.
        #expect(found[2].checks[0].pValue <= 0.0002)
        #expect(found.allSatisfy { !$0.summary.isEmpty })
    }

    @Test func aRunThatWasNotAskedHasNone() throws {
        let place = try RunPlace(
            Fixture.record(try Fixture.plan()), Fixture.blocks(12, ratios: ["jail": 1.05]))
        #expect(try Analysis.result(of: place.folder).robustness == nil)
    }

    @Test func withoutADifferenceEveryVerdictIsAHeadline() throws {
        let same = Analysis(
            Fixture.record(try Fixture.plan(environments: ["jail", "cell"])),
            blocks: try Fixture.blocks(20, ratios: ["jail": 1, "cell": 1.0], noise: 0.002)
        ).document()
        #expect(Robustness.headline(of: same).map(\.environment) == ["jail", "cell"])
    }
}
