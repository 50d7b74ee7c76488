import Results

/// The counters of the terminal report: only what tells an environment from the baseline.
struct TerminalCounters {
    let table: ComparisonTable
    let width: Int
    let ink: Ink
    private let nameLimit: Int

    init(table: ComparisonTable, width: Int, ink: Ink) {
        self.table = table
        self.width = width
        self.ink = ink
        nameLimit = max(10, min(32, width / 5))
    }

    /// The counters that differ, and the number of those that don't.
    ///
    /// `setup`, the launch cost of a command, is always shown: it is not part of the overheads.
    var lines: [String] {
        guard !table.counters.isEmpty else { return [] }
        let isAlone = table.environments.isEmpty
        let shown = table.counters.filter {
            isAlone || !$0.differingColumns.isEmpty || $0.metric == setupMetric
        }
        let rest = table.counters.count - shown.count
        let restText =
            "\(rest) of \(table.counters.count) counters and tails: every environment's interval touches "
            + "\(table.baseline.plain)'s."
        let restLines = rest == 0 ? [] : Paragraph.lines(restText, width: width).map { ink.paint($0, .dim) }
        guard !shown.isEmpty else { return restLines }
        let heading = [
            ink.paint(isAlone ? "Counters and tails" : "Counters and tails that differ", .bold), "",
        ]
        return heading + tables(of: shown) + (restLines.isEmpty ? [] : [""] + restLines)
    }

    private func tables(of rows: [CounterRow]) -> [String] {
        let columns = Array(table.environments.indices)
        let whole = counterTable(rows, columns)
        for gap in [3, 2, 1] where whole.width(gap: gap) <= width {
            return whole.rendered(gap: gap, ink: ink)
        }
        for count in 2...max(2, columns.count) {
            let parts = columns.split(into: count).map { counterTable(rows, $0) }
            guard parts.allSatisfy({ $0.width(gap: 2) <= width }) || count >= columns.count else { continue }
            return Array(parts.map { $0.rendered(gap: 2, ink: ink) }.joined(separator: [""]))
        }
        return []
    }

    private func counterTable(_ rows: [CounterRow], _ columns: [Int]) -> TextTable {
        var text = TextTable(rightAligned: [false, false, true] + columns.map { _ in true })
        let names = columns.map { DisplayWidth.shortened(table.environments[$0].plain, to: nameLimit) }
        text.add(
            [.empty, .empty, TextTable.Cell(text: table.baseline.plain, style: .dim)]
                + names.map { TextTable.Cell(text: $0, style: .bold) })
        var last: String?
        for row in rows {
            text.add(cells(of: row, columns, isContinued: row.workload == last))
            last = row.workload
        }
        return text
    }

    private func cells(of row: CounterRow, _ columns: [Int], isContinued: Bool) -> [TextTable.Cell] {
        let scale = row.scale
        let differing = Set(row.differingColumns)
        let values = columns.map { column in
            TextTable.Cell(
                text: row.values[column].map { scale.text($0.center) } ?? "–",
                style: differing.contains(column) ? .yellow : .plain)
        }
        let workload = isContinued ? "" : DisplayWidth.shortened(row.workload.plain, to: nameLimit)
        return [
            TextTable.Cell(text: workload),
            TextTable.Cell(text: DisplayWidth.shortened(row.label.plain, to: nameLimit)),
            TextTable.Cell(text: row.baseline.map { scale.text($0.center) } ?? "–"),
        ] + values
    }
}

/// Seconds from clone to exec of a command: what an environment costs before the work begins.
let setupMetric = "setup"

extension Array {
    /// At most `count` parts, in order, as evenly filled as can be.
    func split(into count: Int) -> [[Element]] {
        let size = Swift.max(1, (self.count + count - 1) / count)
        return stride(from: 0, to: self.count, by: size).map {
            Array(self[$0..<Swift.min($0 + size, self.count)])
        }
    }
}
