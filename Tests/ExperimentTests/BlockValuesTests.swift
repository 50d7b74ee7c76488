import Testing

@testable import Experiment

struct BlockValuesTests {
    @Test func timesAreTheSlices() throws {
        let block = Fixture.block(ops: 10, arms: ["bare": try Fixture.arm([1, 3, 2])])
        #expect(block.values(of: "time", in: "bare") == [1, 3, 2])
        #expect(block.perOp("time", in: "bare") == 0.2)
    }

    /// What is fixed in a slice cancels, and so do the operations of the short one.
    @Test func shortSlicesAreSubtracted() throws {
        let fixed = 0.5
        let arm = try Fixture.arm([fixed + 8, fixed + 8], short: [fixed + 2, fixed + 2])
        let block = Fixture.block(ops: 8, shortOps: 2, arms: ["bare": arm])
        #expect(block.values(of: "time", in: "bare") == [6, 6])
        #expect(block.ops(of: "time") == 6)
        #expect(block.perOp("time", in: "bare") == 1)
    }

    @Test func fixedCostsDoNotDiluteARatio() throws {
        func arm(perOp: Double) throws -> Block.Arm {
            try Fixture.arm([3 + 8 * perOp], short: [3 + 2 * perOp])
        }
        let block = Fixture.block(
            ops: 8, shortOps: 2, arms: ["bare": try arm(perOp: 1), "jail": try arm(perOp: 1.5)])
        let ratio = try #require(block.logRatio(of: "time", arm: "jail", to: "bare"))
        #expect(abs(ratio - 0.405_465_108_108_164_4) < 1e-12)  // ln 1.5
    }

    /// Counters were read around the long slice alone.
    @Test func countersAreOfAllOperations() throws {
        let arm = try Fixture.arm([1], short: [0.5], counters: ["page-faults": [40]])
        let block = Fixture.block(ops: 8, shortOps: 2, arms: ["bare": arm])
        #expect(block.ops(of: "page-faults") == 8)
        #expect(block.perOp("page-faults", in: "bare") == 5)
    }

    @Test func theBlockValueIsTheMedianOverRoundsOfLogRatios() throws {
        // Drift that both arms share cancels round by round: 1.1, 1.2, 1.3 whatever the level.
        let block = Fixture.block(arms: [
            "bare": try Fixture.arm([1, 10, 100]), "jail": try Fixture.arm([1.1, 13, 120]),
        ])
        let ratio = try #require(block.logRatio(of: "time", arm: "jail", to: "bare"))
        #expect(abs(ratio - 0.182_321_556_793_954_6) < 1e-12)  // ln 1.2
    }

    /// A zero has no logarithm; it is left out, never taken for "equal".
    @Test func zerosAreDroppedWhileHalfIsLeft() throws {
        let bare = try Fixture.arm([1, 1, 1, 1])
        let half = Fixture.block(arms: ["bare": bare, "jail": try Fixture.arm([0, -1, 2, 2])])
        let ratio = try #require(half.logRatio(of: "time", arm: "jail", to: "bare"))
        #expect(abs(ratio - 0.693_147_180_559_945_3) < 1e-12)  // ln 2
        let fewer = Fixture.block(arms: ["bare": bare, "jail": try Fixture.arm([0, 0, 0, 2])])
        #expect(fewer.logRatio(of: "time", arm: "jail", to: "bare") == nil)
        let infinite = Fixture.block(arms: [
            "bare": bare, "jail": try Fixture.arm([.nan, .infinity, .nan, 2]),
        ])
        #expect(infinite.logRatio(of: "time", arm: "jail", to: "bare") == nil)
    }

    /// One slice in eight ten times as long: nothing of a typical op, and all of the tail.
    @Test func theTailIsWhatTheMedianDoesNotShow() throws {
        let still = (0..<40).map { 1 + 0.001 * Double($0 % 5) }
        let delayed = still.enumerated().map { $0.offset % 8 == 0 ? 10 * $0.element : $0.element }
        let block = Fixture.block(
            ops: 1, arms: ["bare": try Fixture.arm(still), "jail": try Fixture.arm(delayed)])
        let (bare, jail) = (block.perOp("time-p90", in: "bare"), block.perOp("time-p90", in: "jail"))
        #expect(try abs(#require(bare) - 1.004) < 0.0005)
        #expect(try #require(jail) > 5)
        #expect(try abs(#require(block.perOp("time", in: "jail")) - 1.002) < 0.002)
    }

    @Test func fewSlicesHaveNoTail() throws {
        let block = Fixture.block(arms: [
            "bare": try Fixture.arm(Array(repeating: 1, count: 9)),
            "jail": try Fixture.arm([.nan] + Array(repeating: 1, count: 20)),
        ])
        #expect(block.perOp("time-p90", in: "bare") == nil)
        #expect(block.perOp("time-p90", in: "jail") == nil)
    }

    @Test func whatWasNotMeasuredHasNoValue() throws {
        let block = Fixture.block(arms: ["bare": try Fixture.arm([1]), "short": try Fixture.arm([])])
        #expect(block.values(of: "time", in: "jail") == nil)
        #expect(block.values(of: "instructions", in: "bare") == nil)
        #expect(block.perOp("instructions", in: "bare") == nil)
        #expect(block.perOp("time", in: "short") == nil)
        #expect(block.logRatio(of: "time", arm: "jail", to: "bare") == nil)
        #expect(block.logRatio(of: "time", arm: "short", to: "bare") == nil)
    }

    @Test func armsThatDidOtherWorkAreNamed() throws {
        let block = Fixture.block(arms: [
            "bare": try Fixture.arm([1], checksum: "a"), "z": try Fixture.arm([1], checksum: "b"),
            "same": try Fixture.arm([1], checksum: "a"), "c": try Fixture.arm([1], checksum: "c"),
        ])
        #expect(block.disagreeing(except: []) == ["c", "z"])
        #expect(block.disagreeing(except: ["c"]) == ["z"], "other work on purpose")
    }
}
