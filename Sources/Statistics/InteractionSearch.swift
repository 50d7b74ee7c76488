import RealModule

/// Finds the two-way interactions that the runs of a design speak for, one after the other.
///
/// Forward selection: of all pairs the one whose effect is largest against what is left over; it joins the model when
/// a t-test, corrected for having chosen among all of them (Bonferroni), says that it is there, also without any single run.
public struct InteractionSearch: Sendable {
    /// A pair and what it would add to the model, were it the only one to join.
    public struct Candidate: Sendable, Equatable {
        public var pair: EffectModel.Pair
        public var effect: Double
        public var pValue: Double
    }

    public let model: EffectModel
    /// What was looked at beside the chosen pairs, the smallest p-value first.
    public let others: [Candidate]

    /// - Parameters:
    ///   - values: one for each run.
    ///   - inert: a factor that is known to do nothing, and so is in no pair.
    ///   - most: pairs that may join; the runs have to leave something to judge them by.
    public init(
        runs: [[Bool]], values: [Double], inert: Int? = nil, significance: Double = 0.05, most: Int = 5
    ) {
        let factors = runs.first?.count ?? 0
        let active = (0..<factors).filter { $0 != inert }
        let all = active.flatMap { first in
            active.filter { $0 > first }.map { EffectModel.Pair(first, $0) }
        }
        var chosen: [EffectModel.Pair] = []
        while chosen.count < most {
            let candidates = Self.candidates(all, beside: chosen, runs: runs, values: values)
            let stands = candidates.prefix { $0.pValue * Double(candidates.count) <= significance }.first {
                candidate in
                Self.restsOnNoSingleRun(
                    candidate.pair, beside: chosen, runs: runs, values: values,
                    limit: significance / Double(candidates.count))
            }
            guard let stands else { break }
            chosen.append(stands.pair)
        }
        model = EffectModel(factors: factors, pairs: chosen)
        others = Self.candidates(all, beside: chosen, runs: runs, values: values)
    }

    /// A run that is slow for a reason of its own looks like an interaction of what is on in it. So a pair has to be
    /// there whichever run is left out.
    private static func restsOnNoSingleRun(
        _ pair: EffectModel.Pair, beside chosen: [EffectModel.Pair], runs: [[Bool]], values: [Double],
        limit: Double
    ) -> Bool {
        runs.indices.allSatisfy { left in
            var (rest, own) = (runs, values)
            rest.remove(at: left)
            own.remove(at: left)
            return candidates([pair], beside: chosen, runs: rest, values: own).first.map {
                $0.pValue <= limit
            } ?? false
        }
    }

    /// Pairs that the runs can tell from what is in the model.
    private static func candidates(
        _ all: [EffectModel.Pair], beside chosen: [EffectModel.Pair], runs: [[Bool]], values: [Double]
    ) -> [Candidate] {
        guard let factors = runs.first?.count else { return [] }
        let base = EffectModel(factors: factors, pairs: chosen)
        let rows = runs.map(base.row)
        guard let fit = LeastSquares(rows) else { return [] }
        let freedom = fit.observations - fit.coefficients - 1
        guard freedom > 0 else { return [] }
        let left = fit.residuals(values)
        let squares = LeastSquares.product(left, left)
        return all.filter { !chosen.contains($0) }.compactMap { pair in
            // The pair's column less what the model explains of it (Frisch & Waugh, Econometrica 1 (1933)).
            let column = runs.map { $0[pair.first] && $0[pair.second] ? 1.0 : 0.0 }
            let own = fit.residuals(column)
            let size = LeastSquares.product(own, own)
            guard size > fewestOwn(of: runs) else { return nil }
            let effect = LeastSquares.product(own, values) / size
            let error = Double.sqrt(max(0, squares - effect * effect * size) / Double(freedom) / size)
            let student = StudentDistribution(degreesOfFreedom: Double(freedom))
            let isExact = error <= abs(effect) * 1e-9
            return Candidate(
                pair: pair, effect: effect, pValue: isExact ? 0 : 2 * student.cdf(-abs(effect / error)))
        }.sorted { ($0.pValue, $0.pair.first, $0.pair.second) < ($1.pValue, $1.pair.first, $1.pair.second) }
    }
}

/// How much of an interaction that is not in a model goes into the model's effects.
public struct Aliasing: Sendable {
    private let factors: Int
    /// By pair: what an interaction of size 1 adds to each coefficient.
    private let alias: [(pair: EffectModel.Pair, into: [Double])]

    /// The alias matrix (XᵀX)⁻¹XᵀZ (Box & Wilson 1951), Z being the pairs that are not in the model.
    public init?(model: EffectModel, runs: [[Bool]]) {
        guard let fit = LeastSquares(runs.map(model.row)) else { return nil }
        factors = model.factors
        alias = (0..<model.factors).flatMap { first in
            ((first + 1)..<max(model.factors, first + 1)).compactMap { second in
                let pair = EffectModel.Pair(first, second)
                guard !model.pairs.contains(pair) else { return nil }
                let column = runs.map { $0[first] && $0[second] ? 1.0 : 0.0 }
                let own = fit.residuals(column)
                guard LeastSquares.product(own, own) > fewestOwn(of: runs) else { return nil }
                return (pair, fit.fit(column))
            }
        }
    }

    /// The interaction of other factors that goes into a factor's effect the most, and the part of it that does.
    ///
    /// Of a factor's own interactions half is part of its effect: it is an average.
    public func largest(into factor: Int) -> (pair: EffectModel.Pair, part: Double)? {
        alias.filter { $0.pair.first != factor && $0.pair.second != factor }
            .map { ($0.pair, $0.into[1 + factor]) }
            .max { abs($0.1) < abs($1.1) }
    }
}

/// A quarter of the squares that a pair has to itself in a design in which it is orthogonal to all else. With less,
/// it is what a requirement or an alias says already.
private func fewestOwn(of runs: [[Bool]]) -> Double { Double(runs.count) / 64 }
