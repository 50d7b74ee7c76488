import Statistics
import Testing

@testable import Experiment

struct PrecisionRuleTests {
    private static let minimum = 10

    /// Blocks whose ratio lies up to `swing` from 1.1, drawn evenly.
    private func blocks(_ count: Int, swing: Double) throws -> [Block] {
        var random = RandomNumbers(seed: 3)
        return try (0..<count).map { number in
            try Fixture.block(
                "w", number, ratios: ["bare'": 1, "jail": 1.1 + swing * (2 * random.unit() - 1)])
        }
    }

    private func rule(_ count: Int, swing: Double, precision: Double = 0.01) throws -> PrecisionRule {
        var rule = PrecisionRule(precision: precision, confidence: 0.95, minimumBlocks: Self.minimum)
        for block in try blocks(count, swing: swing) { rule.add(Fixture.plan().answers(in: block), of: "w") }
        return rule
    }

    @Test func nothingIsReachedBeforeTheMinimum() throws {
        #expect(!(try rule(Self.minimum - 1, swing: 0).isReached(by: "w")))
        #expect(try rule(Self.minimum, swing: 0).isReached(by: "w"))
        #expect(try rule(4, swing: 0).blocksLeft(for: "w") == Self.minimum - 4)
    }

    @Test func theWidestArmDecides() throws {
        let rule = try rule(12, swing: 0.05)
        let width = try #require(rule.halfWidth(of: "w"))
        let values = try blocks(12, swing: 0.05).compactMap {
            $0.logRatio(of: "time", arm: "jail", to: "bare")
        }
        let jail = try PairedComparison(values, confidence: 0.95, seed: 0).interval.overhead
        #expect(width == jail.halfWidth)
        #expect(width > 0.01)
        #expect(!rule.isReached(by: "w"))
        #expect(try self.rule(12, swing: 0.05, precision: 0.2).isReached(by: "w"))
    }

    @Test func anArmThatIsLostIsNotWaitedFor() throws {
        var rule = try rule(4, swing: 0.5)
        for number in 4..<Self.minimum {
            rule.add(
                Fixture.plan().answers(in: try Fixture.block("w", number, ratios: ["bare'": 1])), of: "w")
        }
        #expect(rule.halfWidth(of: "w") == 0)
        #expect(rule.isReached(by: "w"))
    }

    /// The half-width shrinks with the square root of the number of blocks, and Student's quantile with it:
    /// from 2.20 for 12 blocks to 2.02 for 41, and 2.201 / √12 is twice 2.021 / √40.5.
    @Test func halfThePrecisionNeedsThreeTimesAsManyBlocksMore() throws {
        let width = try #require(try rule(12, swing: 0.05).halfWidth(of: "w"))
        #expect(try rule(12, swing: 0.05, precision: width / 2).blocksLeft(for: "w") == 41 - 12)
        #expect(try rule(12, swing: 0.05, precision: width).blocksLeft(for: "w") == 0)
    }

    @Test func whatIsToBeExpectedAgreesWithWhatIsNeeded() throws {
        let width = try #require(try rule(12, swing: 0.05).halfWidth(of: "w"))
        let rule = try rule(12, swing: 0.05, precision: width / 3)
        let all = 12 + (try #require(rule.blocksLeft(for: "w")))
        #expect(try #require(rule.expectedHalfWidth(of: "w", blocks: all)) <= width / 3)
        #expect(try #require(rule.expectedHalfWidth(of: "w", blocks: all - 1)) > width / 3)
        #expect(try abs(#require(rule.expectedHalfWidth(of: "w", blocks: 12)) / width - 1) < 1e-12)
        #expect(rule.expectedHalfWidth(of: "other", blocks: 40) == nil)
    }

    /// A host whose block values differ a hundredfold never gets to a millionth.
    @Test func whatCannotBeReachedIsNoNumber() throws {
        let rule = try rule(12, swing: 0.9, precision: 1e-9)
        #expect(rule.blocksLeft(for: "w") == nil)
    }

    @Test func anUnknownWorkloadHasEverythingToDo() throws {
        let rule = try rule(12, swing: 0)
        #expect(!rule.isReached(by: "other"))
        #expect(rule.halfWidth(of: "other") == nil)
        #expect(rule.blocks(of: "other") == 0)
        #expect(rule.blocks(of: "w") == 12)
    }
}
