import Results

/// Whether the method holds on this host, in plain words: as good as the worst of its targets stands.
struct CalibrationVerdict {
    let checks: [CalibrationCheck]
    let standing: CalibrationTarget.Standing
    /// Coverage of single arms that lies apart from the target where the family's as a whole may not; or nil.
    let outliers: String?
    /// What runs one after the other claim on the same host; nil where none were made.
    let sequential: String?

    init(_ document: CalibrationDocument) {
        let control = document.control
        let coverage = CalibrationTarget.coverage(confidence: document.confidence)
        checks = [
            CalibrationCheck(
                "Coverage of \(ShareText.range(coverage.range)) in every family", coverage,
                inEvery: control.map { row in
                    let arms = document.coverage.filter { $0.family == row.family }
                    return (row.family, .pooled(arms.map(\.covering)))
                }),
            CalibrationCheck(
                Self.title("False verdicts", .falseVerdicts), .falseVerdicts,
                over: control.map { ($0.family, $0.falseVerdicts) }),
            CalibrationCheck(
                Self.title("False verdicts after adjustment", .falseAfterAdjustment), .falseAfterAdjustment,
                over: control.map { ($0.family, $0.falseAfterAdjustment) }),
            CalibrationCheck(
                Self.title("An injected +2 % found", .detection) + " of the runs of cpu, mem and sys",
                .detection,
                inEvery: Self.quietFamilies(control.map(\.family)).map {
                    ($0, Self.detected(document, $0))
                }),
        ]
        standing = checks.map(\.standing).max() ?? .notShown
        outliers = Self.outliers(document.coverage, coverage)
        sequential = Self.sequential(document)
    }

    /// `HOLDS`.
    var word: String {
        switch standing {
        case .met: "HOLDS"
        case .notShown: "NOT SHOWN"
        case .missed: "DOES NOT HOLD"
        }
    }

    /// `The method holds on this host`.
    var claim: String {
        switch standing {
        case .met: "The method holds on this host"
        case .notShown: "It is not shown that the method holds on this host"
        case .missed: "The method does not hold on this host"
        }
    }

    /// `2 of 4 targets met, 1 not shown, 1 missed`.
    var tally: String {
        let counts = CalibrationTarget.Standing.allCases.compactMap { standing -> String? in
            let count = checks.count { $0.standing == standing }
            if standing == .met { return "\(count) of \(checks.count) targets met" }
            return count == 0 ? nil : "\(count) \(standing.label)"
        }
        return counts.joined(separator: ", ")
    }

    private static func title(_ what: String, _ target: CalibrationTarget) -> String {
        "\(what) in \(ShareText.range(target.range))"
    }

    /// Without files, which vary more than the rest: what is found of them by when depends on the disk and its
    /// neighbours. What is measured with short slices counts with the rest of its family.
    private static func quietFamilies(_ families: [String]) -> [String] {
        families.map { String($0.prefix { $0 != "," }) }.unique.filter { $0 != "io" }
    }

    private static func detected(_ document: CalibrationDocument, _ family: String)
        -> CalibrationDocument.Rate
    {
        .pooled(
            document.detection.filter {
                $0.family.prefix { $0 != "," } == family && $0.injection == CalibrationDocument.detected
            }
            .map(\.found))
    }

    private static func outliers(
        _ rows: [CalibrationDocument.Coverage], _ target: CalibrationTarget
    ) -> String? {
        let apart = rows.filter { target.standing(of: $0.covering) == .missed }
        guard !apart.isEmpty else { return nil }
        let named = apart.map { "\($0.family) \($0.injection) \(ShareText.whole($0.covering))".plain }
        return "Taken one by one, \(apart.count) of \(rows.count) arms miss the target of coverage: "
            + named.listed(limit: 5) + "."
    }

    private static func sequential(_ document: CalibrationDocument) -> String? {
        let pairs = SequentialPair.all(of: document).filter { $0.sequential.truth == 1 }
        let welch = CalibrationDocument.Rate.pooled(pairs.map(\.sequential.significant))
        let paired = CalibrationDocument.Rate.pooled(pairs.compactMap(\.claims))
        guard welch.trials > 0 else { return nil }
        let beside =
            paired.trials > 0 ? "; interleaved blocks, of the same arms, " + ShareText.whole(paired) : ""
        return
            "Runs made one after the other and judged by Welch's t-test at 5 % claim a difference where there "
            + "is none in " + ShareText.whole(welch) + beside + "."
    }
}
