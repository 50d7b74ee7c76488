/// The names spelled most like one that is not known.
enum Spelling {
    /// At most three names, the nearest first, each at most a third of the letters away.
    static func nearest(to name: String, among known: [String]) -> [String] {
        let target = Array(name.lowercased().utf8)
        let limit = max(1, target.count / 3)
        var ranked: [(distance: Int, name: String)] = []
        for candidate in known {
            let letters = Array(candidate.lowercased().utf8)
            // The difference in length is a lower bound, and cheap.
            guard abs(letters.count - target.count) <= limit else { continue }
            let distance = distance(target, letters)
            if distance <= limit { ranked.append((distance, candidate)) }
        }
        ranked.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return ranked.prefix(3).map(\.name)
    }

    /// Insertions, deletions and substitutions from one to the other (Wagner & Fischer 1974).
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let substituted = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
