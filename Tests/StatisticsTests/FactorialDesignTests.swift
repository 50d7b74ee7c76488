import Testing

@testable import Statistics

@Suite struct PlackettBurmanTests {
    /// Every two columns have all four combinations equally often.
    @Test(arguments: 1...47)
    func columnsAreOrthogonal(factors: Int) {
        let runs = PlackettBurman.runs(factors: factors)
        #expect(runs.count == PlackettBurman.size(factors: factors) && runs.count > factors)
        #expect(runs.last == [Bool](repeating: false, count: factors))
        for first in 0..<factors {
            #expect(runs.count { $0[first] } * 2 == runs.count)
            for second in 0..<first {
                #expect(runs.count { $0[first] && $0[second] } * 4 == runs.count, "\(first), \(second)")
            }
        }
    }

    /// The generator that Plackett and Burman print for twelve runs.
    @Test func twelveRunsAreThePublishedOnes() {
        let published = "++-+++---+-".map { $0 == "+" }
        #expect(PlackettBurman.runs(factors: 11)[0] == published)
    }
}

@Suite struct FactorialDesignTests {
    private static func free(_ count: Int) -> FactorRules {
        FactorRules(requirements: (0..<count).map { _ in [] })
    }

    private static func on(_ count: Int) -> [Bool] { [Bool](repeating: true, count: count) }

    @Test(arguments: 1...4)
    func fewFactorsAreCombinedFully(count: Int) {
        let design = FactorialDesign(Self.free(count), target: Self.on(count))
        #expect(design.kind == .full && design.runs.count == 1 << count && design.replaced == 0)
        #expect(Set(design.runs).count == design.runs.count)
    }

    /// Resolution IV: no main effect is mixed with an interaction of two others.
    @Test(arguments: [5, 7, 12, 19, 23])
    func foldedDesignsKeepInteractionsOutOfEffects(count: Int) throws {
        let design = FactorialDesign(Self.free(count), target: Self.on(count))
        #expect(design.kind == .folded && design.replaced == 0)
        // Of few factors some runs are the same.
        #expect((16...2 * PlackettBurman.size(factors: count)).contains(design.runs.count))
        let aliasing = try #require(Aliasing(model: EffectModel(factors: count), runs: design.runs))
        for factor in 0..<count {
            if let worst = aliasing.largest(into: factor) { #expect(abs(worst.part) < 1e-9, "\(worst)") }
        }
    }

    /// As of a container's mechanisms: several need a namespace, two are levels of one thing.
    private static let rules = FactorRules(
        requirements: [[], [], [], [0], [0], [0, 1], [0], [2], [], [], [], []],
        alternatives: [[3, 6], [9, 10]])
    private static let target = [true, true, true, true, true, true, false, true, true, true, false, false]

    @Test func whatCantBeIsReplaced() throws {
        let design = FactorialDesign(Self.rules, target: Self.target)
        #expect(design.replaced > 0)
        #expect(design.runs.allSatisfy(Self.rules.allow))
        #expect(design.runs[0] == Self.target.map { _ in false } && design.runs[1] == Self.target)
        #expect(Set(design.runs).count == design.runs.count)
        let fit = try #require(LeastSquares(design.runs.map(EffectModel(factors: 12).row)))
        // An orthogonal design of so many runs has 4/N; what needs others is on in fewer of them.
        for factor in 0..<12 {
            #expect(fit.covariance[factor + 1][factor + 1] < 20 / Double(design.runs.count), "\(factor)")
        }
    }

    @Test func aRunThatFailsIsReplaced() throws {
        var design = FactorialDesign(Self.rules, target: Self.target)
        let failed = try #require(design.runs.last)
        let count = design.runs.count
        let replacement = design.replace(failed, excluding: [failed])
        let new = try #require(replacement)
        #expect(!design.runs.contains(failed) && design.runs.contains(new) && design.runs.count == count)
        #expect(Self.rules.allow(new))
        #expect(LeastSquares(design.runs.map(EffectModel(factors: 12).row)) != nil)
    }

    @Test func excludedRunsAreNotInIt() {
        let whole = FactorialDesign(Self.rules, target: Self.target)
        let excluded = Set(whole.runs.suffix(5))
        let design = FactorialDesign(Self.rules, target: Self.target, excluding: excluded)
        #expect(excluded.isDisjoint(with: design.runs))
    }

    @Test func theSameEveryTime() {
        #expect(
            FactorialDesign(Self.rules, target: Self.target).runs
                == FactorialDesign(Self.rules, target: Self.target).runs)
    }
}

@Suite struct FactorRulesTests {
    @Test func mendedRunsAreAllowedAndNear() {
        let rules = FactorRules(requirements: [[], [0], [1], []], alternatives: [[2, 3]])
        for bits in 0..<16 {
            let run = (0..<4).map { bits >> $0 & 1 == 1 }
            let mended = rules.mended(run)
            #expect(!mended.isEmpty && mended.allSatisfy(rules.allow))
            if rules.allow(run) { #expect(mended == [run]) }
        }
        // A missing requirement is turned on, with what that needs, or what needs it is turned off.
        #expect(
            Set(rules.mended([false, false, true, false])) == [
                [false, false, false, false], [true, true, true, false],
            ])
    }
}
