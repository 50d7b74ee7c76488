import Mustache

/// Escapes what the page's template inserts, scalar by scalar.
///
/// Mustache's own escapes characters, and to Swift a quote followed by a combining accent is another
/// character than a quote: to a browser it still ends the attribute.
struct HTMLEscaping: MustacheContentType {
    /// As the template's CONTENT_TYPE pragma names it.
    static let name = "ISOCOST-HTML"

    func escapeText(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.plain.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
