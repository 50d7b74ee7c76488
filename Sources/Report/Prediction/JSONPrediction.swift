import Results

/// The prediction itself, schema `isocost.prediction/1`: stable, for programs.
public struct JSONPrediction: PredictionFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ document: PredictionDocument) throws(ReportError) -> String {
        try DocumentText.json(document, name: "the prediction of \(document.environment)")
    }
}
