import Results

/// A verification laid out for reading: the verdict, then a headline for each environment, then the matrix.
struct VerificationTable {
    let document: VerificationDocument
    /// Environments in which something was attempted: the columns.
    let environments: [VerificationDocument.EnvironmentFacts]
    let rows: [Row]
    /// What was reached past a boundary, or in spite of a promise.
    let reached: [ReachedHost]
    /// Why something could not be attempted.
    let missing: [MissingAttempt]

    struct Row {
        let property: VerificationDocument.Property
        /// One for each column; nil where there is no outcome.
        let cells: [Cell?]

        /// `net` of `net.port`.
        var group: String { String(property.name.prefix { $0 != "." }) }
    }

    struct Cell {
        let outcome: VerificationDocument.Outcome
        let standing: VerificationStanding

        init(_ outcome: VerificationDocument.Outcome) {
            self.outcome = outcome
            standing = VerificationStanding(outcome)
        }

        /// `isolated`, or `isolated 329` of what is counted.
        var text: String { outcome.verdict.plain + (outcome.value.map { " \($0)" } ?? "") }
    }

    init(_ document: VerificationDocument) {
        self.document = document
        environments = document.environments.filter { $0.unavailable == nil }
        let outcomes = Dictionary(grouping: document.outcomes, by: \.environment).mapValues {
            Dictionary($0.map { ($0.property, $0) }) { first, _ in first }
        }
        rows = document.properties.map { [environments] property in
            Row(
                property: property,
                cells: environments.map { outcomes[$0.name]?[property.name].map(Cell.init) })
        }
        let cells = rows.flatMap(\.cells).compactMap { $0 }
        reached = ReachedHost.gathered(from: cells)
        missing = MissingAttempt.gathered(
            from: cells.map(\.outcome).filter { $0.verdict == "n/a" }, environments: environments.map(\.name))
    }

    /// Environments in which nothing could be attempted.
    var unavailable: [VerificationDocument.EnvironmentFacts] {
        document.environments.filter { $0.unavailable != nil }
    }

    /// The word that the exit status stands for.
    var verdict: String {
        if !document.failures.isEmpty { return "FAILED" }
        return promised.isEmpty ? "NOTHING PROMISED" : "VERIFIED"
    }

    var verdictStyle: Ink.Style {
        if !document.failures.isEmpty { return .boldRed }
        return promised.isEmpty ? .boldYellow : .boldGreen
    }

    /// `25 of 27 promises hold, 2 could not be attempted`.
    var claim: String {
        guard !promised.isEmpty else { return "none of these environments promises one of these properties" }
        return Self.promises(promised)
    }

    private var promised: [VerificationDocument.Outcome] {
        document.outcomes.filter { !$0.promisedBy.isEmpty }
    }

    /// - Parameter promised: not empty.
    static func promises(_ promised: [VerificationDocument.Outcome]) -> String {
        let failed = promised.count(where: \.failed)
        let open = promised.count { $0.verdict == "n/a" }
        let kept = promised.count - failed - open
        let whole = kept == promised.count
        let head =
            switch promised.count {
            case 1: whole ? "the one promise holds" : "the one promise"
            default: whole ? "all \(kept) promises hold" : "\(kept) of \(promised.count) promises hold"
            }
        let broken = failed == 0 ? nil : failed == 1 && promised.count == 1 ? "is broken" : "\(failed) broken"
        let missing =
            open == 0
            ? nil : promised.count == 1 ? "could not be put to the test" : "\(open) not put to the test"
        if promised.count == 1 {
            return ([head] + [broken, missing].compactMap { $0 }).joined(separator: " ")
        }
        return ([head] + [broken, missing].compactMap { $0 }).joined(separator: ", ")
    }
}

extension VerificationTable {
    /// What one environment is like, in a sentence.
    struct Headline {
        let environment: VerificationDocument.EnvironmentFacts
        let text: String
        /// Outcomes by verdict, in the order of the verdicts, without those there are none of.
        let tally: [(verdict: String, count: Int)]
    }

    static let verdicts = ["isolated", "shared", "escaped", "n/a"]

    var headlines: [Headline] {
        environments.map { environment in
            let own = document.outcomes.filter { $0.environment == environment.name }
            let tally = Self.verdicts.map { verdict in (verdict, own.count { $0.verdict == verdict }) }.filter
            { $0.1 > 0 }
            let promised = own.filter { !$0.promisedBy.isEmpty }
            let promises = promised.isEmpty ? "promises nothing" : Self.promises(promised)
            let counts = tally.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
            return Headline(environment: environment, text: "\(promises): \(counts)", tally: tally)
        }
    }

    /// `2025-03-04 05:06:07 UTC · 1.3 s · as root · isocost 0.1.0`.
    var runLine: String {
        let run = document.run
        let user = run.userID == 0 ? "as root" : "as user \(run.userID)"
        return [
            RunText.time(run.startedAt.plain), RunText.duration(run.durationSeconds), user,
            "isocost " + run.version.plain,
        ].joined(separator: " · ")
    }
}
