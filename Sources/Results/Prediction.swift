import Isolation
import RealModule
import Statistics

/// From the effects of mechanisms to an environment of some of them.
public struct Prediction {
    private let attribution: AttributionDocument

    /// - Throws: `PredictionError.notAnAttribution`, or what reading throws.
    public init(_ folder: RunFolder) throws {
        guard let document = try AttributionAnalysis.document(of: folder) else {
            throw PredictionError.notAnAttribution(path: folder.path)
        }
        attribution = document
    }

    init(_ attribution: AttributionDocument) { self.attribution = attribution }

    /// - Throws: `PredictionError` for a mechanism that was no factor.
    public func document(of environment: Environment) throws(PredictionError) -> PredictionDocument {
        let on = try run(environment)
        return PredictionDocument(
            run: attribution.run.id, target: attribution.target, environment: environment.name,
            factors: zip(attribution.factors, on).filter(\.1).map(\.0.name),
            workloads: attribution.workloads.map { workload in
                let overhead = self.overhead(on, workload)
                let scale = workload.seconds.center
                return .init(
                    workload: workload.workload, overhead: overhead,
                    seconds: Interval(
                        center: scale * (1 + overhead.center), lower: scale * (1 + overhead.lower),
                        upper: scale * (1 + overhead.upper), confidence: overhead.confidence))
            })
    }

    /// Beside what a run measured of the same environment.
    public func document(
        of environment: Environment, against run: ResultDocument, path: String
    ) throws(PredictionError) -> PredictionDocument {
        var document = try document(of: environment)
        document.against = run.run.id
        for index in document.workloads.indices {
            let one = document.workloads[index]
            let found = run.comparisons.first {
                $0.workload == one.workload && $0.environment == environment.name && $0.metric == "time"
            }
            guard let ratio = found?.ratio else { continue }
            let measured = Interval(
                center: ratio.center - 1, lower: ratio.lower - 1, upper: ratio.upper - 1,
                confidence: ratio.confidence)
            document.workloads[index].measured = measured
            document.workloads[index].agrees = Self.agree(one.overhead, measured)
        }
        guard document.workloads.contains(where: { $0.measured != nil }) else {
            throw .notMeasured(environment: environment.name, path: path)
        }
        return document
    }

    /// Of two independent estimates the difference has the half-widths' root of the sum of squares.
    private static func agree(_ left: Interval, _ right: Interval) -> Bool {
        let isAbove = left.center > right.center
        let toRight = isAbove ? left.center - left.lower : left.upper - left.center
        let toLeft = isAbove ? right.upper - right.center : right.center - right.lower
        return abs(left.center - right.center) <= .sqrt(toRight * toRight + toLeft * toLeft)
    }

    /// An environment that was no arm may lie off the model as the arms do.
    private func overhead(_ on: [Bool], _ workload: AttributionDocument.Workload) -> Interval {
        let model = EffectModel(factors: attribution.factors.count, pairs: workload.model.pairs)
        let combination = model.difference(on)
        let values = workload.model.coefficients.map { block in
            zip(combination.dropFirst(), block).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let variance = zip(workload.model.covariance, combination).reduce(0) { sum, row in
            sum + row.1 * zip(row.0, combination).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return FittedEffects.widened(
            FittedEffects.rankInterval(values, confidence: attribution.confidence),
            by: workload.lackOfFit * .sqrt(1 + variance), freedom: workload.model.freedom)
    }

    private func run(_ environment: Environment) throws(PredictionError) -> [Bool] {
        var on = attribution.factors.map { _ in false }
        for mechanism in environment.mechanisms {
            let named = attribution.factors.indices.filter {
                attribution.factors[$0].mechanism == mechanism.name
            }
            guard !named.isEmpty else {
                throw .unknownMechanism(
                    mechanism.name, environment: environment.name,
                    known: attribution.factors.compactMap(\.mechanism))
            }
            guard let factor = named.first(where: { attribution.factors[$0].setting == mechanism.setting })
            else {
                throw .otherSetting(
                    mechanism.name, environment: environment.name, wanted: Self.text(mechanism.setting),
                    measured: named.compactMap { attribution.factors[$0].setting }.map(Self.text))
            }
            on[factor] = true
        }
        return on
    }

    private static func text(_ setting: Setting) -> String {
        switch setting.value {
        case .list(let items): return "[" + items.map(text).joined(separator: ", ") + "]"
        case .members(let members):
            return "{" + members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
        default: return setting.scalar ?? ""
        }
    }
}
