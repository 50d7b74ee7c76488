extension String {
    /// The text on one line, without what could steer a terminal or reorder a page.
    ///
    /// Names come from users' YAML and commands. Control characters (ESC above all) and the
    /// bidirectional overrides of CVE-2021-42574 become U+FFFD, line ends and tabs become spaces.
    var plain: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result.append(" ")
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result.append("\u{FFFD}")
            case _ where scalar.properties.generalCategory == .control: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Collection<String> {
    /// `a`, `a and b`, `a, b and c`; of more than `limit`, `a, b and 3 more`.
    func listed(limit: Int = 3) -> String {
        let items = Array(self)
        guard let last = items.last else { return "" }
        if items.count == 1 { return last }
        if items.count <= limit { return items.dropLast().joined(separator: ", ") + " and " + last }
        let shown = items.prefix(Swift.max(1, limit - 1))
        return shown.joined(separator: ", ") + " and \(items.count - shown.count) more"
    }
}
