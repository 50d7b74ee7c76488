import Experiment
import Statistics

@testable import Results

/// An attribution put together from effects: what follows from them is worked out here.
struct AttributionBuilder {
    private(set) var document: AttributionDocument

    /// An effect as part of the time in `bare`.
    struct Effect {
        let center: Double
        let below: Double
        let above: Double

        init(_ center: Double, _ below: Double, _ above: Double? = nil) {
            self.center = center
            self.below = below
            self.above = above ?? below
        }

        var interval: Interval {
            Interval(center: center, lower: center - below, upper: center + above, confidence: 0.95)
        }
    }

    struct Pair {
        let first: String
        let second: String
        let effect: Effect
        let isInModel: Bool
    }

    init(target: String, factors: [AttributionDocument.Factor], design: AttributionDocument.Design) {
        var run = Fixture.rich.run
        run.id = "20250304-050607-attribution"
        run.suite = "attribution"
        run.warnings = []
        document = AttributionDocument(
            run: run, host: Fixture.host, target: target, confidence: 0.95, factors: factors, design: design,
            workloads: [], unavailable: [], calibration: nil)
    }

    /// - Parameter beyond: what was measured of the target beyond the model.
    mutating func workload(
        _ name: String, seconds: Double, effects: [Effect], pairs: [Pair] = [], beyond: Double = 0,
        warnings: [Warning] = []
    ) {
        let floor = noiseFloor(effects)
        let shares = Self.shares(of: document.factors, effects, pairs)
        let single = zip(document.factors, effects).filter(\.0.isInTarget).reduce(0) { $0 + $1.1.center }
        let whole = shares.reduce(0) { $0 + $1.effect.center }
        document.workloads.append(
            .init(
                workload: name, blocks: 12 + document.workloads.count,
                seconds: Interval(
                    center: seconds, lower: seconds * 0.99, upper: seconds * 1.01, confidence: 0.95),
                effects: judged(effects, floor: floor, seconds: seconds),
                interactions: interactions(pairs, seconds: seconds),
                shares: shares.map {
                    .init(
                        factor: $0.factor, overhead: $0.effect.interval,
                        seconds: Self.scaled($0.effect.interval, seconds),
                        part: abs(whole) > floor ? $0.effect.center / whole : nil)
                },
                additivity: Self.additivity(
                    single: single, modelled: whole, measured: whole + beyond, margin: document.run.margin),
                lackOfFit: 0.002, noiseFloor: floor, aliasing: Self.aliasing(document.factors),
                warnings: warnings, model: .init(pairs: [], coefficients: [], covariance: [], freedom: 9)))
    }

    /// The larger end of the control's interval.
    private func noiseFloor(_ effects: [Effect]) -> Double {
        zip(document.factors, effects).first { $0.0.name == AttributionDesign.control }
            .map { max(abs($0.1.interval.lower), abs($0.1.interval.upper)) } ?? 0
    }

    private func judged(_ effects: [Effect], floor: Double, seconds: Double) -> [AttributionDocument.Effect] {
        zip(document.factors, effects).map { factor, effect in
            let floor = factor.mechanism == nil ? 0 : floor
            let verdict = Verdict.judge(effect.interval, margin: document.run.margin, noiseFloor: floor)
            return .init(
                factor: factor.name, overhead: effect.interval,
                seconds: Self.scaled(effect.interval, seconds),
                verdict: verdict.rawValue, truth: factor.knownCost)
        }
    }

    private func interactions(_ pairs: [Pair], seconds: Double) -> [AttributionDocument.Interaction] {
        let isKnown = document.factors.contains { $0.knownCost != nil }
        return pairs.map {
            .init(
                first: $0.first, second: $0.second, overhead: $0.effect.interval,
                seconds: Self.scaled($0.effect.interval, seconds), isInModel: $0.isInModel,
                truth: isKnown ? 0.03 : nil)
        }
    }

    mutating func change(_ change: (inout AttributionDocument) -> Void) { change(&document) }

    private static func scaled(_ overhead: Interval, _ seconds: Double) -> Interval {
        Interval(
            center: overhead.center * seconds, lower: overhead.lower * seconds,
            upper: overhead.upper * seconds,
            confidence: overhead.confidence)
    }

    /// A factor's own effect and half of what it adds together with another.
    private static func shares(
        of factors: [AttributionDocument.Factor], _ effects: [Effect], _ pairs: [Pair]
    ) -> [(factor: String, effect: Effect)] {
        zip(factors, effects).filter(\.0.isInTarget).map { factor, effect in
            let own = pairs.filter { $0.isInModel && ($0.first == factor.name || $0.second == factor.name) }
            let center = own.reduce(effect.center) { $0 + $1.effect.center / 2 }
            return (factor.name, Effect(center, effect.below, effect.above))
        }
    }

    private static func additivity(
        single: Double, modelled: Double, measured: Double, margin: Double
    ) -> AttributionDocument.Additivity {
        let difference = Effect(measured - single, 0.004).interval
        let judged = Verdict.judge(lower: difference.lower, upper: difference.upper, margin: margin)
        return .init(
            measured: Effect(measured, 0.006, 0.011).interval, predicted: Effect(single, 0.009).interval,
            difference: difference, modelled: Effect(modelled, 0.007).interval,
            verdict: judged == .equivalent
                ? "additive" : judged == .inconclusive ? "inconclusive" : "not additive")
    }

    private static func aliasing(_ factors: [AttributionDocument.Factor]) -> [AttributionDocument.Alias] {
        guard factors.count > 4 else { return [] }
        return [
            .init(factor: factors[0].name, first: factors[1].name, second: factors[2].name, part: -0.4),
            .init(factor: factors[1].name, first: factors[0].name, second: factors[3].name, part: 0.125),
            .init(factor: factors[2].name, first: factors[0].name, second: factors[1].name, part: 0.03),
        ]
    }
}
