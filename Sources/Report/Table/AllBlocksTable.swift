import Results

/// The figures that blocks were left out of, beside those of all blocks.
enum AllBlocksTable {
    /// - Returns: nil where no block was left out.
    static func table(of document: ResultDocument) -> SideTable? {
        let rows = document.comparisons.filter { $0.allBlocks != nil }
        guard !rows.isEmpty else { return nil }
        let format = OverheadText(margin: document.run.margin)
        func figure(_ verdict: String, _ ratio: ResultDocument.Ratio) -> SideTable.Cell {
            let finding = Finding(verdict: verdict, overhead: ratio.center - 1, noiseFloor: 0)
            return .init(
                "\(finding.mark) \(format.compactCenter(ratio.center)) \(format.compactHalfWidth(ratio)) %")
        }
        return SideTable(
            identifier: "all-blocks", title: "With and without the blocks left out", unit: "in %",
            note:
                "Blocks are left out by a rule on what the host did, declared before the run, never by what they "
                + "measured.",
            columns: [
                .init(title: "workload", isText: true), .init(title: "environment", isText: true),
                .init(title: "overhead"), .init(title: "blocks", isOptional: true),
                .init(title: "of all blocks"),
                .init(title: "blocks", isOptional: true),
            ],
            rows: SideTable.rows(
                rows.map { row in
                    [
                        .init(row.workload), .init(row.environment), figure(row.verdict, row.ratio),
                        "\(row.blocks)", row.allBlocks.map { figure($0.verdict, $0.ratio) } ?? "",
                        "\(row.allBlocks?.blocks ?? 0)",
                    ]
                }))
    }
}
