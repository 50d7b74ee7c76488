import Results

/// Properties that one reason kept from being attempted, in the same environments.
struct MissingAttempt: Equatable {
    let reason: String
    let properties: [String]
    /// `everywhere`, `in chroot`, `in chroot and namespaces`.
    let scope: String

    /// - Parameter environments: all of the matrix, to tell "everywhere" from a list.
    static func gathered(
        from outcomes: [VerificationDocument.Outcome], environments: [String]
    ) -> [MissingAttempt] {
        var groups: [(reason: String, environments: [String], properties: [String])] = []
        for (property, reason) in outcomes.map({ Pair($0.property, $0.detail) }).unique.map({
            ($0.first, $0.second)
        }) {
            let places = outcomes.filter { $0.property == property && $0.detail == reason }.map(\.environment)
            if let known = groups.firstIndex(where: { $0.reason == reason && $0.environments == places }) {
                groups[known].properties.append(property)
            } else {
                groups.append((reason, places, [property]))
            }
        }
        return groups.map { group in
            let everywhere = group.environments.count == environments.count && environments.count > 1
            return MissingAttempt(
                reason: group.reason, properties: group.properties,
                scope: everywhere ? "everywhere" : "in " + group.environments.map(\.plain).listed())
        }
    }

    private struct Pair: Hashable {
        let first: String
        let second: String
        init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }
    }
}
