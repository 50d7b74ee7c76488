import Results
import Statistics

/// A calibration laid out for reading: the verdict, then a table for each question.
struct CalibrationTable {
    let document: CalibrationDocument
    let verdict: CalibrationVerdict
    /// Those with rows.
    let sections: [SideTable]
    /// The run and its host as a result without figures, for what every report says of them.
    let facts: ComparisonTable

    init(_ document: CalibrationDocument) {
        self.document = document
        verdict = CalibrationVerdict(document)
        sections = [
            Self.control(document), Self.coverage(document), Self.detection(document),
            Self.verdictTimes(document), Self.sequential(document),
        ].filter { !$0.rows.isEmpty }
        facts = ComparisonTable(
            ResultDocument(
                run: document.run, host: document.host, environments: [], measurements: [], comparisons: [],
                unavailable: []))
    }

    /// `Small runs of 20 blocks, 95 % intervals, margin ±1 %. With one environment such a run takes 15 s.`
    var reading: String {
        let margin = OverheadText(margin: document.run.margin).margin(document.run.margin)
        let confidence = Decimal.fixed(document.confidence * 100, decimals: 0)
        let reading =
            "Small runs of \(document.blocksPerRun) blocks, \(confidence) % intervals, margin \(margin)."
        guard document.runSeconds > 0 else { return reading }
        return reading + " With one environment such a run takes \(RunText.duration(document.runSeconds))."
    }

    /// Nil when there is something to judge.
    var alert: String? {
        let trials = document.control.map(\.falseVerdicts.trials) + document.coverage.map(\.covering.trials)
        guard trials.allSatisfy({ $0 == 0 }) else { return nil }
        return "Nothing can be judged: no small run of \(document.blocksPerRun) blocks is complete. Give the "
            + "calibration more time: a longer --budget."
    }
}

extension CalibrationTable {
    private typealias Section = SideTable
    private typealias Cell = SideTable.Cell

    private static func control(_ document: CalibrationDocument) -> SideTable {
        Section(
            identifier: "control", title: "Control: bare against itself", unit: "in %",
            note:
                "Every finding here is false. zero left out: intervals without zero, of which \(missShare(document)) "
                + "is due; false: verdicts slower or faster, as reports give them; adjusted: those whose p-value "
                + "also stands after Benjamini and Hochberg.",
            columns: [
                .init(title: "family", isText: true), .init(title: "zero left out"), .init(title: "false"),
                .init(title: "95 % interval", isOptional: true), .init(title: "adjusted"),
                .init(title: "95 % interval", isOptional: true), .init(title: "trials"),
            ],
            rows: Section.rows(
                document.control.map { row in
                    let (raw, adjusted) = (row.falseVerdicts, row.falseAfterAdjustment)
                    return [
                        Cell(row.family), Cell(ShareText.share(row.excludingZero)),
                        Cell(ShareText.share(raw), CalibrationTarget.falseVerdicts.standing(of: raw)),
                        Cell(ShareText.interval(raw)),
                        Cell(
                            ShareText.share(adjusted),
                            CalibrationTarget.falseAfterAdjustment.standing(of: adjusted)),
                        Cell(ShareText.interval(adjusted)), "\(raw.trials)",
                    ]
                }))
    }

    private static func missShare(_ document: CalibrationDocument) -> String {
        Decimal.fixed((1 - document.confidence) * 100, decimals: 0) + " %"
    }

    private static func coverage(_ document: CalibrationDocument) -> SideTable {
        let target = CalibrationTarget.coverage(confidence: document.confidence)
        // Many arms are asked at once, and one without a bias should not seem to have one.
        let biases = MultipleTesting.holm(document.coverage.map(\.bias.pValue))
        return Section(
            identifier: "coverage", title: "Coverage: intervals that hold the truth", unit: "in %",
            note:
                "true: what was injected, of the family's first workload. bias: the mean of estimate less truth, "
                + "* where a permutation test tells it from none. ±: the median half-width. same: nothing injected; fixed: a cost of the slice and none of an op; "
                + "delay: a slice in so many ten times as long.",
            columns: [
                .init(title: "family", isText: true), .init(title: "arm", isText: true),
                .init(title: "true", isOptional: true), .init(title: "covers"), .init(title: "95 % interval"),
                .init(title: "bias"), .init(title: "bias ±", isOptional: true), .init(title: "±"),
                .init(title: "trials", isOptional: true),
            ],
            rows: Section.rows(
                zip(document.coverage, biases).map { row, pValue in
                    let isKnown = row.covering.trials > 0
                    return [
                        Cell(row.family), Cell(row.injection), Cell(ShareText.effect(row.truth)),
                        Cell(ShareText.share(row.covering), target.standing(of: row.covering)),
                        Cell(ShareText.interval(row.covering)),
                        Cell(
                            isKnown
                                ? ShareText.bias(row.bias, isReal: pValue <= 1 - document.confidence)
                                : ShareText.none),
                        Cell(row.bias.interval.map(ShareText.widerHalf) ?? ShareText.none),
                        Cell(isKnown ? ShareText.halfWidth(row.halfWidth) : ShareText.none),
                        "\(row.covering.trials)",
                    ]
                }))
    }

    private static func detection(_ document: CalibrationDocument) -> SideTable {
        Section(
            identifier: "detection", title: "Detection: injected slowdowns that are found", unit: "in %",
            note:
                "found: verdict slower. above zero: intervals that lie above it, of which some are too small to "
                + "matter or within the noise floor.",
            columns: [
                .init(title: "family", isText: true), .init(title: "arm", isText: true),
                .init(title: "true", isOptional: true), .init(title: "found"), .init(title: "95 % interval"),
                .init(title: "above zero"), .init(title: "trials", isOptional: true),
            ],
            rows: Section.rows(
                document.detection.map { row in
                    let isAsked = row.injection == CalibrationDocument.detected
                    return [
                        Cell(row.family), Cell(row.injection), Cell(ShareText.effect(row.truth)),
                        Cell(
                            ShareText.share(row.found),
                            isAsked ? CalibrationTarget.detection.standing(of: row.found) : nil),
                        Cell(ShareText.interval(row.found)), Cell(ShareText.share(row.aboveZero)),
                        "\(row.found.trials)",
                    ]
                }))
    }
}
