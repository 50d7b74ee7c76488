import Results

/// A property of the host that was reached past a boundary or in spite of a promise, in the same way in some
/// environments.
struct ReachedHost {
    let property: String
    let environments: [String]
    let detail: String
    let standing: VerificationStanding
    /// The mechanisms that promised otherwise; empty when none did.
    let promisedBy: [String]

    /// `ENVIRONMENT, ENVIRONMENT`.
    var places: String { environments.map(\.plain).joined(separator: ", ") }

    /// What was reached, and who promised otherwise.
    var text: String {
        promisedBy.isEmpty ? detail : "\(detail) (promised by \(promisedBy.joined(separator: ", ")))"
    }

    /// In the order of the rows, broken promises first.
    static func gathered(from cells: [VerificationTable.Cell]) -> [ReachedHost] {
        var found: [ReachedHost] = []
        for cell in cells where cell.standing == .broken || cell.standing == .escaped {
            let outcome = cell.outcome
            let promise = outcome.failed ? outcome.promisedBy : []
            let known = found.firstIndex {
                $0.property == outcome.property && $0.detail == outcome.detail && $0.promisedBy == promise
            }
            let environments = (known.map { found[$0].environments } ?? []) + [outcome.environment]
            let entry = ReachedHost(
                property: outcome.property, environments: environments, detail: outcome.detail,
                standing: cell.standing, promisedBy: promise)
            if let known { found[known] = entry } else { found.append(entry) }
        }
        return found.filter { $0.standing == .broken } + found.filter { $0.standing != .broken }
    }
}
