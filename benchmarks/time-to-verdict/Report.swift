/// What came out, as a table and a sentence.
struct Report {
    let text: String

    init(_ all: [Series], trials: Int) {
        let rows = all.map { one in
            Report.row(
                one.tool, one.effort, "\(Report.tenths(one.seconds)) s", Report.percent(one.falseShare),
                Report.percent(one.rightShare), Report.percent(one.rightShareAtEqualAlarms))
        }
        let heading = Report.row("tool", "effort", "wall", "false", "right", "right, equal false")
        let names = all.map(\.tool).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let sentences = names.map { name in Report.verdict(of: all.filter { $0.tool == name }, name) }
        let note =
            "\(trials) trials of each: false, how often a difference is claimed where there is none; right, how often "
            + "the program that does 2 % more is called slower; equal false: with the tool's threshold lowered "
            + "until at most \(Report.percent(Series.falseAlarms)) of its claims are false."
        text = ([heading] + rows + ["", note, ""] + sentences).joined(separator: "\n")
    }

    /// The least effort from which on at least half of the answers are right, and what it takes.
    private static func verdict(of efforts: [Series], _ name: String) -> String {
        let enough = efforts.reversed().prefix { $0.rightShareAtEqualAlarms >= 0.5 }.last
        guard let enough else {
            return
                "\(name): not right in half of the trials within \(tenths(efforts.map(\.seconds).max() ?? 0)) s"
        }
        return "\(name): right in half of the trials after \(tenths(enough.seconds)) s (\(enough.effort))"
    }

    private static func row(_ cells: String...) -> String {
        zip(cells, [20, 16, -9, -8, -8, -20]).map { cell, width in
            let spaces = String(repeating: " ", count: max(1, abs(width) - cell.count))
            return width < 0 ? spaces + cell : cell + spaces
        }.joined()
    }

    private static func tenths(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
