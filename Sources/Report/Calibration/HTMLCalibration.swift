import Mustache
import Results

/// A calibration as one page that needs nothing else, with its curves.
public struct HTMLCalibration: CalibrationFormat {
    public static let name = "html"
    public static let fileExtension = "html"

    public init() {}

    public func render(_ document: CalibrationDocument) throws(ReportError) -> String {
        // The registry is global and keeps one entry for a name: doing it again changes nothing.
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        do {
            return try MustacheTemplate(string: CalibrationTemplate.text).render(CalibrationPage(document))
        } catch {
            throw .template(detail: String(describing: error))
        }
    }
}
