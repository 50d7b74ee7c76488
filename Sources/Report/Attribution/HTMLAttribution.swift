import Mustache
import Results

/// An attribution as one page that needs nothing else, with its waterfalls.
public struct HTMLAttribution: AttributionFormat {
    public static let name = "html"
    public static let fileExtension = "html"

    public init() {}

    public func render(_ document: AttributionDocument) throws(ReportError) -> String {
        // The registry is global and keeps one entry for a name: doing it again changes nothing.
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        do {
            return try MustacheTemplate(string: AttributionTemplate.text).render(AttributionPage(document))
        } catch {
            throw .template(detail: String(describing: error))
        }
    }
}
