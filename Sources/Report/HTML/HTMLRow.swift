import Results

/// A row of one of the page's tables.
struct HTMLRow {
    let workload: String
    /// Of a counter's row.
    var metric = ""
    /// True for the first row of a family or workload, which a line sets apart.
    let isFirst: Bool
    var time = ""
    var noise = ""
    let cells: [Cell]

    struct Cell {
        let value: String
        var interval: String?
        var kind = ""
        var mark: String?
        var label = ""
        var isWarned = false
        var isApart = false

        static let missing = Cell(value: "–")
    }

    static func overheads(of table: ComparisonTable) -> [HTMLRow] {
        let format = OverheadText(margin: table.document.run.margin)
        return zip(table.rows, firsts(table.rows.map(\.family))).map { row, isFirst in
            let time = row.baseline.map { UnitScale(fitting: $0.center, unit: $0.unit).text($0.center) }
            return HTMLRow(
                workload: row.workload, isFirst: isFirst, time: time ?? "–",
                noise: row.noiseFloor.map(format.floor) ?? "–",
                cells: row.cells.map { $0.map { overhead($0, format) } ?? .missing })
        }
    }

    private static func overhead(_ cell: ComparisonTable.Cell, _ format: OverheadText) -> Cell {
        Cell(
            value: format.overhead(cell.ratio.center), interval: format.interval(cell.ratio),
            kind: cell.finding.rawValue, mark: cell.finding.mark, label: cell.finding.label,
            isWarned: !cell.comparison.warnings.isEmpty)
    }

    /// Absolute times, each row under the prefix that suits its baseline.
    static func times(of table: ComparisonTable) -> [HTMLRow] {
        zip(table.rows, firsts(table.rows.map(\.family))).compactMap { row, isFirst in
            let all = [row.baseline] + row.times
            guard let first = all.compactMap({ $0 }).first else { return nil }
            let scale = UnitScale(fitting: first.center, unit: first.unit)
            let cells = all.map { measurement in
                measurement.map {
                    Cell(
                        value: scale.text($0.center),
                        interval: scale.number($0.lower) + " to " + scale.number($0.upper))
                } ?? .missing
            }
            return HTMLRow(workload: row.workload, isFirst: isFirst, cells: cells)
        }
    }

    static func counters(of table: ComparisonTable) -> [HTMLRow] {
        let format = OverheadText(margin: table.document.run.margin)
        return zip(table.counters, firsts(table.counters.map(\.workload))).map { row, isFirst in
            let scale = row.scale
            let apart = Set(row.differingColumns)
            let values = row.values.enumerated().map { column, value -> Cell in
                guard let value else { return .missing }
                return Cell(
                    value: scale.text(value.center), interval: row.cells[column].map { judged($0, format) },
                    isApart: apart.contains(column))
            }
            let baseline = row.baseline.map { Cell(value: scale.text($0.center)) } ?? .missing
            return HTMLRow(
                workload: isFirst ? row.workload : "", metric: row.label, isFirst: isFirst,
                cells: [baseline] + values)
        }
    }

    /// `▲ +21.4 %`, of a counter that was compared itself.
    private static func judged(_ cell: ComparisonTable.Cell, _ format: OverheadText) -> String {
        cell.finding.mark + " " + format.overhead(cell.ratio.center)
    }

    private static func firsts(_ keys: [String]) -> [Bool] {
        keys.indices.map { $0 == 0 || keys[$0] != keys[$0 - 1] }
    }
}
