import Results

/// What one environment costs, in plain words that say no more than its verdicts do.
public struct Headline: Sendable, Equatable {
    public let environment: String
    /// A sentence without its subject: `costs nothing that this host can resolve: …`.
    public let text: String
    /// How many comparisons came to each finding.
    public let tally: [Finding: Int]

    /// - Parameter absence: why the environment could not be measured; nil where it was.
    init(environment: String, cells: [ComparisonTable.Cell], margin: Double, absence: String?) {
        self.environment = environment
        tally = Dictionary(grouping: cells, by: \.finding).mapValues(\.count)
        if let absence, cells.isEmpty {
            text = "was not measured: \(absence)."
        } else {
            text = Sentence(cells: cells, margin: margin).text
        }
    }
}

/// The sentence of a headline, clause by clause.
private struct Sentence {
    private let cells: [ComparisonTable.Cell]
    private let margin: Double
    private let format: OverheadText

    init(cells: [ComparisonTable.Cell], margin: Double) {
        self.cells = cells
        self.margin = margin
        format = OverheadText(margin: margin)
    }

    var text: String {
        guard !cells.isEmpty else { return "was not compared with anything." }
        let clauses = [realClause(.slower), realClause(.faster)].compactMap { $0 }
        if clauses.isEmpty { return unresolved }
        return "is " + (clauses + restClauses).joined(separator: "; ") + "."
    }

    /// No difference may be called real.
    private var unresolved: String {
        let equivalent = of(.equivalent)
        guard equivalent.count == cells.count else {
            let lead = of(.inconclusive).count == cells.count ? "remains open" : "has no established cost"
            return lead + ": " + restClauses.joined(separator: "; ") + "."
        }
        let count = "\(cells.count) of \(cells.count) equivalent within \(format.margin(margin))"
        let resolved = cells.filter { isResolved($0) }.sorted { size($0) > size($1) }
        guard let largest = resolved.first else {
            return "costs nothing that this host can resolve: \(count)."
        }
        return "costs less than the margin: \(count); the largest is \(named(largest))."
    }

    private func realClause(_ finding: Finding) -> String? {
        let real = of(finding).sorted { size($0) > size($1) }
        guard !real.isEmpty else { return nil }
        let largest = real.map { named($0) }.listed(limit: 4)
        return "\(finding.label) in \(real.count) of \(cells.count): \(largest)"
    }

    private var restClauses: [String] {
        var clauses: [String] = []
        let equivalent = of(.equivalent)
        if !equivalent.isEmpty {
            clauses.append("\(equivalent.count) equivalent within \(format.margin(margin))")
        }
        let noise = of(.withinNoise)
        if !noise.isEmpty {
            let names = noise.map { name(of: $0) }.listed()
            clauses.append("\(noise.count) inside the noise floor, so not called real: \(names)")
        }
        let open = of(.inconclusive)
        if !open.isEmpty {
            clauses.append("\(open.count) inconclusive: " + open.map { inconclusive($0) }.listed())
        }
        return clauses
    }

    private func inconclusive(_ cell: ComparisonTable.Cell) -> String {
        let comparison = cell.comparison
        let more = BlocksNeeded.more(than: comparison.blocks, for: comparison.ratio, margin: margin)
        guard let more else { return name(of: cell) }
        let blocks = more == 1 ? "1 more block" : "\(more) more blocks"
        return name(of: cell) + " (needs about \(blocks))"
    }

    /// An equivalent overhead that is nevertheless there: its interval leaves out zero and its size
    /// exceeds the noise floor.
    private func isResolved(_ cell: ComparisonTable.Cell) -> Bool {
        let ratio = cell.ratio
        return (ratio.lower > 1 || ratio.upper < 1) && abs(ratio.center - 1) > cell.comparison.noiseFloor
    }

    private func named(_ cell: ComparisonTable.Cell) -> String {
        name(of: cell) + " " + format.overhead(cell.ratio.center)
    }

    /// A command's name has spaces of its own: quotes say where it ends.
    private func name(of cell: ComparisonTable.Cell) -> String {
        let name = DisplayWidth.shortened(cell.comparison.workload.plain, to: 40)
        return name.contains(" ") ? "“\(name)”" : name
    }

    /// ×4 and ×0.25 are equally large.
    private func size(_ cell: ComparisonTable.Cell) -> Double {
        let ratio = cell.ratio.center
        return ratio >= 1 ? ratio : 1 / max(ratio, .leastNonzeroMagnitude)
    }

    private func of(_ finding: Finding) -> [ComparisonTable.Cell] {
        cells.filter { $0.finding == finding }
    }
}
