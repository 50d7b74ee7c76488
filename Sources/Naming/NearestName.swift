/// Finds what somebody who mistyped a name may have meant.
public enum NearestName {
    /// `; did you mean 'a' or 'b'?`, to go behind a message; empty when nothing is near.
    public static func hint(among names: [String], to typed: String) -> String {
        let near = among(names, to: typed).map { "'\($0)'" }
        return near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    }

    /// At most three names, nearest first: those within a third of the length of what was typed, or that
    /// begin with it.
    public static func among(_ names: [String], to typed: String) -> [String] {
        let target = letters(of: typed)
        guard !target.isEmpty else { return [] }
        // Two letters that changed places are two substitutions, even in a short word.
        let limit = target.count < 3 ? 1 : max(2, target.count / 3)
        var ranked: [(distance: Int, name: String)] = []
        for name in names {
            let candidate = letters(of: name)
            let begins = target.count > 1 && candidate.starts(with: target)
            // The difference in length is a lower bound, and cheap.
            guard begins || abs(candidate.count - target.count) <= limit else { continue }
            let distance = distance(target, candidate)
            if begins || distance <= limit { ranked.append((distance, name)) }
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    private static func letters(of name: String) -> [UInt8] { Array(name.lowercased().utf8) }

    /// Insertions, deletions and substitutions from one to the other (Wagner & Fischer, J. ACM 21(1), 1974).
    static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (i, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let substituted = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[second.count]
    }
}
