/// Text and tables of GitHub Flavored Markdown.
enum MarkdownText {
    /// `text` such that it shows as it is, inside a table cell too, and notifies nobody.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.plain.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\" + String(scalar)
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // GitHub would take what follows for a user's name.
            case "@": result += "@<!-- -->"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// - Parameters:
    ///   - heading: one for each column.
    ///   - left: how many columns, from the first, are aligned to the left.
    static func table(heading: [String], left: Int, rows: [[String]]) -> [String] {
        let rule = heading.indices.map { $0 < left ? ":--" : "--:" }
        return ([heading, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    /// A part that is folded away until it is asked for.
    static func details(_ summary: String, _ lines: [String]) -> [String] {
        lines.isEmpty
            ? [] : ["<details><summary>\(escaped(summary))</summary>", ""] + lines + ["", "</details>"]
    }
}
