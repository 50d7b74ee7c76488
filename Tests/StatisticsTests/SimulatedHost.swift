import RealModule
import Statistics

/// A host that measures arms whose true log ratios are known, and is bad at it in one way.
enum SimulatedHost: String, CaseIterable {
    /// Wanders by tens of percent in a run; of that a tenth of one block's step is left in each arm.
    case drifting
    /// Every arm's blocks follow one another, with a lag-1 autocorrelation of 0.3.
    case autocorrelated
    /// Student's t with 2 degrees of freedom, of infinite variance.
    case heavyTailed
    /// Two processes of five run 15 % slower from start to end, whatever arm they belong to.
    case bimodal
    /// Blocks whose noise differs up to tenfold, and an arm three times as noisy as another.
    case unequal

    /// Of each arm its log times, one for each block.
    func logTimes(of logRatios: [Double], blocks: Int, using random: inout RandomNumbers) -> [[Double]] {
        let common = drift(blocks, using: &random)
        let scales = (0..<blocks).map { _ in self == .unequal ? Double.exp(-2.3 * random.unit()) : 1 }
        return logRatios.enumerated().map { arm, logRatio in
            let noise = noise(of: arm, blocks, using: &random)
            return (0..<blocks).map { common[$0] + logRatio + scales[$0] * noise[$0] }
        }
    }

    /// The block values that a run against the first arm gives: one array for each of the others.
    func logRatios(of truths: [Double], blocks: Int, using random: inout RandomNumbers) -> [[Double]] {
        let times = logTimes(of: [0] + truths, blocks: blocks, using: &random)
        return times.dropFirst().map { arm in zip(arm, times[0]).map { $0 - $1 } }
    }

    /// A random walk with steps of 3 %, the same for all arms of a block.
    private func drift(_ blocks: Int, using random: inout RandomNumbers) -> [Double] {
        guard self == .drifting else { return [Double](repeating: 0, count: blocks) }
        var level = 0.0
        return Shape.normal.draw(blocks, using: &random).map { step in
            level += 0.03 * step
            return level
        }
    }

    private func noise(of arm: Int, _ blocks: Int, using random: inout RandomNumbers) -> [Double] {
        switch self {
        case .drifting:
            return Shape.normal.draw(blocks, using: &random).map {
                0.004 * $0 + 0.003 * (random.unit() - 0.5)
            }
        case .autocorrelated:
            return autoregressive(blocks, coefficient: 0.3, using: &random).map { 0.005 * $0 }
        case .heavyTailed: return Shape.heavy.draw(blocks, using: &random).map { 0.004 * $0 }
        case .bimodal:
            return Shape.normal.draw(blocks, using: &random).map {
                0.003 * $0 + (random.unit() < 0.4 ? .log(1.15) : 0)
            }
        case .unequal:
            return Shape.normal.draw(blocks, using: &random).map {
                (arm.isMultiple(of: 2) ? 0.03 : 0.01) * $0
            }
        }
    }
}
