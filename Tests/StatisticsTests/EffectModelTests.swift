import Testing

@testable import Statistics

@Suite struct LeastSquaresTests {
    /// A straight line through four points, by hand: 2.2 + 0.6 x.
    @Test func agreesWithAFitByHand() throws {
        let fit = try #require(LeastSquares([[1, 1], [1, 2], [1, 3], [1, 4], [1, 5]]))
        let found = fit.fit([2, 4, 5, 4, 5])
        #expect(isClose(found[0], 2.2) && isClose(found[1], 0.6))
        #expect(isClose(fit.covariance[1][1], 0.1) && isClose(fit.variance(of: [0, 2]), 0.4))
        #expect(isClose(fit.residuals([2, 4, 5, 4, 5]).reduce(0, +), 0))
    }

    @Test func whatCantBeToldApartIsRefused() {
        #expect(LeastSquares([[1, 1, 1], [1, 0, 0], [1, 1, 1], [1, 0, 0]]) == nil)
        #expect(LeastSquares([[1, 0]]) == nil && LeastSquares([]) == nil)
    }
}

@Suite struct EffectModelTests {
    private static let free = FactorRules(requirements: [[], [], []])

    @Test func mainEffectsAreAverages() {
        let model = EffectModel(factors: 3, pairs: [.init(0, 2)])
        #expect(model.row([true, false, true]) == [1, 1, 0, 1, 1])
        #expect(model.difference([true, true, false]) == [0, 1, 1, 0, 0])
        #expect(model.mainEffect(0) == [0, 1, 0, 0, 0.5] && model.mainEffect(1) == [0, 0, 1, 0, 0])
        #expect(model.interaction(0) == [0, 0, 0, 0, 1])
    }

    @Test func sharesAddUpToTheWhole() {
        let rules = FactorRules(requirements: [[], [0], [], [1]])
        let model = EffectModel(factors: 4, pairs: [.init(0, 2), .init(2, 3), .init(1, 2)])
        for run in [[true, true, true, true], [true, true, true, false], [true, false, true, false]] {
            let shares = model.shares(of: run, rules: rules, seed: 1)
            var sum = [Double](repeating: 0, count: 8)
            for share in shares.values { sum = zip(sum, share).map { $0 + $1 } }
            #expect(zip(sum, model.difference(run)).allSatisfy { isClose($0, $1) }, "\(run)")
        }
    }

    @Test func withoutRequirementsAnInteractionIsHalved() {
        let shares = EffectModel(factors: 3, pairs: [.init(0, 1)]).shares(
            of: [true, true, true], rules: Self.free, seed: 1)
        #expect(
            shares[0] == [0, 1, 0, 0, 0.5] && shares[1] == [0, 0, 1, 0, 0.5] && shares[2] == [0, 0, 0, 1, 0])
    }

    /// Of the orders of 0, 1 and 2 in which 0 is before 1, the third is last of the pair (1, 2) in half.
    @Test func requirementsComeFirst() throws {
        let rules = FactorRules(requirements: [[], [0], []])
        let shares = EffectModel(factors: 3, pairs: [.init(0, 2)]).shares(
            of: [true, true, true], rules: rules, seed: 7)
        // 0 1 2, 0 2 1, 2 0 1: 2 comes last of the two in two of three.
        let part = try #require(shares[2]?.last)
        #expect(abs(part - 2.0 / 3) < 0.04)
    }
}

@Suite struct InteractionSearchTests {
    /// With noise of 0.2 %.
    private static func values(
        _ runs: [[Bool]], noise: Double = 0.002, seed: UInt64, _ truth: ([Bool]) -> Double
    ) -> [Double] {
        var random = RandomNumbers(seed: seed)
        let noises = Shape.normal.draw(runs.count, using: &random)
        return zip(runs, noises).map { truth($0) + noise * $1 }
    }

    private static let runs = FactorialDesign(
        FactorRules(requirements: (0..<7).map { _ in [] }), target: [Bool](repeating: true, count: 7)
    ).runs

    @Test func findsWhatIsThere() {
        var found = 0
        for seed in 1...20 {
            let values = Self.values(Self.runs, seed: UInt64(seed)) { run in
                1 + (run[0] ? 0.02 : 0) + (run[3] ? 0.1 : 0) + (run[0] && run[3] ? 0.05 : 0)
            }
            let model = InteractionSearch(runs: Self.runs, values: values).model
            if model.pairs.contains(.init(0, 3)) { found += 1 }
        }
        #expect(found >= 19)
    }

    /// Nothing but noise: in at most a few of 200 trials a pair is taken for one.
    @Test func seldomFindsWhatIsNot() {
        let trials = 200
        let fooled = (1...trials).count { seed in
            let values = Self.values(Self.runs, seed: UInt64(seed)) { 1 + ($0[2] ? 0.05 : 0) }
            return !InteractionSearch(runs: Self.runs, values: values).model.pairs.isEmpty
        }
        // 5 % are due.
        #expect(Double(fooled) / Double(trials) < 0.10, "\(fooled)")
    }

    /// A run that is a tenth slower for a reason of its own.
    @Test(arguments: 0..<16) func aSingleRunIsNoInteraction(odd: Int) {
        let runs = FactorialDesign(
            FactorRules(requirements: (0..<11).map { $0 > 6 ? [0] : [] }),
            target: [Bool](repeating: true, count: 11)
        ).runs
        var values = Self.values(runs, seed: 5) { 1 + ($0[2] ? 0.05 : 0) }
        values[odd] += 0.1
        #expect(InteractionSearch(runs: runs, values: values).model.pairs.isEmpty)
    }

    @Test func whatARequirementSaysIsNoInteraction() {
        let rules = FactorRules(requirements: [[], [0], [], [], []])
        let runs = FactorialDesign(rules, target: [Bool](repeating: true, count: 5)).runs
        let values = Self.values(runs, seed: 4) { 1 + ($0[1] ? 0.1 : 0) }
        let search = InteractionSearch(runs: runs, values: values)
        #expect(
            search.others.allSatisfy { $0.pair != .init(0, 1) } && !search.model.pairs.contains(.init(0, 1)))
    }
}
