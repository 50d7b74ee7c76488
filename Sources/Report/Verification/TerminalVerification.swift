import Results

/// What `isocost verify` prints: the verdict first, then the matrix, then what to mind.
public struct TerminalVerification: VerificationFormat {
    public static let name = "terminal"
    public static let fileExtension = "txt"

    private let width: Int
    private let ink: Ink

    public init() { self.init(options: RenderOptions()) }

    public init(options: RenderOptions) {
        width = options.columns
        ink = Ink(colour: options.colour)
    }

    public func render(_ document: VerificationDocument) throws(ReportError) -> String {
        let table = VerificationTable(document)
        let sections = [
            verdict(of: table), facts(of: table), headlines(of: table), matrix(of: table), legend(of: table),
            reached(in: table), details(of: table), missing(in: table), unavailable(in: table),
            hint(for: table),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func verdict(of table: VerificationTable) -> [String] {
        let word = table.verdict
        var lines = Paragraph.lines(table.claim, width: width, first: word + "  ", indent: word.count + 2)
        lines[0] = ink.paint(word, table.verdictStyle) + lines[0].dropFirst(word.count)
        return lines
    }

    private func facts(of table: VerificationTable) -> [String] {
        [table.runLine, RunText.host(table.document.host)].flatMap { Paragraph.lines($0, width: width) }
            .map { ink.paint($0, .dim) }
    }

    /// One paragraph for each environment, names in a column of their own.
    private func headlines(of table: VerificationTable) -> [String] {
        let headlines = table.headlines
        let names = headlines.map { DisplayWidth.shortened($0.environment.name.plain, to: width / 4) }
        let indent = (names.map(DisplayWidth.of).max() ?? 0) + 2
        return zip(headlines, names).flatMap { headline, name in
            let first = DisplayWidth.padded(name, to: indent)
            var lines = Paragraph.lines(headline.text, width: width, first: first, indent: indent)
            lines[0] = ink.paint(name, .bold) + lines[0].dropFirst(name.count)
            return lines
        }
    }

    private func matrix(of table: VerificationTable) -> [String] {
        let title = [ink.paint("What of the host was reached", .bold), ""]
        return title + VerificationMatrix(table: table, width: width, ink: ink).lines
    }

    private func legend(of table: VerificationTable) -> [String] {
        let shown = Set(table.rows.flatMap(\.cells).compactMap { $0?.standing })
        let texts = VerificationStanding.allCases.filter(shown.contains).compactMap(\.legend)
        return texts.flatMap { Paragraph.lines($0, width: width, indent: 2) }.map { ink.paint($0, .dim) }
    }

    private func reached(in table: VerificationTable) -> [String] {
        guard !isShort(table), !table.reached.isEmpty else { return [] }
        return section(
            "Broken or escaped",
            table.reached.map { found in
                (
                    found.standing.mark, found.standing.style,
                    "\(found.property) in \(found.places): \(found.text.plain)"
                )
            })
    }

    /// Everything, where that is little: a single property in a few environments.
    private func details(of table: VerificationTable) -> [String] {
        guard isShort(table) else { return [] }
        let cells = table.rows.flatMap(\.cells).compactMap { $0 }
        return section("Attempts", cells.filter { $0.standing != .missing }.map(note))
    }

    private func isShort(_ table: VerificationTable) -> Bool {
        let few = 12
        return table.document.outcomes.count <= few
    }

    private typealias Note = (mark: String, style: Ink.Style, text: String)

    private func note(_ cell: VerificationTable.Cell) -> Note {
        let outcome = cell.outcome
        let promise =
            outcome.promisedBy.isEmpty ? "" : " (promised by \(outcome.promisedBy.joined(separator: ", ")))"
        let text =
            "\(outcome.property) in \(outcome.environment), \(outcome.verdict): \(outcome.detail)\(promise)"
        return (cell.standing.mark, cell.standing.style, text.plain)
    }

    private func missing(in table: VerificationTable) -> [String] {
        section(
            "Not attempted",
            table.missing.map { group in
                let scope = group.scope == "everywhere" ? "" : " \(group.scope)"
                return (
                    "–", .plain, "\(group.properties.joined(separator: ", "))\(scope): \(group.reason.plain)"
                )
            })
    }

    private func unavailable(in table: VerificationTable) -> [String] {
        section(
            "Not available here",
            table.unavailable.map { ("–", .plain, "\($0.name.plain): \(($0.unavailable ?? "").plain)") })
    }

    private func section(_ title: String, _ notes: [Note]) -> [String] {
        guard !notes.isEmpty else { return [] }
        return [ink.paint(title, .bold)]
            + notes.flatMap { note in
                var lines = Paragraph.lines(note.text, width: width, first: note.mark + " ", indent: 2)
                lines[0] = ink.paint(note.mark, note.style) + lines[0].dropFirst(note.mark.count)
                return lines
            }
    }

    private func hint(for table: VerificationTable) -> [String] {
        guard !isShort(table) else { return [] }
        return [
            ink.paint("What each attempt did and found:", .dim),
            "  isocost verify --format html > verify.html",
        ]
    }
}
