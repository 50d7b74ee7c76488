import Results

/// The calibration itself, schema `isocost.calibration/1`: stable, for programs.
public struct JSONCalibration: CalibrationFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ document: CalibrationDocument) throws(ReportError) -> String {
        try DocumentText.json(document, name: "the calibration of run \(document.run.id)")
    }
}
