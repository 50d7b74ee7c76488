import Statistics

/// The table and the two targets.
struct Report {
    let text: String
    /// Nothing was missed; what could not be compared counts as nothing.
    let isPassed: Bool

    init(of trial: Trial, contenders: Contenders, seed: UInt64) throws {
        let (reference, launcher) = (contenders.reference.name, Contenders.launcher)
        var table = Table()
        for name in contenders.all.map(\.name) {
            let base = name == launcher ? reference : launcher
            table.add(
                name: name, p50: trial.quantile(0.5, of: name), p99: trial.quantile(0.99, of: name),
                ratio: name == reference ? nil : try trial.ratio(of: name, to: base, seed: seed), base: base)
        }
        let others = [Contenders.bubblewrap, Contenders.unshare].filter { !contenders.missing.contains($0) }
        let targets = [
            Target(
                statement: "\(launcher) takes at most 1.1 times as long as \(reference)", limit: 1.1,
                ratios: [try trial.ratio(of: launcher, to: reference, seed: seed)]),
            Target(
                statement: "\(launcher) is faster than bwrap and unshare", limit: 1,
                ratios: try others.map { try trial.ratio(of: launcher, to: $0, seed: seed) }),
        ]
        let missing = contenders.missing.map { "\($0) is not installed: left out" }
        text = ([table.text, ""] + missing + targets.map(\.line)).joined(separator: "\n")
        isPassed = targets.allSatisfy { $0.isMet != false }
    }
}
