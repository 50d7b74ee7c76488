import Results

/// The comparison itself, schema `isocost.difference/1`: stable, for programs.
public struct JSONDifference: DifferenceFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ difference: RunDifference) throws(ReportError) -> String {
        try DocumentText.json(
            difference, name: "the difference of \(difference.base.id) and \(difference.new.id)")
    }
}
