/// Prose filled into the width of a terminal.
enum Paragraph {
    /// `text` broken at spaces into lines of at most `width` columns.
    ///
    /// - Parameters:
    ///   - first: what the first line begins with, e.g. a name or a bullet.
    ///   - indent: columns that the other lines begin with, empty.
    static func lines(_ text: String, width: Int, first: String = "", indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = first
        var used = DisplayWidth.of(first)
        var isFresh = true
        for word in words(of: text).flatMap({ pieces($0, width: width - indent) }) {
            let length = DisplayWidth.of(word)
            if !isFresh, used + 1 + length > width {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                used = indent
                isFresh = true
            }
            line += isFresh ? word : " " + word
            used += length + (isFresh ? 0 : 1)
            isFresh = false
        }
        return lines + [line]
    }

    /// What may stand at the end of a line: a number is not parted from its `%`.
    private static func words(of text: String) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { words, word in
            if word.hasPrefix("%"), let last = words.popLast() {
                words.append(last + " " + word)
            } else {
                words.append(String(word))
            }
        }
    }

    /// A word that is longer than a line, cut to fit.
    private static func pieces(_ word: String, width: Int) -> [String] {
        var pieces: [String] = []
        var rest = word
        while DisplayWidth.of(rest) > width {
            let piece = DisplayWidth.prefix(of: rest, columns: max(2, width))
            pieces.append(piece)
            rest.removeFirst(piece.count)
        }
        return pieces + [rest]
    }
}
