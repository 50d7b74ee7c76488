import ArgumentParser
import Glibc

@main
struct Isocost: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isocost",
        abstract: "Measures what isolation costs on Linux.",
        discussion: """
            The same work runs bare, in a chroot and in namespaces, interleaved on one CPU; the report says \
            how much slower each environment is, with an interval, the noise floor of this host, and proof \
            of what each environment was.

            EXAMPLES
              isocost run                                the quick suite, about a minute
              isocost run --workload 'sys.*' --env namespaces
              isocost run -- sqlite3 :memory: 'select 1' any program of yours
              isocost report results/RUN --format html --output report.html
              isocost gate --baseline results/OLD results/NEW --margin 2%
              isocost attribute                          which mechanism of `container` costs what
              isocost verify                             what each environment really contains

            EXIT STATUS
              0 done, or the gate passed; 1 regression, or a promise of isolation broken; 2 inconclusive; 64 wrong usage;
              70 the measurement failed; 77 not supported here, with the reason.
            """,
        version: Version.current,
        subcommands: [
            Run.self, Report.self, Compare.self, Gate.self, Verify.self, Attribute.self, Predict.self,
            Calibrate.self, List.self, Env.self,
            Doctor.self, Clean.self,
        ])

    static func main() {
        Console.completeStandardStreams()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Console.error("isocost: \(failure.message)\n")
            Glibc.exit(failure.status.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
