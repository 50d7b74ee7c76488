import Statistics

/// The order of the arms in every round: Williams designs, whose columns and rows the seed deals out.
///
/// In a Williams design every arm comes as often after every other one (E. J. Williams, "Experimental
/// Designs Balanced for the Estimation of Residual Effects of Treatments", 1949), so what an arm leaves
/// behind in caches and queues falls on all the others alike. What reaches further than to the next slice is
/// not balanced by one design; which arm is which of its columns is drawn anew for each, so that over a run
/// no arm is the one that such an effect falls on.
public struct Schedule: Sendable {
    public let arms: [String]
    private var random: RandomNumbers
    private var pending: [[Int]] = []

    /// - Parameter label: e.g. the workload's name: every one draws its own orders.
    public init(arms: [String], seed: UInt64, label: String) {
        self.arms = arms
        random = RandomNumbers(seed: seed, label: "schedule " + label)
    }

    /// The rest of the arms, in orders of their own.
    func without(_ arm: String, seed: UInt64, label: String) -> Schedule {
        Schedule(arms: arms.filter { $0 != arm }, seed: seed, label: "\(label) without \(arm)")
    }

    /// The orders of the next rounds.
    public mutating func next(rounds: Int) -> [[String]] {
        (0..<rounds).map { _ in
            if pending.isEmpty {
                let dealt = random.shuffled(Array(arms.indices))
                pending = random.shuffled(Schedule.williams(arms.count)).map { row in row.map { dealt[$0] } }
            }
            return pending.removeLast().map { arms[$0] }
        }
    }

    /// All arms in any order, e.g. for their launch.
    public mutating func launchOrder() -> [String] { random.shuffled(arms) }

    /// The smallest number of rounds, at least `wanted`, that is made of whole designs.
    public static func balancedRounds(_ wanted: Int, arms: Int) -> Int {
        let rows = williams(arms).count
        return max(1, (wanted + rows - 1) / rows) * rows
    }

    /// A Williams design for `count` treatments: `count` rows when even, twice as many when odd.
    static func williams(_ count: Int) -> [[Int]] {
        guard count > 1 else { return [Array(0..<count)] }
        // 0, 1, n-1, 2, n-2, …: the differences between neighbours are all different.
        let first = (0..<count).map { $0 == 0 ? 0 : ($0 % 2 == 1 ? ($0 + 1) / 2 : count - $0 / 2) }
        let rows = (0..<count).map { shift in first.map { ($0 + shift) % count } }
        return count.isMultiple(of: 2) ? rows : rows + rows.map { Array($0.reversed()) }
    }
}
