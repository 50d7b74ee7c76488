/// Finds what somebody who mistyped a name may have meant.
public enum NearestName {
    /// At most three names, nearest first: those within a third of the length of what was typed, or that
    /// begin with it.
    public static func among(_ names: [String], to typed: String) -> [String] {
        let limit = max(2, typed.utf8.count / 3)
        let near = names.map { (name: $0, distance: distance($0, typed)) }
            .filter { $0.distance <= limit || (!typed.isEmpty && $0.name.hasPrefix(typed)) }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return near.prefix(3).map(\.name)
    }

    /// Levenshtein distance in bytes, without regard to the case of ASCII letters (Wagner & Fischer,
    /// J. ACM 21(1), 1974).
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.lowercased().utf8)
        let second = Array(second.lowercased().utf8)
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
