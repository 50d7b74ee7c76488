import Isolation
import RealModule
import Statistics

extension AttributionDesign {
    /// Each arm's time in a block, relative to that of `bare`: as a comparison has it, the median over rounds of the
    /// ratios within each.
    ///
    /// Not to the round's median arm, which would vary less: which arm that is depends on what the arms cost, and
    /// known costs came out up to a fiftieth too small.
    public func relativeTimes(in block: Block) -> [String: Double] {
        levels.keys.reduce(into: [:]) { relative, arm in
            let ratio = block.logRatio(of: Block.timeMetric, arm: arm, to: EnvironmentCatalog.bare.name)
            relative[arm] = ratio.map { .exp($0) }
        }
    }

    /// The effect of every factor in one block, as part of the time without any; empty where the block does not
    /// tell them apart.
    func mainEffects(in block: Block) -> [String: Double] {
        let relative = relativeTimes(in: block)
        let arms = relative.keys.sorted()
        let model = EffectModel(factors: factors.count)
        guard let fit = LeastSquares(arms.compactMap { levels[$0] }.map(model.row)) else { return [:] }
        let coefficients = fit.fit(arms.compactMap { relative[$0] })
        guard let base = coefficients.first, base > 0 else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: factors.enumerated().map {
                ($0.element.name, coefficients[$0.offset + 1] / base)
            })
    }
}

extension Plan {
    /// What a block says of each of the run's questions, as the logarithm of a ratio: of an arm's time to that of
    /// `bare`, or of the time with a factor to that without.
    func answers(in block: Block) -> [String: Double] {
        if let attribution {
            return attribution.mainEffects(in: block).filter {
                $0.key != AttributionDesign.control && $0.value > -1
            }
            .mapValues { .log(onePlus: $0) }
        }
        var answers: [String: Double] = [:]
        for arm in block.arms.keys where arm != "bare" {
            answers[arm] = block.logRatio(of: Block.timeMetric, arm: arm, to: "bare")
        }
        return answers
    }
}
