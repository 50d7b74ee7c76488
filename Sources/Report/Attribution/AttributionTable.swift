import Results
import Statistics

/// What every format of an attribution shows, as text.
struct AttributionTable {
    let document: AttributionDocument
    let text: AttributionText
    let waterfalls: [Waterfall]
    let warnings: [WarningGroup]
    let unavailable: [UnavailableGroup]

    init(_ document: AttributionDocument) {
        self.document = document
        let text = AttributionText(document)
        self.text = text
        waterfalls = document.workloads.map {
            Waterfall($0, target: document.target, margin: document.run.margin, text: text)
        }
        unavailable = UnavailableGroup.gathered(
            from: document.unavailable,
            workloads: document.workloads.map(\.workload) + document.unavailable.compactMap(\.workload),
            environments: document.design.arms.map(\.name))
        warnings = WarningGroup.grouped(
            document.run.warnings.map { ($0, "this run") } + document.host.warnings.map { ($0, "the host") }
                + document.workloads.flatMap { one in one.warnings.map { ($0, one.workload) } })
    }

    /// One line: what costs anything at all.
    var headline: String {
        let costs = document.workloads.flatMap { workload in
            workload.effects.filter { $0.verdict == Verdict.slower.rawValue }.map(\.factor)
        }
        let target = Set(document.factors.filter(\.isInTarget).map(\.name))
        let found = costs.filter(target.contains).unique
        guard !document.workloads.isEmpty else {
            return
                "Nothing can be told apart: no workload has the 6 blocks that an interval takes. Raise --budget."
        }
        guard !found.isEmpty else {
            return "No mechanism of \(document.target) costs anything that could be found."
        }
        let counts = found.map { factor in (factor, costs.count { $0 == factor }) }.sorted { $0.1 > $1.1 }
        let whole = "of the \(target.count) mechanisms of \(document.target) these cost something"
        guard document.workloads.count > 1 else {
            return "In \(document.workloads[0].workload), \(whole): \(found.listed(limit: 20))."
        }
        let named = counts.map { "\($0.0) (in \($0.1))" }
        return "In \(document.workloads.count) workloads, \(whole): \(named.listed(limit: 20))."
    }

    /// Effects of the factors on some of the workloads.
    func effects(of workloads: [AttributionDocument.Workload]) -> SideTable {
        let columns = workloads.map { workload in
            text.cells(workload.effects, noiseFloors: document.factors.map { floor(workload, $0) })
        }
        return SideTable(
            identifier: "effects", title: "Effects", unit: "in % of bare",
            note:
                "What turning a mechanism on adds, on average over the others it interacts with; a mechanism that needs "
                + "others adds to those. \(AttributionDesignText.control(document)) ▲ slower, ▼ faster, = too small "
                + "to matter, ~ inside the noise floor, ? not known well enough.",
            columns: [.init(title: "mechanism", isText: true, room: 2)]
                + workloads.map { .init(title: $0.workload, isText: true, room: nil) },
            rows: SideTable.rows(
                document.factors.enumerated().map { index, factor in
                    [SideTable.Cell(factor.name)] + columns.map { $0[index] }
                }))
    }

    private func floor(_ workload: AttributionDocument.Workload, _ factor: AttributionDocument.Factor)
        -> Double
    {
        factor.mechanism == nil && factor.knownCost == nil ? 0 : workload.noiseFloor
    }

    var interactions: SideTable {
        SideTable(
            identifier: "interactions", title: "Interactions", unit: "in % of bare",
            note:
                "What two mechanisms add together beyond what each adds alone. Those in the model are the ones that the "
                + "arms speak for after a correction for having looked at all pairs; the others are the likeliest of "
                + "the rest, none of which is shown to be there.",
            columns: [
                .init(title: "workload", isText: true), .init(title: "mechanisms", isText: true, room: 3),
                .init(title: "together"), .init(title: "in model", isText: true, room: nil),
            ],
            rows: SideTable.rows(
                document.workloads.flatMap { workload in
                    workload.interactions.map { pair in
                        [
                            SideTable.Cell(workload.workload),
                            SideTable.Cell("\(pair.first) × \(pair.second)"),
                            SideTable.Cell(text.overhead(pair.overhead)),
                            SideTable.Cell(pair.isInModel ? "yes" : "no"),
                        ]
                    }
                }))
    }

    var additivity: SideTable {
        SideTable(
            identifier: "additivity", title: "Whether the effects add up", unit: "in % of bare",
            note:
                "single: the sum of the effects, estimated without interactions and without the arm of "
                + "\(document.target) itself. measured: that arm. additive: the difference lies within the margin.",
            columns: [
                .init(title: "workload", isText: true), .init(title: "single"), .init(title: "measured"),
                .init(title: "difference"), .init(title: "", isText: true, room: nil),
            ],
            rows: SideTable.rows(
                document.workloads.map { workload in
                    let check = workload.additivity
                    return [
                        SideTable.Cell(workload.workload), SideTable.Cell(text.overhead(check.predicted)),
                        SideTable.Cell(text.overhead(check.measured)),
                        SideTable.Cell(text.overhead(check.difference)),
                        SideTable.Cell(check.verdict),
                    ]
                }))
    }

    /// Shapley shares of what is shown in the waterfalls, as a table.
    var shares: SideTable {
        SideTable(
            identifier: "shares", title: "Shares of the whole", unit: "",
            note:
                "Each mechanism's Shapley share of what \(document.target) takes beyond bare: the average of what it adds "
                + "over all orders in which the mechanisms could be turned on, those before it that it needs.",
            columns: [
                .init(title: "workload", isText: true), .init(title: "mechanism", isText: true),
                .init(title: "per op"), .init(title: "of bare"), .init(title: "of the whole"),
            ],
            rows: SideTable.rows(
                waterfalls.flatMap { fall in
                    fall.steps.filter { $0.kind != .total }.map { step in
                        [
                            SideTable.Cell(fall.workload), SideTable.Cell(step.label),
                            SideTable.Cell(step.seconds),
                            SideTable.Cell(step.overhead), SideTable.Cell(step.part),
                        ]
                    }
                }))
    }

    /// Factors whose cost was injected, beside what was found.
    var truth: SideTable? {
        let rows = document.workloads.flatMap { workload in
            workload.effects.compactMap { effect in
                effect.truth.map { (workload.workload, effect.factor, $0, effect.overhead) }
            }
                + workload.interactions.compactMap { pair in
                    pair.truth.map {
                        (workload.workload, "\(pair.first) × \(pair.second)", $0, pair.overhead)
                    }
                }
        }
        guard !rows.isEmpty else { return nil }
        return SideTable(
            identifier: "truth", title: "Known costs", unit: "in % of bare",
            note: "What was injected, and whether the interval holds it.",
            columns: [
                .init(title: "workload", isText: true), .init(title: "factor", isText: true, room: 2),
                .init(title: "true"),
                .init(title: "found"), .init(title: "", isText: true, room: nil),
            ],
            rows: SideTable.rows(
                rows.map { workload, factor, truth, found in
                    [
                        SideTable.Cell(workload), SideTable.Cell(factor),
                        SideTable.Cell(text.format.overhead(1 + truth)),
                        SideTable.Cell(text.overhead(found)),
                        SideTable.Cell(found.contains(truth) ? "held" : "missed"),
                    ]
                }))
    }
}
