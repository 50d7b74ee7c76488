import Statistics

/// The table and the two targets.
struct Report {
    let text: String
    /// Nothing was missed; what could not be compared counts as nothing.
    let isPassed: Bool

    init(of trial: Trial, contenders: Contenders, seed: UInt64) throws {
        let (reference, launcher) = (contenders.reference.name, contenders.launcher.name)
        var table = Table()
        for name in contenders.all.map(\.name) {
            let base = name == launcher ? reference : launcher
            table.add(
                name: name, p50: trial.quantile(0.5, of: name), p99: trial.quantile(0.99, of: name),
                interval: trial.interval(0.99, of: name),
                ratio: name == reference ? nil : try trial.ratio(of: name, to: base, seed: seed), base: base)
        }
        let installed = contenders.others.map(\.name)
        let targets = [
            Target(
                statement: "\(launcher) takes at most 1.1 times as long as \(reference)", limit: 1.1,
                ratios: [try trial.ratio(of: launcher, to: reference, seed: seed)]),
            Target(
                statement:
                    "\(launcher) is faster than \(OtherLauncher.all.map(\.name).joined(separator: ", "))",
                limit: 1,
                ratios: try installed.map { try trial.ratio(of: launcher, to: $0, seed: seed) }),
        ]
        let missing = OtherLauncher.all.map(\.name).filter { !installed.contains($0) }
        let notes = missing.map { "\($0) is not installed: left out" }
        text = ([table.text, ""] + notes + targets.map(\.line)).joined(separator: "\n")
        isPassed = targets.allSatisfy { $0.isMet != false }
    }
}
