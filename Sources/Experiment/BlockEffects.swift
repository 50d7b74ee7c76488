import RealModule
import Statistics

extension AttributionDesign {
    /// Each arm's time in a block, relative to the median arm's: the median over rounds.
    ///
    /// Within a round, so that the host's drift cancels; to the median over all arms, which varies less than any one
    /// of them does.
    public func relativeTimes(in block: Block) -> [String: Double] {
        let times = levels.keys.sorted().compactMap { arm in
            block.values(of: Block.timeMetric, in: arm).map { (arm, $0) }
        }
        guard let rounds = times.map(\.1.count).min() else { return [:] }
        var logs = times.map { _ in [Double]() }
        for round in 0..<rounds {
            let values = times.map { $0.1[round] }
            guard values.allSatisfy({ $0 > 0 && $0.isFinite }), let middle = median(values) else { continue }
            for (arm, value) in values.enumerated() { logs[arm].append(.log(value / middle)) }
        }
        var relative: [String: Double] = [:]
        for (arm, values) in zip(times.map(\.0), logs) {
            if let value = median(values) { relative[arm] = .exp(value) }
        }
        return relative
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
            uniqueKeysWithValues: factors.enumerated().map { ($0.element.name, coefficients[$0.offset + 1] / base) })
    }
}

extension Plan {
    /// What a block says of each of the run's questions, as the logarithm of a ratio: of an arm's time to that of
    /// `bare`, or of the time with a factor to that without.
    func answers(in block: Block) -> [String: Double] {
        if let attribution {
            return attribution.mainEffects(in: block).filter { $0.key != AttributionDesign.control && $0.value > -1 }
                .mapValues { .log(onePlus: $0) }
        }
        var answers: [String: Double] = [:]
        for arm in block.arms.keys where arm != "bare" {
            answers[arm] = block.logRatio(of: Block.timeMetric, arm: arm, to: "bare")
        }
        return answers
    }
}
