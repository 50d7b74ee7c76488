import Results

/// How a run measures and judges, in plain words for the page's last section.
enum MethodText {
    static func paragraphs(_ table: ComparisonTable) -> [String] {
        let format = OverheadText(margin: table.document.run.margin)
        let margin = format.margin(table.document.run.margin)
        let blocks = RunText.blocks(of: table.document).map { " Here: \($0)." } ?? ""
        return [
            "Every environment runs the same bytes on the same CPU, a few milliseconds apart, in an order that is "
                + "drawn anew and balanced so that none always follows another. Each block starts fresh "
                + "processes; a block gives one value, the median ratio of an environment's time to "
                + "\(table.baseline)'s." + blocks,
            "The overhead is the Hodges-Lehmann estimate over the blocks, with an exact Wilcoxon signed-rank "
                + "interval. Equivalent means that the whole interval lies within \(margin); slower and faster, "
                + "that it leaves out zero; inconclusive, that it does neither: no claim is made. p-values "
                + "are adjusted after Benjamini and Hochberg; detectable is the smallest overhead that this many "
                + "blocks find with 80 % power.",
            "The noise floor is what a twin of \(table.baseline), which is treated in exactly the same way, "
                + "shows against it. A difference inside it is not called real, whatever its p-value.",
            "Counters are read from outside the environment, so that it can neither block nor see them. "
                + "What could not be measured is listed as such and never shown as zero.",
        ]
    }
}
