import Results

/// What reports say of the newest calibration of the host that measured.
public struct CalibrationText {
    /// `Calibrated here on 2025-03-04 (…): 94.8 % of 1230 intervals at 95 % held the truth; …`
    public let sentence: String

    public init(_ citation: CalibrationCitation) {
        let confidence = Decimal.fixed(citation.confidence * 100, decimals: 0)
        let day = RunText.time(citation.startedAt.plain).prefix { $0 != " " }
        let (covering, alarms) = (citation.covering, citation.falseVerdicts)
        sentence =
            "Calibrated here on \(day) (isocost \(citation.version.plain), Linux \(citation.kernel.plain)): "
            + "\(ShareText.share(covering)) of \(covering.trials) intervals at \(confidence) % held the truth; false "
            + "verdicts in \(alarms.count) of \(alarms.trials); \(citation.detected.plain) found in "
            + "\(ShareText.share(citation.found)) of \(citation.found.trials)."
    }
}
