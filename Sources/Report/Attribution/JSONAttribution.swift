import Results

/// The attribution itself, schema `isocost.attribution/1`: stable, for programs.
public struct JSONAttribution: AttributionFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ document: AttributionDocument) throws(ReportError) -> String {
        try DocumentText.json(document, name: "the attribution of run \(document.run.id)")
    }
}
