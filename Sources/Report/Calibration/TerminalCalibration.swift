import Results

/// What `isocost calibrate` prints: the verdict first.
public struct TerminalCalibration: CalibrationFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let width: Int
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        width = options.columns
        ink = Ink(colour: options.colour)
    }

    public func render(_ document: CalibrationDocument) throws(ReportError) -> String {
        let table = CalibrationTable(document)
        let layout = TerminalSideTable(width: width, ink: ink)
        let parts =
            [verdict(of: table), facts(of: table), notes(of: table), checks(of: table.verdict)]
            + table.sections.map(layout.lines)
            + [TerminalNotes(width: width, ink: ink).warnings(table.facts.warnings)]
        return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func verdict(of table: CalibrationTable) -> [String] {
        let verdict = table.verdict
        var lines = Paragraph.lines(
            "\(verdict.claim): \(verdict.tally).", width: width, first: verdict.word + "  ",
            indent: verdict.word.count + 2)
        lines[0] =
            ink.paint(verdict.word, Self.boldStyle(verdict.standing)) + lines[0].dropFirst(verdict.word.count)
        return lines
    }

    private func facts(of table: CalibrationTable) -> [String] {
        [
            RunText.run(table.document.run), RunText.host(of: table.facts.document),
        ].flatMap { Paragraph.lines($0, width: width) }.map { ink.paint($0, .dim) }
            + Paragraph.lines(table.reading, width: width).map { ink.paint($0, .dim) }
    }

    private func notes(of table: CalibrationTable) -> [String] {
        let interrupted = table.document.run.interrupted ? RunText.interrupted : nil
        return [interrupted, table.alert].compactMap { $0 }.flatMap {
            Paragraph.lines($0, width: width, first: "! ", indent: 2)
        }.map { ink.paint($0, .yellow) }
    }

    private func checks(of verdict: CalibrationVerdict) -> [String] {
        let checks = verdict.checks.flatMap { check in
            var lines = Paragraph.lines(
                "\(check.title): \(check.text).", width: width, first: check.standing.mark + " ", indent: 2)
            lines[0] = ink.paint(check.standing.mark, Self.style(check.standing)) + lines[0].dropFirst()
            return lines
        }
        let further = [verdict.outliers, verdict.sequential].compactMap { $0 }.map {
            Paragraph.lines($0, width: width)
        }
        return Array(([checks] + further).joined(separator: [""]))
    }

    private static func boldStyle(_ standing: CalibrationTarget.Standing) -> Ink.Style {
        switch standing {
        case .met: .boldGreen
        case .notShown: .boldYellow
        case .missed: .boldRed
        }
    }

    static func style(_ standing: CalibrationTarget.Standing?) -> Ink.Style {
        switch standing {
        case nil: .plain
        case .met: .green
        case .notShown: .yellow
        case .missed: .red
        }
    }
}
