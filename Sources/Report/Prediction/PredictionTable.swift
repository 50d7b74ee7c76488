import Results

/// What every format of a prediction shows, as text.
struct PredictionTable {
    let document: PredictionDocument

    /// `What seccomp-only should cost, by the effects of the mechanisms of container`.
    var title: String {
        "What \(document.environment) should cost, by the effects of the mechanisms of \(document.target)"
    }

    var factors: String {
        document.factors.isEmpty
            ? "None of the mechanisms is on in it." : "On in it: \(document.factors.joined(separator: ", "))."
    }

    var table: SideTable {
        // Margins are the run's; half a percent is told apart in any case.
        let format = OverheadText(margin: 0.01)
        func overhead(_ interval: ResultDocument.Ratio) -> String {
            AttributionText(format: format).overhead(interval)
        }
        let isCompared = document.against != nil
        let note =
            isCompared
            ? "measured: by run \(document.against ?? ""). agrees: the two differ by no more than their intervals together "
                + "allow." : "The interval is that of an environment like those of run \(document.run)."
        return SideTable(
            identifier: "prediction", title: "Predicted", unit: "in % of bare", note: note,
            columns: [
                .init(title: "workload", isText: true), .init(title: "per op", isOptional: true),
                .init(title: "predicted"),
            ]
                + (isCompared ? [.init(title: "measured"), .init(title: "", isText: true, room: nil)] : []),
            rows: SideTable.rows(
                document.workloads.map { one in
                    let seconds = UnitScale(fitting: one.seconds.center, unit: "s").text(one.seconds.center)
                    let own = [
                        SideTable.Cell(one.workload), SideTable.Cell(seconds),
                        SideTable.Cell(overhead(one.overhead)),
                    ]
                    guard isCompared else { return own }
                    return own + [
                        SideTable.Cell(one.measured.map(overhead) ?? "–"),
                        SideTable.Cell(one.agrees.map { $0 ? "agrees" : "differs" } ?? "not measured"),
                    ]
                }))
    }
}
