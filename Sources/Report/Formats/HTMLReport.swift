import Mustache

/// One page that needs nothing else: no script, no font, no picture from elsewhere.
public struct HTMLReport: ReportFormat {
    public static let name = "html"
    public static let fileExtension = "html"

    public init() {}

    public func render(_ table: ComparisonTable) throws(ReportError) -> String {
        // The registry is global and keeps one entry for a name: doing it again changes nothing.
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        do {
            return try MustacheTemplate(string: HTMLTemplate.text).render(HTMLPage(table))
        } catch {
            throw .template(detail: String(describing: error))
        }
    }
}
