import Results

/// One comparison with all that its verdict stands on; the baseline's twin is among them.
struct HTMLJudgement {
    let workload: String
    let environment: String
    let metric: String
    let overhead: String
    let interval: String
    let probability: String
    /// The smallest overhead that this many blocks find with 80 % power.
    let detectable: String
    let blocks: String
    let mark: String
    let label: String
    let kind: String

    static func all(of table: ComparisonTable) -> [HTMLJudgement] {
        let format = OverheadText(margin: table.document.run.margin)
        return table.document.comparisons.map { HTMLJudgement(ComparisonTable.Cell($0), format) }
    }

    private init(_ cell: ComparisonTable.Cell, _ format: OverheadText) {
        let comparison = cell.comparison
        workload = comparison.workload
        environment = comparison.environment
        metric = comparison.metric
        overhead = format.overhead(cell.ratio.center)
        interval = format.interval(cell.ratio)
        probability = DifferenceTable.probability(comparison.adjustedPValue)
        detectable = comparison.minimumDetectableEffect.map(format.floor) ?? "–"
        blocks = String(comparison.blocks)
        mark = cell.finding.mark
        label = cell.finding.label
        kind = cell.finding.rawValue
    }
}
