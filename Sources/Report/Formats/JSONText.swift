import FoundationEssentials

/// JSON as all documents of isocost are written: sorted keys, indented, slashes as they are.
enum JSONText {
    /// Ends with a line end. Optionals that are nil are left out.
    ///
    /// - Parameter name: of the document, for the error.
    /// - Throws: `ReportError.notEncodable` when a number is infinite or NaN.
    static func encoded(_ document: some Encodable, name: String) throws(ReportError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return compacted(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
        } catch EncodingError.invalidValue(let value, let context) {
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            throw .notEncodable(
                document: name, detail: "\(path.joined(separator: ".")) is \(value), which is no JSON number")
        } catch {
            throw .notEncodable(document: name, detail: String(describing: error))
        }
    }

    /// `[]` and `{}`, which the encoder spreads over three lines.
    ///
    /// Strings hold no raw line end, so that only the layout can match.
    private static func compacted(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let closing = line.drop { $0 == " " }
            if let opening = lines.last?.last, closing.first == (opening == "[" ? "]" : "}"),
                opening == "[" || opening == "{"
            {
                lines[lines.count - 1] += closing
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }
}
