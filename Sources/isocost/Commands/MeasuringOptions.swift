import ArgumentParser
import Experiment

/// The options that every command has that measures a suite.
struct MeasuringOptions: ParsableArguments {
    @Option(help: "How long to measure at most, e.g. 500ms, 60s, 5m.")
    var budget: Duration?

    @Option(help: "Half-width asked of every interval, e.g. 0.5%.")
    var precision: Fraction?

    @Option(help: "The smallest overhead that matters, e.g. 1%.")
    var margin: Fraction?

    @Option(
        help: ArgumentHelp(
            "Leave out blocks that the host disturbed more than this, e.g. steal=2%, io-pressure=20% or none; "
                + "may be repeated. (default: steal=5%, thermal=0)",
            valueName: "cause=limit"))
    var exclude: [Exclusion] = []

    @Option(help: "Draws the orders; the same seed gives the same orders.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The run's folder; it must not exist. (default: results/RUN-ID)", valueName: "dir")
    )
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Where files are read and written: the file system to be measured.", valueName: "dir"))
    var scratch = ScratchOption.standard

    /// The seed asked for, or one drawn.
    var drawnSeed: UInt64 { seed ?? UInt64.random(in: 1...999_999) }

    /// - Throws: `Failure` when `--scratch` is not there.
    func scratchFolder() throws -> String { try ScratchOption.resolved(scratch) }

    /// Sets what is asked for here, or else by the suite; what neither says stays.
    func apply(to plan: inout Plan, suite: Suite) {
        plan.precision = precision?.value ?? suite.precision ?? plan.precision
        plan.margin = margin?.value ?? suite.margin ?? plan.margin
        plan.budgetSeconds = budget?.seconds ?? suite.budgetSeconds ?? plan.budgetSeconds
        plan.exclusion = Exclusion.rule(exclude.isEmpty ? suite.exclusions : exclude)
        plan.sliceSeconds = suite.sliceSeconds ?? plan.sliceSeconds
        plan.rounds = suite.rounds ?? plan.rounds
    }
}
