import Mustache
import Results

/// A verification as one page that needs nothing else.
public struct HTMLVerification: VerificationFormat {
    public static let name = "html"
    public static let fileExtension = "html"

    public init() {}

    public func render(_ document: VerificationDocument) throws(ReportError) -> String {
        // The registry is global and keeps one entry for a name: doing it again changes nothing.
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        do {
            return try MustacheTemplate(string: VerificationTemplate.text).render(VerificationPage(document))
        } catch {
            throw .template(detail: String(describing: error))
        }
    }
}
