import FoundationEssentials
import Statistics
import Testing

@testable import Experiment
@testable import Results

struct AnalysisTests {
    private func document(
        _ blocks: [Block], environments: [String] = ["jail"], _ change: (inout Plan) -> Void = { _ in }
    ) throws -> ResultDocument {
        var plan = try Fixture.plan(environments: environments)
        change(&plan)
        return Analysis(Fixture.record(plan), blocks: blocks).document()
    }

    private func comparison(_ document: ResultDocument, _ name: String = "jail") throws
        -> ResultDocument.Comparison
    {
        try #require(document.comparisons.first { $0.environment == name })
    }

    /// A 95 % interval holds the truth in 19 of 20 runs: in 20 drawn ones, in nearly all.
    @Test(arguments: [1.05, 1.0, 0.9, 2.5])
    func aKnownOverheadIsRecovered(truth: Double) throws {
        var held = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let found = try comparison(document(Fixture.blocks(40, ratios: ["jail": truth], seed: seed)))
                .ratio
            #expect(abs(found.center / truth - 1) < 0.01)
            held += found.lower <= truth && truth <= found.upper ? 1 : 0
        }
        #expect(held >= 17)
    }

    @Test func driftOfTheHostCancels() throws {
        let still = try comparison(document(Fixture.blocks(30, ratios: ["jail": 1.05], drift: 0)))
        let moving = try comparison(document(Fixture.blocks(30, ratios: ["jail": 1.05], drift: 20)))
        #expect(abs(still.ratio.halfWidth - moving.ratio.halfWidth) < 1e-9)
    }

    @Test(arguments: [
        (1.05, 0.002, "slower"), (0.95, 0.002, "faster"), (1.0, 0.002, "equivalent"),
        (1.005, 0.0002, "equivalent"),
        (1.01, 0.1, "inconclusive"),
    ])
    func verdicts(truth: Double, noise: Double, verdict: String) throws {
        let document = try document(Fixture.blocks(30, ratios: ["jail": truth], noise: noise))
        #expect(try comparison(document).verdict == verdict)
    }

    /// Its own control says that this host sees differences where there are none.
    @Test func anOverheadInsideTheNoiseFloorIsNeverReal() throws {
        let document = try document(Fixture.blocks(30, ratios: ["bare'": 1.08, "jail": 1.05], noise: 0.001))
        let jail = try comparison(document)
        #expect(jail.ratio.lower > 1.04)
        #expect(jail.noiseFloor > 0.08)
        #expect(jail.verdict == "inconclusive")
        #expect(
            try comparison(document, "bare'").verdict == "slower", "the control itself is judged as it is")
    }

    @Test func theNoiseFloorIsTheFarEndOfTheControl() throws {
        let document = try document(
            Fixture.blocks(30, ratios: ["jail": 1.05, "cell": 1.1]), environments: ["jail", "cell"])
        let control = try comparison(document, "bare'").ratio
        let floor = max(abs(control.lower - 1), abs(control.upper - 1))
        #expect(floor > 0)
        for one in document.comparisons { #expect(abs(one.noiseFloor - floor) < 1e-12) }
    }

    @Test func withoutItsControlNothingIsJudged() throws {
        var blocks = try Fixture.blocks(30, ratios: ["jail": 1.05])
        for index in blocks.indices { blocks[index].arms["bare'"] = nil }
        let document = try document(blocks)
        #expect(document.comparisons.isEmpty)
        #expect(document.unavailable.contains { $0.environment == "jail" && $0.metric == "time" })
    }

    @Test func whatStartedTheWorkerIsInTheResult() throws {
        var record = Fixture.record(try Fixture.plan(environments: ["jail"]))
        record.externals = [
            "jail": ExternalFacts(command: ["/bin/jail", "--root", "a b"], version: "jail 1.0")
        ]
        let blocks = try Fixture.blocks(10, ratios: ["jail": 1])
        let facts = Analysis(record, blocks: blocks).document().environments
        let jail = try #require(facts.first { $0.name == "jail" })
        #expect(jail.command == ["/bin/jail", "--root", "a b"] && jail.version == "jail 1.0")
        #expect(jail.commandLine == "/bin/jail --root 'a b'")
        #expect(facts.first { $0.name == "bare" }?.command == nil)
    }

    @Test func aWorkerThatCouldNotBeSeenHasNoEvidence() throws {
        var blocks = try Fixture.blocks(10, ratios: ["jail": 1])
        for index in blocks.indices { blocks[index].arms["jail"]?.evidence = nil }
        let facts = try document(blocks).environments
        #expect(facts.first { $0.name == "jail" }?.evidence == [:])
        #expect(facts.first { $0.name == "bare" }?.evidence.isEmpty == false)
        #expect(try comparison(document(blocks)).verdict == "equivalent")
    }

    @Test func fewBlocksHaveAReasonAndNoInterval() throws {
        let document = try document(Fixture.blocks(5, ratios: ["jail": 1.05]))
        #expect(document.comparisons.isEmpty)
        let reasons = document.unavailable.filter { $0.metric == "time" }
        #expect(Set(reasons.compactMap(\.environment)) == ["bare'", "jail"])
        #expect(reasons.allSatisfy { $0.reason.contains("5 blocks are too few") && $0.workload == "w" })
        #expect(document.measurements.filter { $0.metric == "time" }.isEmpty)
    }

    @Test func aWorkloadWithoutABlockSaysSo() throws {
        let document = try document(Fixture.blocks(10, ratios: ["jail": 1])) {
            $0.workloads.append(.init(name: "never", work: .command(["x"])))
        }
        let missing = document.unavailable.filter { $0.workload == "never" }
        #expect(missing.count == 1)
        #expect(missing.first?.reason.contains("no block was measured") == true)
    }

    /// It could not do the work at all, which the run has said already.
    @Test func anArmThatNeverRanIsNotCalledShort() throws {
        let document = try document(Fixture.blocks(10, ratios: [:]))
        #expect(document.comparisons.map(\.environment) == ["bare'"])
        #expect(!document.unavailable.contains { $0.environment == "jail" })
    }

    @Test func equalBlocksAreEqual() throws {
        let document = try document(Fixture.blocks(12, ratios: ["jail": 1], noise: 0, drift: 0))
        let jail = try comparison(document)
        #expect(jail.ratio.center == 1 && jail.ratio.lower == 1 && jail.ratio.upper == 1)
        #expect(jail.pValue == 1)
        #expect(jail.noiseFloor == 0)
        #expect(jail.verdict == "equivalent")
        #expect(throws: Never.self) { try JSONText.line(document) }
    }

    /// The control is not one of the questions that are asked.
    @Test func onlyEnvironmentsAreAdjusted() throws {
        let names = ["a", "b", "c"]
        let ratios = ["a": 1.05, "b": 1.004, "c": 1.0]
        var blocks = try Fixture.blocks(20, "w", ratios: ratios)
        blocks += try Fixture.blocks(20, "v", ratios: ratios)
        let document = try document(blocks, environments: names) {
            $0.workloads.append(.init(name: "v", work: .command(["v"])))
        }
        let asked = document.comparisons.filter { $0.environment != "bare'" }
        #expect(asked.count == 6)
        #expect(asked.map(\.adjustedPValue) == MultipleTesting.benjaminiHochberg(asked.map(\.pValue)))
        #expect(asked.contains { $0.adjustedPValue > $0.pValue })
        for control in document.comparisons where control.environment == "bare'" {
            #expect(control.adjustedPValue == control.pValue)
        }
    }

    @Test func theSameDataGivesTheSameDocument() throws {
        // Autocorrelated, so that the bootstrap is drawn as well.
        var blocks = try Fixture.blocks(40, ratios: ["jail": 1.05])
        for index in blocks.indices {
            let swing = 1 + 0.05 * Double(index / 10)
            let still = blocks[index].arms["jail"]!.elapsed
            blocks[index].arms["jail"]?.elapsed = still.map { $0 * swing }
        }
        let first = try document(blocks)
        #expect(try comparison(first).warnings.contains { $0.code == "autocorrelated" })
        #expect(try JSONText.pretty(first) == JSONText.pretty(document(blocks)))
    }
}
