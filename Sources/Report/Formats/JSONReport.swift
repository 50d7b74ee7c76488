/// The result document itself, schema `isocost.result/1`: stable, for programs.
public struct JSONReport: ReportFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ table: ComparisonTable) throws(ReportError) -> String {
        try DocumentText.json(table.document, name: "the result of run \(table.document.run.id)")
    }
}
