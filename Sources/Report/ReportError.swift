/// Why a report could not be made.
public enum ReportError: Error, Equatable, CustomStringConvertible {
    case unknownFormat(String, known: [String])
    /// JSON has no infinity and no NaN.
    case notEncodable(document: String, detail: String)
    /// The page's own template is broken: a defect of isocost.
    case template(detail: String)

    public var description: String {
        switch self {
        case .unknownFormat(let name, let known):
            "there is no format '\(name)': use one of " + known.joined(separator: ", ")
        case .notEncodable(let document, let detail):
            "\(document) can't be written as JSON: \(detail); the terminal and csv formats can still show it"
        case .template(let detail):
            "the page template can't be read: \(detail); please report this, and use markdown meanwhile"
        }
    }
}
