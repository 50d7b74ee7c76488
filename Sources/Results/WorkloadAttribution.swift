import Experiment
import RealModule
import Statistics

/// One workload's blocks of an attribution, as effects with intervals.
///
/// A block gives every arm's time relative to the others'; least squares on those give the block's coefficients, as
/// parts of the time without any factor. The blocks are the replicates: intervals of every combination of coefficients
/// come from its values in the blocks, by signed ranks. By how much arms lie off the model beyond that widens them.
struct WorkloadAttribution {
    typealias Document = AttributionDocument

    private let workload: String
    private let design: AttributionDesign
    private let plan: Plan
    /// Of an op in `bare`, seconds.
    private let seconds: Interval
    private let arms: [String]
    private let runs: [[Bool]]
    /// For each block the arms' relative times.
    private let values: [[Double]]
    private let search: InteractionSearch
    private let fitted: FittedEffects
    private let additive: FittedEffects

    /// - Returns: nil for too few blocks, or arms that do not tell the factors apart.
    init?(workload: String, blocks: [Block], design: AttributionDesign, plan: Plan) {
        self.workload = workload
        self.design = design
        self.plan = plan
        let relative = blocks.map(design.relativeTimes)
        let arms = design.levels.keys.filter { arm in
            !relative.isEmpty && relative.allSatisfy { $0[arm] != nil }
        }.sorted()
        let runs = arms.compactMap { design.levels[$0] }
        let values = relative.map { block in arms.compactMap { block[$0] } }
        let bare = blocks.compactMap { $0.perOp(Block.timeMetric, in: Analysis.baseline) }
        guard blocks.count >= SignedRank.minimumCount(confidence: plan.confidence),
            let seconds = Summary.interval(of: bare, confidence: plan.confidence),
            let first = FittedEffects(
                EffectModel(factors: design.factors.count), runs: runs, values: values,
                confidence: plan.confidence)
        else { return nil }
        let control = design.index(of: AttributionDesign.control)
        let search = InteractionSearch(runs: runs, values: first.armMeans, inert: control)
        guard
            let fitted = FittedEffects(search.model, runs: runs, values: values, confidence: plan.confidence)
        else { return nil }
        (self.seconds, self.arms, self.runs, self.values) = (seconds, arms, runs, values)
        (self.search, self.fitted, additive) = (search, fitted, first)
    }

    func judged() -> Document.Workload {
        let effects = self.effects()
        return Document.Workload(
            workload: workload, blocks: values.count, seconds: seconds, effects: effects,
            interactions: interactions(), shares: shares(), additivity: additivity(),
            lackOfFit: fitted.lackOfFit,
            noiseFloor: noiseFloor, aliasing: aliasing(), warnings: warnings(),
            model: .init(
                pairs: fitted.model.pairs, coefficients: fitted.coefficients.map { Array($0.dropFirst()) },
                covariance: fitted.covariance, freedom: fitted.freedom))
    }

    private func inSeconds(_ overhead: Interval) -> Interval {
        let scale = seconds.center
        return Interval(
            center: overhead.center * scale, lower: overhead.lower * scale, upper: overhead.upper * scale,
            confidence: overhead.confidence)
    }

    private func name(_ factor: Int) -> String { design.factors[factor].name }

    /// The control's effect is what the design can't tell from none.
    private var noiseFloor: Double {
        guard let control = design.index(of: AttributionDesign.control) else { return 0 }
        let effect = fitted.interval(of: fitted.model.mainEffect(control))
        return max(abs(effect.lower), abs(effect.upper))
    }

    private func effects() -> [Document.Effect] {
        let floor = noiseFloor
        return design.factors.indices.map { factor in
            let overhead = fitted.interval(of: fitted.model.mainEffect(factor))
            let isControl = name(factor) == AttributionDesign.control
            let verdict = Verdict.judge(overhead, margin: plan.margin, noiseFloor: isControl ? 0 : floor)
            return .init(
                factor: name(factor), overhead: overhead, seconds: inSeconds(overhead),
                verdict: verdict.rawValue,
                truth: truth(of: factor))
        }
    }

    /// On average over the factors that it interacts with, as the effect is.
    private func truth(of factor: Int) -> Double? {
        guard let cost = design.factors[factor].knownCost else { return nil }
        return design.interactions.reduce(cost) { sum, pair in
            sum + (pair.first == name(factor) || pair.second == name(factor) ? pair.cost / 2 : 0)
        }
    }

    /// The likeliest of those that are not in the model, each as if it were.
    private static let othersShown = 3

