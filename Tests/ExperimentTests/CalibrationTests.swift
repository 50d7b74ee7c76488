import Statistics
import Testing

@testable import Experiment

struct CalibrationTests {
    private static let target = 0.0005

    /// A worker whose slice of n operations takes `fixed + n·perOp` seconds.
    private struct SimulatedWorker {
        var fixed = 0.0
        var perOp = 1e-7
        /// Of the first slice alone, as when a cache is cold.
        var first = 0.0
        /// Standard deviation, as a part of the time.
        var noise = 0.0
        var random = RandomNumbers(seed: 5)
        private(set) var slices: [Int] = []

        mutating func time(_ ops: Int) -> Double {
            let extra = slices.isEmpty ? first : 0
            slices.append(ops)
            let sum = (0..<12).reduce(-6.0) { total, _ in total + random.unit() }
            return (fixed + Double(ops) * perOp + extra) * (1 + noise * sum)
        }

        mutating func calibrated() throws -> Calibration {
            try Calibration.find(target: CalibrationTests.target) { ops, _ in time(ops) }
        }
    }

    @Test(arguments: [1e-9, 3.7e-8, 1e-7, 2.5e-6, 4.9e-5])
    func aSliceLastsAsLongAsAsked(perOp: Double) throws {
        var worker = SimulatedWorker(perOp: perOp)
        let found = try worker.calibrated()
        #expect(found.ops == Int((Self.target / perOp).rounded()))
        #expect(abs(Double(found.leadOps) - Double(found.ops) / 8) <= 0.5, "an eighth before it, untimed")
        #expect(found.shortOps == nil, "no fixed cost, no short slice")
    }

    @Test(arguments: [0.0004, 0.0006, 0.02, 3])
    func atLeastOneOperation(perOp: Double) throws {
        var worker = SimulatedWorker(perOp: perOp)
        let found = try worker.calibrated()
        #expect(found == Calibration(ops: 1))
        #expect(worker.slices.count < 20, "a slow operation is not tried often")
    }

    /// 30 % of a slice that do not depend on its length would hide 30 % of an overhead.
    @Test(arguments: [0.1, 0.3, 0.45])
    func aFixedCostIsFoundAndSubtracted(share: Double) throws {
        var worker = SimulatedWorker(fixed: Self.target * share)
        let found = try worker.calibrated()
        #expect(found.shortOps == found.ops / Calibration.shortFraction)
        let seconds = Double(found.ops) * worker.perOp + worker.fixed
        #expect(abs(seconds / Self.target - 1) < share, "the slice is about as long as asked")
    }

    @Test(arguments: [0.0, 0.01, 0.04])
    func aSmallFixedCostIsTolerated(share: Double) throws {
        var worker = SimulatedWorker(fixed: Self.target * share)
        #expect(try worker.calibrated().shortOps == nil)
    }

    @Test func aSlowFirstOperationDoesNotShortenTheSlice() throws {
        var worker = SimulatedWorker(first: 0.1)
        #expect(try worker.calibrated() == Calibration(ops: 5000, leadOps: 625))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func noiseDoesNotPassForAFixedCost(seed: UInt64) throws {
        var worker = SimulatedWorker(noise: 0.03, random: RandomNumbers(seed: seed))
        let found = try worker.calibrated()
        #expect(found.shortOps == nil)
        #expect(abs(Double(found.ops) / 5000 - 1) < 0.1)
    }

    @Test func operationsGrowByEightAtMost() throws {
        var worker = SimulatedWorker(perOp: 1e-9)
        _ = try worker.calibrated()
        let growing = worker.slices.prefix { $0 < 100_000 }
        for (before, after) in zip(growing, growing.dropFirst()) { #expect(after <= before * 8) }
    }

    @Test func theFixedShareIsThatOfTheLongSlice() {
        // F = 3, c = 1: slices of 8 and 2 operations take 11 and 5.
        #expect(abs(Calibration.fixedShare(long: 11, short: 5, fraction: 0.25) - 3.0 / 11) < 1e-12)
        #expect(Calibration.fixedShare(long: 8, short: 2, fraction: 0.25) == 0)
    }

    @Test func aFailingWorkerEndsIt() {
        let error = #expect(throws: ExperimentError.self) {
            _ = try Calibration.find(target: Self.target) { _, _ throws(ExperimentError) in
                throw .interrupted
            }
        }
        guard case .interrupted = error else {
            Issue.record("\(error!)")
            return
        }
    }
}
