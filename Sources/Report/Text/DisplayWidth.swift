/// How many terminal columns a text takes, and how to make it take fewer.
///
/// Wide ranges after Unicode Standard Annex #11 (East Asian Width W and F), as wcwidth(3) counts them.
/// Characters of ambiguous width, box drawing and `±` among them, take one.
enum DisplayWidth {
    static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The text, or its beginning and end with `…` between them, in at most `limit` columns.
    ///
    /// Both ends stay: names that share a beginning usually differ at the end.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard of(text) > limit else { return text }
        guard limit > 1 else { return "…" }
        let head = prefix(of: text, columns: (limit - 1 + 1) / 2)
        let tail = prefix(of: String(text.reversed()), columns: (limit - 1) / 2)
        return head + "…" + String(tail.reversed())
    }

    /// The longest beginning that fits into `columns`.
    static func prefix(of text: String, columns: Int) -> String {
        var left = columns
        return String(
            text.prefix { character in
                left -= width(of: character)
                return left >= 0
            })
    }

    static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, columns - of(text)))
        return right ? space + text : text + space
    }

    private static func width(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        let emoji = scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
        return emoji || wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
