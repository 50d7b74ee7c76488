import ArgumentParser
import Report
import Results

struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What an environment should cost that was not measured.",
        discussion: """
            Adds up the effects that a run of `isocost attribute` found, with an interval. The environment may have any \
            of the mechanisms that were told apart, set up as they were. --against holds the prediction against a run \
            that measured the environment. Needs no root and no particular host.

            EXAMPLES
              isocost predict results/ATTRIBUTION --env my-cell.yaml
              isocost predict results/ATTRIBUTION --env freebsd-jail --against results/RUN
            """)

    @Argument(help: ArgumentHelp("The folder of a run of isocost attribute.", valueName: "run"))
    var attribution: String

    @Option(help: ArgumentHelp("The environment, or a YAML file with one.", valueName: "name|file"))
    var env: String

    @Option(help: ArgumentHelp("A run that measured the environment.", valueName: "run"))
    var against: String?

    @Option(help: "terminal, markdown or json.")
    var format = TerminalPrediction.name

    mutating func validate() throws {
        let known = ReportCatalog.predictions.map { $0.name }
        guard known.contains(format) else { throw ValidationError(Unknown.format(format, known: known)) }
    }

    func run() throws {
        try failing {
            let prediction = try Prediction(RunFolder(attribution))
            guard let environment = try EnvironmentChoice.find(env) else {
                throw Failure("--env \(env): it is what all overheads are measured against", .usage)
            }
            let document =
                try against.map {
                    try prediction.document(
                        of: environment, against: try Analysis.result(of: RunFolder($0)), path: $0)
                } ?? prediction.document(of: environment)
            let shown = try ReportCatalog.prediction(
                named: format, options: Console.renderOptions(runPath: nil))
            Console.output(try shown.render(document))
        }
    }
}
