/// What every page has to be.
enum PageCheck {
    /// The tags that are closed without having been opened, then those left open.
    static func unbalanced(_ page: String) -> [Substring] {
        var open: [Substring] = []
        var stray: [Substring] = []
        for match in page.matches(of: #/<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>/#) {
            let (_, closing, tag, selfClosing) = match.output
            if ["meta", "br"].contains(tag) || !selfClosing.isEmpty { continue }
            if closing.isEmpty {
                open.append(tag)
            } else if open.last == tag {
                open.removeLast()
            } else {
                stray.append(tag)
            }
        }
        return stray + open
    }
}
