import Statistics

/// A table for each match, and its target.
struct MatchReport {
    let text: String
    /// Nothing was missed; what could not be compared counts as nothing.
    let isPassed: Bool

    init(of trial: Trial, matches: [Match], seed: UInt64) throws {
        var sections: [String] = []
        var targets: [Target] = []
        for match in matches {
            let own = match.isocost.name
            var table = Table()
            for name in match.all.map(\.name) {
                table.add(
                    name: name, p50: trial.quantile(0.5, of: name), p99: trial.quantile(0.99, of: name),
                    interval: trial.interval(0.99, of: name),
                    ratio: name == own ? nil : try trial.ratio(of: name, to: own, seed: seed), base: own)
            }
            sections.append("\(match.title)\n\n\(table.text)\n")
            sections += match.missing.map { "\($0) is not installed: left out\n" }
            targets.append(
                Target(
                    statement: "\(match.title): isocost takes no longer than the fastest other", limit: 1,
                    ratios: try match.others.map { try trial.ratio(of: own, to: $0.name, seed: seed) }))
        }
        text = (sections + targets.map(\.line)).joined(separator: "\n")
        isPassed = targets.allSatisfy { $0.isMet != false }
    }
}
