/// A waterfall in the characters of a terminal.
struct TerminalWaterfall {
    let width: Int
    let ink: Ink

    /// Longer bars are no easier to compare.
    private static let longestBar = 60
    /// Where there is less room, the names are cut shorter.
    private static let shortestBar = 8
    private static let gap = 2

    func lines(_ fall: Waterfall) -> [String] {
        let name = DisplayWidth.shortened(fall.workload.plain, to: width / 2)
        let texts = Paragraph.lines(fall.headline.plain, width: width, first: name + "  ", indent: 2)
        let first = ink.paint(name, .bold) + texts[0].dropFirst(name.count)
        return [first] + texts.dropFirst() + [""] + table(fall).rendered(gap: Self.gap, ink: ink)
            + [""]
            + Paragraph.lines(fall.additivity, width: width, first: "  ", indent: 2).map {
                ink.paint($0, .dim)
            }
    }

    private func table(_ fall: Waterfall) -> TextTable {
        var limit = width / 3
        var bare = table(fall, names: limit, bars: 0)
        while limit > 6, width - bare.width(gap: Self.gap) < Self.shortestBar {
            limit -= 1
            bare = table(fall, names: limit, bars: 0)
        }
        let room = width - bare.width(gap: Self.gap)
        return table(fall, names: limit, bars: min(Self.longestBar, max(1, room)))
    }

    /// - Parameter bars: columns of the longest one.
    private func table(_ fall: Waterfall, names: Int, bars: Int) -> TextTable {
        var table = TextTable(rightAligned: [false, true, false, true, true])
        for step in fall.steps {
            table.add([
                .init(
                    text: "  " + DisplayWidth.shortened(step.label.plain, to: names), style: style(step.kind)),
                .init(text: step.seconds),
                .init(text: bars > 0 ? fall.bar(step, columns: bars) : "", style: style(step.kind)),
                .init(text: step.overhead), .init(text: step.part, style: .dim),
            ])
        }
        return table
    }

    private func style(_ kind: Waterfall.Step.Kind) -> Ink.Style {
        switch kind {
        case .total: .plain
        case .slower: .red
        case .faster: .green
        case .rest, .unexplained: .dim
        }
    }
}
