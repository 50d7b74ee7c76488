import Results

/// Metrics that one reason kept from being measured, in the same places.
public struct UnavailableGroup: Sendable, Equatable {
    public let reason: String
    public let metrics: [String]
    /// `everywhere`, `in container`, `sys.fork in chroot`, …
    public let scope: String

    /// - Parameters:
    ///   - workloads: all of the run, to tell "everywhere" from a list.
    ///   - environments: all of the run, the baseline and its twin among them.
    static func gathered(
        from entries: [ResultDocument.Unavailable], workloads: [String], environments: [String]
    ) -> [UnavailableGroup] {
        var groups: [(reason: String, places: [Place], metrics: [String])] = []
        for (reason, ofReason) in grouped(entries, by: \.reason) {
            for (metric, ofMetric) in grouped(ofReason, by: \.metric) {
                let places = ofMetric.map { Place(workload: $0.workload, environment: $0.environment) }.unique
                let known = groups.firstIndex { $0.reason == reason && Set($0.places) == Set(places) }
                if let known {
                    groups[known].metrics.append(metric)
                } else {
                    groups.append((reason, places, [metric]))
                }
            }
        }
        return groups.map { group in
            UnavailableGroup(
                reason: group.reason, metrics: group.metrics,
                scope: scope(of: group.places, workloads: workloads, environments: environments))
        }
    }

    private struct Place: Hashable {
        let workload: String?
        let environment: String?
    }

    private static func scope(
        of places: [Place], workloads: [String], environments: [String]
    ) -> String {
        if places.contains(where: { $0.workload == nil && $0.environment == nil }) { return "everywhere" }
        let named = (places.map(\.workload).unique, places.map(\.environment).unique)
        guard places.count == named.0.count * named.1.count else {
            return places.map { place in
                [place.workload, place.environment].compactMap { $0 }.joined(separator: " in ")
            }.listed()
        }
        let workload = phrase(named.0, all: workloads)
        let environment = phrase(named.1, all: environments)
        switch (workload, environment) {
        case (nil, nil): return "everywhere"
        case (let workload?, nil): return workload
        case (nil, let environment?): return "in " + environment
        case (let workload?, let environment?): return workload + " in " + environment
        }
    }

    /// Nil when the names are all there are.
    private static func phrase(_ names: [String?], all: [String]) -> String? {
        let given = names.compactMap { $0 }
        return given.count < names.count || Set(given) == Set(all) ? nil : given.listed()
    }

    private static func grouped(
        _ entries: [ResultDocument.Unavailable], by key: (ResultDocument.Unavailable) -> String
    ) -> [(String, [ResultDocument.Unavailable])] {
        let groups = Dictionary(grouping: entries, by: key)
        return entries.map(key).unique.map { ($0, groups[$0] ?? []) }
    }
}
