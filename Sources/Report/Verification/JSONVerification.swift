import Results

/// The verification itself, schema `isocost.verification/1`: stable, for programs.
public struct JSONVerification: VerificationFormat {
    public static let name = "json"
    public static let fileExtension = "json"

    public init() {}

    public func render(_ document: VerificationDocument) throws(ReportError) -> String {
        try DocumentText.json(document, name: "the verification of \(document.run.startedAt)")
    }
}
