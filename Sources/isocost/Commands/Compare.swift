import ArgumentParser
import Report
import Results

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show two runs side by side: how each overhead changed.",
        discussion: """
            Overheads are compared, not absolute times: ratios survive a change of machine.

            EXAMPLE
              isocost compare results/OLD results/NEW
            """)

    @OptionGroup var pair: DifferenceOptions

    @Argument(help: ArgumentHelp("The run to compare with.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("The run in question.", valueName: "new"))
    var new: String

    func run() throws {
        try failing { try pair.deliver(pair.difference(base: base, new: new)) }
    }
}

/// What `compare` and `gate` have in common.
struct DifferenceOptions: ParsableArguments {
    @Option(help: "The smallest change of an overhead that matters, e.g. 2%.")
    var margin = Fraction(value: 0.02)

    @Option(help: "terminal, markdown or json.")
    var format = TerminalDifference.name

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    mutating func validate() throws {
        guard ReportCatalog.differences.contains(where: { $0.name == format }) else {
            throw ValidationError(Unknown.format(format, known: ReportCatalog.differences.map { $0.name }))
        }
    }

    func difference(base: String, new: String) throws -> RunDifference {
        try DifferenceAnalysis(base: RunFolder(base), new: RunFolder(new), margin: margin.value).difference()
    }

    func deliver(_ difference: RunDifference) throws {
        let options = output == nil ? Console.renderOptions(runPath: nil) : .init()
        let text = try ReportCatalog.difference(named: format, options: options).render(difference)
        try Console.deliver(text, to: output)
    }
}
