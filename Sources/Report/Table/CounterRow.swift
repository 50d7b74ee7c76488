import Results

/// One counter of one workload, in every environment.
public struct CounterRow: Sendable {
    public let workload: String
    /// As the document names it, e.g. `page-faults`.
    public let metric: String
    /// The unit of the values: `count/op`, `s/op`, `s`, …
    public let unit: String
    public let baseline: ResultDocument.Measurement?
    /// By column of the table; nil where it was not measured, which is never the same as 0.
    public let values: [ResultDocument.Measurement?]
    /// Where the counter itself was compared.
    public let cells: [ComparisonTable.Cell?]

    static func all(
        workloads: [String], baseline: String, columns: [String], document: ResultDocument,
        index: ComparisonIndex
    ) -> [CounterRow] {
        let others = document.measurements.filter { $0.metric != timeMetric }
        let byWorkload = Dictionary(grouping: others, by: \.workload)
        return workloads.flatMap { workload in
            (byWorkload[workload] ?? []).map(\.metric).unique.map { metric in
                let values = columns.map { index.measurement(workload, $0, metric) }
                let first = index.measurement(workload, baseline, metric)
                return CounterRow(
                    workload: workload, metric: metric,
                    unit: (first ?? values.compactMap { $0 }.first)?.unit ?? "",
                    baseline: first, values: values,
                    cells: columns.map {
                        index.comparison(workload, $0, metric).map(ComparisonTable.Cell.init)
                    })
            }
        }
    }

    /// `page-faults/op`; `setup`, which is per launch, stays as it is.
    var label: String { unit.hasSuffix("/op") ? metric + "/op" : metric }

    /// The prefix under which the row's values are read together.
    var scale: UnitScale {
        let centers = ([baseline] + values).compactMap { $0?.center }
        return UnitScale(
            fitting: centers.first { $0 != 0 } ?? 0, unit: unit,
            isWhole: unit.hasPrefix("count") && centers.allSatisfy { $0 == $0.rounded() })
    }

    /// Columns whose interval has no value in common with the baseline's.
    ///
    /// A cautious rule, which needs no further test: two 95 % intervals that do not touch.
    var differingColumns: [Int] {
        guard let baseline else { return [] }
        return values.indices.filter { column in
            guard let value = values[column] else { return false }
            return value.lower > baseline.upper || value.upper < baseline.lower
        }
    }
}
