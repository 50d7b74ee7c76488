import Results

/// How an outcome stands to what was promised: a closed set.
enum VerificationStanding: String, CaseIterable {
    case kept, broken, isolated, shared, escaped, missing

    init(_ outcome: VerificationDocument.Outcome) {
        switch outcome.verdict {
        case _ where outcome.failed: self = .broken
        case "isolated": self = outcome.promisedBy.isEmpty ? .isolated : .kept
        case "shared": self = .shared
        case "escaped": self = .escaped
        default: self = .missing
        }
    }

    /// In front of a verdict; a blank where nothing was promised.
    var mark: String {
        switch self {
        case .kept: "✓"
        case .broken: "✗"
        case .escaped: "!"
        case .isolated, .shared, .missing: " "
        }
    }

    var style: Ink.Style {
        switch self {
        case .kept, .isolated: .green
        case .broken: .boldRed
        case .shared: .plain
        case .escaped: .red
        case .missing: .dim
        }
    }

    /// What mark and verdict mean; nil for what needs no words.
    var legend: String? {
        switch self {
        case .kept: "✓ isolated, as promised"
        case .broken: "✗ the host was reached in spite of a promise"
        case .isolated: "isolated: the attempt did not reach the host"
        case .shared: "shared: the host's own was reached, with nothing in between"
        case .escaped: "! escaped: it was reached past what should have kept it away"
        case .missing: "n/a: no attempt, or one that says nothing"
        }
    }
}
