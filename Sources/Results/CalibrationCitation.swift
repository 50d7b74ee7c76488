import Statistics

/// What later reports on a host say of its newest calibration.
public struct CalibrationCitation: Codable, Sendable, Equatable {
    /// Of the calibration's run.
    public var id: String
    /// ISO 8601, UTC, to the second.
    public var startedAt: String
    /// The version of isocost that was calibrated.
    public var version: String
    /// As it was then.
    public var kernel: String
    /// The confidence that intervals were asked for.
    public var confidence: Double
    /// Intervals that held the truth.
    public var covering: CalibrationDocument.Rate
    /// Of `bare` against itself: verdicts `slower` or `faster`.
    public var falseVerdicts: CalibrationDocument.Rate
    /// Small runs that found an injected `detected`.
    public var found: CalibrationDocument.Rate
    /// The arm that was to be found, e.g. `+2%`.
    public var detected: String
}

extension CalibrationDocument {
    /// The arm whose slowdown has to be found.
    public static let detected = "+2%"

    /// The calibration in a few figures, over all families.
    public var citation: CalibrationCitation {
        CalibrationCitation(
            id: run.id, startedAt: run.startedAt, version: run.version, kernel: host.kernel,
            confidence: confidence, covering: .pooled(coverage.map(\.covering)),
            falseVerdicts: .pooled(control.map(\.falseVerdicts)),
            found: .pooled(detection.filter { $0.injection == Self.detected }.map(\.found)),
            detected: Self.detected)
    }
}

extension CalibrationDocument.Rate {
    /// The trials of several families or arms as one.
    public static func pooled(_ rates: [CalibrationDocument.Rate]) -> CalibrationDocument.Rate {
        CalibrationDocument.Rate(
            rates.reduce(0) { $0 + $1.count }, of: rates.reduce(0) { $0 + $1.trials })
    }
}
