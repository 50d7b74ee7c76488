import Results

/// The tables that weigh what a right answer takes: its time, and the same by runs one after the other.
extension CalibrationTable {
    private typealias Cell = SideTable.Cell

    static func verdictTimes(_ document: CalibrationDocument) -> SideTable {
        let margin = document.run.margin
        return SideTable(
            identifier: "time", title: "Time to a right verdict", unit: "reached in %",
            note:
                "Medians over the small runs that got there, of a run with bare, its twin and this arm alone: from "
                + "the first block until the verdict is right and stays so. reached: how many got there.",
            columns: [
                .init(title: "family", isText: true), .init(title: "arm", isText: true),
                .init(title: "true", isOptional: true), .init(title: "right verdict", isText: true),
                .init(title: "blocks"), .init(title: "time"),
                .init(title: "95 % interval", isOptional: true), .init(title: "reached"),
                .init(title: "trials", isOptional: true),
            ],
            rows: SideTable.rows(
                document.verdictTimes.map { row in
                    let isKnown = row.reached.count > 0
                    return [
                        Cell(row.family), Cell(row.injection), Cell(ShareText.effect(row.truth)),
                        Cell((row.truth - 1 > margin ? Finding.slower : .equivalent).label),
                        Cell(isKnown ? blocks(row.blocks) : ShareText.none),
                        Cell(isKnown ? RunText.duration(row.seconds) : ShareText.none),
                        Cell(isKnown ? interval(row) : ShareText.none),
                        Cell(ShareText.share(row.reached)), "\(row.reached.trials)",
                    ]
                }))
    }

    static func sequential(_ document: CalibrationDocument) -> SideTable {
        SideTable(
            identifier: "sequential", title: "Interleaved blocks beside runs one after the other",
            unit: "in %",
            note:
                "paired: interleaved blocks and their signed-rank interval. Welch: the arms measured one after the "
                + "other, judged by Welch's t-test. claims: trials that say there is an effect, false where the "
                + "truth is 0. ±: the median half-width.",
            columns: [
                .init(title: "family", isText: true), .init(title: "arm", isText: true),
                .init(title: "true", isOptional: true), .init(group: "covers", title: "paired"),
                .init(group: "covers", title: "Welch"), .init(group: "claims", title: "paired"),
                .init(group: "claims", title: "Welch"), .init(group: "±", title: "paired"),
                .init(group: "±", title: "Welch"), .init(group: "trials", title: "paired", isOptional: true),
                .init(group: "trials", title: "Welch", isOptional: true),
            ],
            rows: SideTable.rows(SequentialPair.all(of: document).map { cells($0, document) }))
    }

    private static func cells(_ pair: SequentialPair, _ document: CalibrationDocument) -> [SideTable.Cell] {
        let target = CalibrationTarget.coverage(confidence: document.confidence)
        func covers(_ rate: CalibrationDocument.Rate) -> Cell {
            Cell(ShareText.share(rate), target.standing(of: rate))
        }
        let (row, beside) = (pair.sequential, pair.interleaved)
        let missing = Cell(ShareText.none)
        return [
            Cell(row.family), Cell(row.injection), Cell(ShareText.effect(row.truth)),
            beside.map { covers($0.covering) } ?? missing, covers(row.covering),
            pair.claims.map { Cell(ShareText.share($0)) } ?? missing, Cell(ShareText.share(row.significant)),
            beside.map { Cell(ShareText.halfWidth($0.halfWidth)) } ?? missing,
            Cell(row.covering.trials > 0 ? ShareText.halfWidth(row.halfWidth) : ShareText.none),
            "\(beside?.covering.trials ?? 0)", "\(row.covering.trials)",
        ]
    }

    /// `541 to 560 ms`: of the median.
    private static func interval(_ row: CalibrationDocument.VerdictTime) -> String {
        guard let interval = row.secondsInterval else { return ShareText.none }
        let scale = UnitScale(fitting: row.seconds, unit: "s")
        return scale.number(interval.lower) + " to " + scale.text(interval.upper)
    }

    /// A median of counts: `12` or `12.5`.
    private static func blocks(_ count: Double) -> String {
        Decimal.fixed(count, decimals: count == count.rounded() ? 0 : 1)
    }
}
