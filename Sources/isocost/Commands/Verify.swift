import ArgumentParser
import Experiment
import FoundationEssentials
import Glibc
import Isolation
import Linux
import Naming
import Probes
import Report
import Results
import Verification

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what each environment really contains, by attempts.",
        discussion: """
            For every property a process inside the environment tries to reach something of the host that was made for \
            it outside: to see a process, to leave the root, to connect, to load a module. No attempt can harm the host. \
            `bare` is the control and always there. The exit status is 1 when an environment lets through what one of \
            its mechanisms promises to keep away. What can't be launched is listed with its reason; with --strict it \
            ends isocost.

            EXAMPLES
              isocost verify
              isocost verify --env chroot --property 'root.*'
              isocost verify --env my-cell.yaml --format html --output my-cell.html
            """)

    @Option(
        help: ArgumentHelp(
            "An environment, or a YAML file with one; may be repeated. (default: all)", valueName: "name|file"
        ))
    var env: [String] = []

    @Option(
        help: ArgumentHelp(
            "Properties to attempt, e.g. 'root.*' (isocost list properties); may be repeated. (default: all)",
            valueName: "glob"))
    var property: [String] = []

    @Flag(help: "End when an environment is not available or can't be launched, instead of listing it.")
    var strict = false

    @Option(help: "terminal, markdown, html or json.")
    var format = TerminalVerification.name

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Where the files that attempts are aimed at are made.", valueName: "dir"))
    var scratch = ScratchOption.standard

    mutating func validate() throws {
        let known = ReportCatalog.verifications.map { $0.name }
        guard known.contains(format) else { throw ValidationError(Unknown.format(format, known: known)) }
    }

    func run() throws {
        let interrupted = try failing { try verify() }
        if interrupted { Interruption.resend() }
    }

    /// - Returns: true when a signal ended it.
    private func verify() throws -> Bool {
        let properties = try chosenProperties()
        let environments = try chosenEnvironments()
        let parent = try ScratchOption.resolved(scratch)
        Interruption.watch()
        Descendants.adopt()
        defer { Descendants.endStrays() }
        Leftovers.sweep()
        let (date, started) = (Date(), Clock.seconds())
        let columns: [Column]
        do throws(VerificationError) {
            columns = try attempt(properties, in: environments, scratchParent: parent)
        } catch .interrupted { return true }
        let facts = VerificationDocument.RunFacts(
            startedAt: date.formatted(.iso8601), durationSeconds: Clock.seconds() - started,
            version: Version.current, userID: geteuid())
        try deliver(
            Judgement.document(of: columns, properties: properties, run: facts, host: .ofThisMachine()))
        try checkCoverage(columns)
        return false
    }

    private func chosenProperties() throws -> [Property] {
        guard !property.isEmpty else { return ProbeCatalog.properties }
        var names: Set<String> = []
        for glob in property { names.formUnion(try ProbeCatalog.select(glob).map(\.name)) }
        return ProbeCatalog.properties.filter { names.contains($0.name) }
    }

    /// Without `bare`, which is always verified, and its twin, which is the same.
    private func chosenEnvironments() throws -> [Environment] {
        guard !env.isEmpty else { return try EnvironmentCatalog.own.dropFirst(2).map { try Environment($0) } }
        var found: [Environment] = []
        for name in env {
            guard let environment = try EnvironmentChoice.find(name) else { continue }
            guard !found.contains(where: { $0.name == environment.name }) else {
                throw Failure(
                    "--env \(name): an environment called '\(environment.name)' is there already", .usage)
            }
            found.append(environment)
        }
        return found
    }

    private func attempt(
        _ properties: [Property], in environments: [Environment], scratchParent: String
    ) throws(VerificationError) -> [Column] {
        let line = ProgressLine()
        defer { line.clear() }
        return try Verifier(
            environments: environments, properties: properties, scratchParent: scratchParent,
            isStrict: strict
        ).run(onProgress: line.show)
    }

    private func deliver(_ document: VerificationDocument) throws {
        let options = output == nil ? Console.renderOptions(runPath: nil) : .init()
        try Console.deliver(
            try ReportCatalog.verification(named: format, options: options).render(document), to: output)
        if !document.failures.isEmpty { Glibc.exit(ExitStatus.regression.rawValue) }
    }

    /// - Throws: `Failure` when none of the environments that were asked for was verified.
    private func checkCoverage(_ columns: [Column]) throws {
        let asked = columns.dropFirst()
        let missing = asked.compactMap { column in
            column.unavailable.map { "\(column.environment.name) (\($0))" }
        }
        guard !env.isEmpty, !asked.isEmpty, missing.count == asked.count else { return }
        throw Failure(
            "not available here: \(missing.joined(separator: ", "))",
            asked.contains(where: \.failedToStart) ? .failed : .unsupported)
    }
}
