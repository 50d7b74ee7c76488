import Results

/// A document as JSON text, with errors that name what can't be written.
enum DocumentText {
    /// - Parameter name: of the document, for the error.
    /// - Throws: `ReportError.notEncodable` when a number is infinite or NaN.
    static func json(_ document: some Encodable, name: String) throws(ReportError) -> String {
        do {
            return try JSONText.pretty(document)
        } catch EncodingError.invalidValue(let value, let context) {
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            throw .notEncodable(
                document: name, detail: "\(path.joined(separator: ".")) is \(value), which is no JSON number")
        } catch {
            throw .notEncodable(document: name, detail: String(describing: error))
        }
    }
}
