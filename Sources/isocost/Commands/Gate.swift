import ArgumentParser
import Results

struct Gate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pass or stop a change: exit 0 passed, 1 regression, 2 inconclusive.",
        discussion: """
            A regression is an overhead that grew by more than the margin, with an interval that excludes \
            no change, and that stands after Holm's adjustment over all comparisons. Inconclusive means \
            that the runs are too short to tell: measure longer.

            EXAMPLE
              isocost gate --baseline results/OLD results/NEW --margin 2% --format markdown
            """)

    @OptionGroup var pair: DifferenceOptions

    @Option(help: ArgumentHelp("The run to compare with.", valueName: "base"))
    var baseline: String

    @Argument(help: ArgumentHelp("The run in question.", valueName: "new"))
    var new: String

    func run() throws {
        let verdict = try failing {
            let difference = try pair.difference(base: baseline, new: new)
            try pair.deliver(difference)
            return difference.verdict
        }
        switch verdict {
        case "passed": return
        case "regression": throw ExitCode(ExitStatus.regression.rawValue)
        default: throw ExitCode(ExitStatus.inconclusive.rawValue)
        }
    }
}
