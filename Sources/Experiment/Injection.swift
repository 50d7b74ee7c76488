import RealModule
import Statistics

/// An effect of known size in an arm that is otherwise `bare`: truth to hold the method against.
public enum Injection: Sendable, Codable, Equatable {
    /// Nothing: `bare` under another name.
    case none
    /// This part more operations in every slice, e.g. 0.02.
    case moreWork(Double)
    /// As many more operations in every slice, long or short, as this part of a long one: a cost that is
    /// fixed in a slice, and none of an op.
    case fixedCost(Double)
    /// Ten times the operations in one slice of this many, drawn by the seed: a rare long delay.
    case rareDelay(oneIn: Int)

    /// What a slice of a rare delay does more.
    static let delayFactor = 10

    /// Operations of this arm where `bare` does `ops`.
    /// - Parameter long: the operations of a long slice; other than `ops` in short ones.
    func ops(for ops: Int, long: Int, random: inout RandomNumbers) -> Int {
        switch self {
        case .none: ops
        case .moreWork(let part): ops + Int((Double(ops) * part).rounded())
        case .fixedCost(let part): ops + Int((Double(long) * part).rounded())
        case .rareDelay(let oneIn): random.index(below: oneIn) == 0 ? ops * Self.delayFactor : ops
        }
    }

    /// The true time ratio to `bare`, to the last operation.
    ///
    /// A rare delay is none of a typical op, which is what a median over rounds is about. A fixed cost
    /// biases the ratio of a block that has no short slices to subtract.
    public func truth(ops: Int, shortOps: Int?) -> Double {
        var random = RandomNumbers(seed: 0)
        switch self {
        case .none, .rareDelay: return 1
        case .moreWork:
            let more = self.ops(for: ops, long: ops, random: &random)
            guard let shortOps else { return Double(more) / Double(ops) }
            let lessShort = self.ops(for: shortOps, long: ops, random: &random)
            return Double(more - lessShort) / Double(ops - shortOps)
        case .fixedCost:
            guard shortOps == nil else { return 1 }
            return Double(self.ops(for: ops, long: ops, random: &random)) / Double(ops)
        }
    }
}
