import RealModule
import Statistics

/// A model fitted to every block of one workload.
struct FittedEffects {
    let model: EffectModel
    /// By block: the mean's, the factors', the pairs'; the last two as parts of the mean's.
    let coefficients: [[Double]]
    /// By run, over the blocks, as parts of the time without any factor.
    let armMeans: [Double]
    /// The standard deviation of the arms around the model beyond what the blocks' spread explains.
    let lackOfFit: Double
    let confidence: Double
    private let fit: LeastSquares

    /// - Parameter values: for each block one for each run.
    /// - Returns: nil when the runs do not tell the coefficients apart.
    init?(_ model: EffectModel, runs: [[Bool]], values: [[Double]], confidence: Double) {
        guard let fit = LeastSquares(runs.map(model.row)), !values.isEmpty else { return nil }
        self.model = model
        self.fit = fit
        self.confidence = confidence
        var coefficients: [[Double]] = []
        var scaled: [[Double]] = []
        for block in values {
            let found = fit.fit(block)
            guard found[0] > 0 else { return nil }
            coefficients.append([found[0]] + found.dropFirst().map { $0 / found[0] })
            scaled.append(block.map { $0 / found[0] })
        }
        self.coefficients = coefficients
        let means = runs.indices.map { arm in HodgesLehmann.estimate(scaled.map { $0[arm] }) ?? 0 }
        armMeans = means
        lackOfFit = Self.lackOfFit(means, of: fit, scaled)
    }

    var covariance: [[Double]] { fit.covariance }
    func variance(of combination: [Double]) -> Double { fit.variance(of: combination) }
    var freedom: Int { fit.observations - fit.coefficients }

    /// The variance of arms around the model is that of their means over the blocks, and what is left is their own.
    private static func lackOfFit(_ means: [Double], of fit: LeastSquares, _ scaled: [[Double]]) -> Double {
        let freedom = fit.observations - fit.coefficients
        guard freedom > 0, scaled.count > 1 else { return 0 }
        let around = fit.residuals(means).reduce(0) { $0 + $1 * $1 } / Double(freedom)
        let residuals = scaled.map(fit.residuals)
        let within = means.indices.map { arm -> Double in
            let own = residuals.map { $0[arm] }
            let mean = own.reduce(0, +) / Double(own.count)
            return own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count - 1)
        }
        // Residuals have lost the degrees of freedom of the fit in every block.
        let spread = within.reduce(0, +) / Double(freedom) / Double(scaled.count)
        return .sqrt(max(0, around - spread))
    }

    /// A combination of the coefficients in every block; that of the mean is left out.
    func values(of combination: [Double]) -> [Double] {
        coefficients.map { block in
            zip(combination, block).dropFirst().reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    /// Of the blocks' values, widened by what the model lacks.
    func interval(of combination: [Double]) -> Interval {
        widened(values(of: combination), of: combination)
    }

    /// - Parameter values: of a combination of the coefficients, one for each block.
    func widened(_ values: [Double], of combination: [Double]) -> Interval {
        let error = lackOfFit * Double.sqrt(fit.variance(of: combination))
        return Self.widened(rankInterval(values), by: error, freedom: freedom)
    }

    func rankInterval(_ values: [Double]) -> Interval { Self.rankInterval(values, confidence: confidence) }

    static func rankInterval(_ values: [Double], confidence: Double) -> Interval {
        SignedRank.interval(values, confidence: confidence)
            ?? Interval(
                center: median(values) ?? 0, lower: -.infinity, upper: .infinity, confidence: confidence)
    }

    /// - Parameter error: a standard error that the blocks do not show.
    static func widened(_ interval: Interval, by error: Double, freedom: Int) -> Interval {
        guard error > 0, freedom > 0 else { return interval }
        let student = StudentDistribution(degreesOfFreedom: Double(freedom))
        let reach = error * student.quantile(1 - (1 - interval.confidence) / 2)
        func far(_ side: Double) -> Double { .sqrt(side * side + reach * reach) }
        return Interval(
            center: interval.center, lower: interval.center - far(interval.center - interval.lower),
            upper: interval.center + far(interval.upper - interval.center), confidence: interval.confidence)
    }
}
