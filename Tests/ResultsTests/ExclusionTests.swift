import Testing

@testable import Experiment
@testable import Results

/// Blocks that the plan's rule leaves out: counted, and their figures kept beside the others.
struct ExclusionTests {
    /// Every fourth block lost a tenth to others, and shows another ratio.
    private func blocks(_ count: Int = 40) throws -> [Block] {
        var blocks = try Fixture.blocks(count, ratios: ["jail": 1.05], noise: 0.002)
        let disturbed = try Fixture.blocks(count, ratios: ["jail": 1.3], noise: 0.002)
        for index in stride(from: 0, to: count, by: 4) {
            blocks[index] = disturbed[index]
            blocks[index].host.stealSeconds = 0.025
        }
        return blocks
    }

    private func document(_ blocks: [Block], _ rule: ExclusionRule?) throws -> ResultDocument {
        var plan = try Fixture.plan()
        plan.exclusion = rule
        return Analysis(Fixture.record(plan), blocks: blocks).document()
    }

    @Test func figuresAreGivenWithAndWithout() throws {
        let document = try document(blocks(), .standard)
        let jail = try #require(document.comparisons.first { $0.environment == "jail" })
        #expect(jail.blocks == 30)
        #expect(abs(jail.ratio.center - 1.05) < 0.005)
        let all = try #require(jail.allBlocks)
        #expect(all.blocks == 40)
        #expect(all.ratio.upper > jail.ratio.upper)
        let warning = try #require(document.run.warnings.first { $0.code == "blocks-left-out" })
        #expect(warning.message.contains("10 of 40 blocks") && warning.message.contains("steal beyond 5.0 %"))
    }

    @Test(arguments: [ExclusionRule(), nil])
    func withoutARuleEveryBlockCounts(rule: ExclusionRule?) throws {
        let document = try document(blocks(), rule)
        #expect(document.comparisons.allSatisfy { $0.blocks == 40 && $0.allBlocks == nil })
        #expect(!document.run.warnings.contains { $0.code == "blocks-left-out" })
    }

    @Test func aQuietRunLosesNothing() throws {
        let document = try document(Fixture.blocks(20, ratios: ["jail": 1.05]), .standard)
        #expect(document.comparisons.allSatisfy { $0.allBlocks == nil })
    }

    /// All that was measured is out: that is no interval, and the reason says why.
    @Test func whatLosesAllItsBlocksSaysSo() throws {
        var blocks = try blocks(12)
        for index in blocks.indices { blocks[index].host.stealSeconds = 0.1 }
        let document = try document(blocks, .standard)
        #expect(document.comparisons.isEmpty)
        let reasons = document.unavailable.filter { $0.workload == "w" }.map(\.reason)
        #expect(reasons.contains { $0.contains("all of its 12 blocks are left out") })
    }

    /// A gate judges what a report does.
    @Test func twoRunsAreComparedByWhatCounts() throws {
        var plan = try Fixture.plan()
        plan.exclusion = .standard
        let base = try RunPlace(
            Fixture.record(plan), Fixture.blocks(40, ratios: ["jail": 1.05], noise: 0.002))
        let new = try RunPlace(Fixture.record(plan), blocks())
        let difference = try DifferenceAnalysis(base: base.folder, new: new.folder, margin: 0.02).difference()
        #expect(difference.verdict == "passed")
    }
}
