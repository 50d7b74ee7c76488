/// Warnings with their advice, and what could not be measured, as paragraphs of a terminal.
struct TerminalNotes {
    let width: Int
    let ink: Ink

    func warnings(_ groups: [WarningGroup]) -> [String] {
        guard !groups.isEmpty else { return [] }
        let paragraphs = groups.flatMap { group in
            let entries = group.entries.prefix(3).flatMap { entry in
                Paragraph.lines(
                    entry.message.plain + " (" + entry.places.map(\.plain).listed() + ")", width: width,
                    first: "! ", indent: 2)
            }
            let more = group.entries.count - 3
            let rest = more > 0 ? ["  … and \(more) more of \(group.code.plain)"] : []
            let advice = Paragraph.lines(group.advice.plain, width: width, first: "  → ", indent: 4)
            return entries.map { ink.paint($0, .yellow) } + rest + advice
        }
        return [ink.paint("Warnings", .bold)] + paragraphs
    }

    func unavailable(_ groups: [UnavailableGroup]) -> [String] {
        guard !groups.isEmpty else { return [] }
        let paragraphs = groups.flatMap { group in
            let scope = group.scope == "everywhere" ? "" : " (\(group.scope.plain))"
            let metrics = group.metrics.map(\.plain).joined(separator: ", ")
            return Paragraph.lines(
                metrics + scope + ": " + group.reason.plain, width: width, first: "– ", indent: 2)
        }
        return [ink.paint("Not measured", .bold)] + paragraphs
    }
}
