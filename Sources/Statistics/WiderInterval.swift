/// A rank interval, or the bootstrap's where it is wider: dependence must not make a result look surer.
struct WiderInterval {
    let interval: Interval
    /// The larger one, so that interval and p-value tell the same story.
    let pValue: Double
    /// How many times wider than the rank interval, at least 1.
    let widening: Double

    init(of ranked: Interval, pValue: Double, and bootstrap: MovingBlockBootstrap?, confidence: Double) {
        let resampled = bootstrap?.interval(confidence: confidence)
        guard let bootstrap, let resampled, resampled.halfWidth > ranked.halfWidth else {
            interval = ranked
            self.pValue = pValue
            widening = 1
            return
        }
        interval = resampled
        self.pValue = max(pValue, bootstrap.pValue)
        widening = ranked.halfWidth > 0 ? resampled.halfWidth / ranked.halfWidth : 1
    }
}

extension Warning {
    /// Nil unless the values of `sample` follow one another.
    static func autocorrelated(_ sample: Sample, named name: String) -> Warning? {
        guard sample.isAutocorrelated, let autocorrelation = sample.lag1Autocorrelation else { return nil }
        func threeDecimals(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
        return Warning(
            code: "autocorrelated",
            message: "Values of \(name) follow one another: lag-1 autocorrelation "
                + "\(threeDecimals(autocorrelation)), expected within "
                + "±\(threeDecimals(sample.autocorrelationLimit)); the wider of the rank and the moving-block "
                + "bootstrap interval is used.",
            advice: "Quiet the host or measure longer, so that its slow changes average out.")
    }
}
