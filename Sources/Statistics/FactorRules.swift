/// Which factors can be on together.
public struct FactorRules: Sendable, Codable, Equatable {
    /// By factor: those that have to be on as well, themselves included in no list.
    public var requirements: [[Int]]
    /// Of each group at most one factor can be on: levels of one and the same thing.
    public var alternatives: [[Int]]

    public init(requirements: [[Int]], alternatives: [[Int]] = []) {
        self.requirements = requirements
        self.alternatives = alternatives
    }

    public var count: Int { requirements.count }

    public func allow(_ run: [Bool]) -> Bool {
        run.indices.allSatisfy { !run[$0] || requirements[$0].allSatisfy { run[$0] } }
            && alternatives.allSatisfy { group in group.count { run[$0] } <= 1 }
    }

    /// Runs that are allowed and as near to one that is not as each way to mend it goes: of alternatives one
    /// stays on; a missing requirement is turned on, or what needs it is turned off.
    func mended(_ run: [Bool]) -> [[Bool]] {
        var candidates = [run]
        for group in alternatives {
            candidates = candidates.flatMap { candidate -> [[Bool]] in
                let on = group.filter { candidate[$0] }
                guard on.count > 1 else { return [candidate] }
                return on.map { kept in
                    var mended = candidate
                    for other in on where other != kept { mended[other] = false }
                    return mended
                }
            }
        }
        var found: Set<[Bool]> = []
        for candidate in candidates { found.formUnion(withRequirements(candidate)) }
        return found.sorted { $0.lexicographicallyPrecedes($1) { !$0 && $1 } }
    }

    private func withRequirements(_ run: [Bool]) -> [[Bool]] {
        var missing: Set<Int> = []
        for factor in run.indices where run[factor] {
            missing.formUnion(requirements[factor].filter { !run[$0] })
        }
        // Every subset of what is missing; more than eight never come together in practice.
        let turns = missing.sorted().prefix(8)
        return (0..<(1 << turns.count)).compactMap { subset in
            var mended = run
            for (bit, factor) in turns.enumerated() where subset >> bit & 1 == 1 {
                turnOn(factor, in: &mended)
            }
            turnOffUnmet(in: &mended)
            return allow(mended) ? mended : nil
        }
    }

    private func turnOn(_ factor: Int, in run: inout [Bool]) {
        guard !run[factor] else { return }
        run[factor] = true
        for needed in requirements[factor] { turnOn(needed, in: &run) }
    }

    private func turnOffUnmet(in run: inout [Bool]) {
        var changed = true
        while changed {
            changed = false
            for factor in run.indices where run[factor] && !requirements[factor].allSatisfy({ run[$0] }) {
                run[factor] = false
                changed = true
            }
        }
    }
}
