import Results

/// One target, held against what was observed, in words.
struct CalibrationCheck {
    typealias FamilyRate = (family: String, rate: CalibrationDocument.Rate)

    /// What is asked, e.g. `Coverage of 93 to 97 % in every family`.
    let title: String
    let standing: CalibrationTarget.Standing
    /// What was observed, without an end.
    let text: String

    /// Every family has to meet the target by itself.
    init(_ title: String, _ target: CalibrationTarget, inEvery families: [FamilyRate]) {
        self.title = title
        let judged = families.map {
            (family: $0.family, rate: $0.rate, standing: target.standing(of: $0.rate))
        }
        standing = judged.map(\.standing).max() ?? .notShown
        let clauses = CalibrationTarget.Standing.allCases.compactMap { standing -> String? in
            let those = judged.filter { $0.standing == standing }
            guard !those.isEmpty else { return nil }
            return "\(standing.label) in " + those.map { Self.named($0.family, $0.rate) }.listed(limit: 8)
        }
        text = clauses.isEmpty ? "no trials" : clauses.joined(separator: "; ")
    }

    /// The families together have to meet it, and none may miss it by itself.
    init(_ title: String, _ target: CalibrationTarget, over families: [FamilyRate]) {
        self.title = title
        let pooled = CalibrationDocument.Rate.pooled(families.map(\.rate))
        let missing = families.filter { target.standing(of: $0.rate) == .missed }
        standing = missing.isEmpty ? target.standing(of: pooled) : .missed
        let observed =
            pooled.trials == 0
            ? "no trials"
            : "\(pooled.count) of \(pooled.trials), \(ShareText.share(pooled)) (\(ShareText.interval(pooled)))"
        let apart = missing.map { Self.named($0.family, $0.rate) }.listed(limit: 8)
        text = observed + (missing.isEmpty ? "" : "; missed in " + apart)
    }

    private static func named(_ family: String, _ rate: CalibrationDocument.Rate) -> String {
        let family = DisplayWidth.shortened(family.plain, to: 24)
        return rate.trials > 0 ? "\(family) \(ShareText.whole(rate))" : "\(family) (no trials)"
    }
}
