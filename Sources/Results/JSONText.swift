import FoundationEssentials

/// The JSON that isocost writes: sorted keys and slashes as they are, so that files can be compared.
public enum JSONText {
    /// One line, without its end. Optionals that are nil are left out.
    /// - Throws: `EncodingError` when a number is infinite or NaN.
    public static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Indented; ends with a line end.
    /// - Throws: as `line(_:)`.
    public static func pretty(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return compacted(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
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