    private func interactions() -> [Document.Interaction] {
        let inModel = fitted.model.pairs.indices.map { index in
            interaction(
                fitted.model.pairs[index], fitted.interval(of: fitted.model.interaction(index)),
                isInModel: true)
        }
        let others = search.others.prefix(Self.othersShown).compactMap { candidate -> Document.Interaction? in
            let model = EffectModel(
                factors: fitted.model.factors, pairs: fitted.model.pairs + [candidate.pair])
            guard let fit = FittedEffects(model, runs: runs, values: values, confidence: plan.confidence)
            else {
                return nil
            }
            let overhead = fit.interval(of: model.interaction(model.pairs.count - 1))
            return interaction(candidate.pair, overhead, isInModel: false)
        }
        return inModel + others
    }

    private func interaction(
        _ pair: EffectModel.Pair, _ overhead: Interval, isInModel: Bool
    ) -> Document.Interaction {
        let names = [name(pair.first), name(pair.second)]
        let known = design.interactions.first { names.contains($0.first) && names.contains($0.second) }?.cost
        let isKnown =
            design.factors[pair.first].knownCost != nil && design.factors[pair.second].knownCost != nil
        return .init(
            first: names[0], second: names[1], overhead: overhead, seconds: inSeconds(overhead),
            isInModel: isInModel,
            truth: known ?? (isKnown ? 0 : nil))
    }

    private var targetRun: [Bool] { design.factors.map(\.isInTarget) }

    private func shares() -> [Document.Share] {
        let whole = fitted.interval(of: fitted.model.difference(targetRun)).center
        let shares = fitted.model.shares(of: targetRun, rules: design.rules, seed: plan.seed)
        return shares.sorted { $0.key < $1.key }.map { factor, combination in
            let overhead = fitted.interval(of: combination)
            return .init(
                factor: name(factor), overhead: overhead, seconds: inSeconds(overhead),
                part: abs(whole) > noiseFloor ? overhead.center / whole : nil)
        }
    }

    private func additivity() -> Document.Additivity {
        let others = arms.indices.filter { runs[$0] != targetRun }
        let fit = FittedEffects(
            additive.model, runs: others.map { runs[$0] },
            values: values.map { block in others.map { block[$0] } },
            confidence: plan.confidence)
        // Where nothing but the target's arm tells two factors apart, it has to be part of its own prediction.
        let prediction = fit ?? additive
        let combination = prediction.model.difference(targetRun)
        let target = arms.indices.filter { runs[$0] == targetRun }
        // Both as parts of the time without any factor as the whole model has it.
        let bases = fitted.coefficients.map { $0[0] }
        let measured = zip(values, bases).map { block, base in
            target.reduce(0) { $0 + block[$1] } / Double(max(1, target.count)) / base - 1
        }
        let predicted = prediction.values(of: combination).enumerated().map { index, sum in
            prediction.coefficients[index][0] * (1 + sum) / bases[index] - 1
        }
        // What arms lie off even the whole model is no lack of additivity.
        let off = fitted.lackOfFit * Double.sqrt(1 + fitted.variance(of: fitted.model.difference(targetRun)))
        let difference = FittedEffects.widened(
            prediction.rankInterval(zip(measured, predicted).map { $0 - $1 }), by: off,
            freedom: fitted.freedom)
        let judged = Verdict.judge(lower: difference.lower, upper: difference.upper, margin: plan.margin)
        return .init(
            measured: prediction.rankInterval(measured),
            predicted: prediction.widened(predicted, of: combination),
            difference: difference, modelled: fitted.interval(of: fitted.model.difference(targetRun)),
            verdict: judged == .equivalent
                ? "additive" : judged == .inconclusive ? "inconclusive" : "not additive")
    }

    private func aliasing() -> [Document.Alias] {
        guard let aliasing = Aliasing(model: fitted.model, runs: runs) else { return [] }
        return design.factors.indices.compactMap { factor in
            aliasing.largest(into: factor).map { alias in
                .init(
                    factor: name(factor), first: name(alias.pair.first), second: name(alias.pair.second),
                    part: alias.part)
            }
        }
    }

    private func warnings() -> [Warning] {
        var warnings: [Warning] = []
        let missing = design.levels.keys.filter { !arms.contains($0) }.sorted()
        if !missing.isEmpty {
            warnings.append(
                Warning(
                    code: "arms-missing",
                    message:
                        "\(missing.count) of \(design.levels.count) combinations could not do this work; "
                        + "the effects are from the others.",
                    advice: "See what is unavailable in run.json."))
        }
        if fitted.lackOfFit > plan.margin {
            warnings.append(
                Warning(
                    code: "lack-of-fit",
                    message:
                        "The arms lie off the model by more than the blocks' spread explains: standard deviation "
                        + "\(Self.percent(fitted.lackOfFit)) %. The intervals are wider for it.",
                    advice: "Mechanisms may interact three at a time: look at fewer of them with --mechanism."
                ))
        }
        return warnings
    }

    private static func percent(_ ratio: Double) -> Double { (ratio * 10_000).rounded() / 100 }
}
