import Results
import Statistics

/// Warnings that share a code and an advice, with where each was raised.
public struct WarningGroup: Sendable, Equatable {
    public let code: String
    public let advice: String
    public var entries: [Entry]

    /// One message, and the places that raised it.
    public struct Entry: Sendable, Equatable {
        public let message: String
        /// `this run`, `the host`, `sys.fork in chroot`.
        public var places: [String]
    }

    /// Those of the run first, then the host's, then the comparisons'.
    static func gathered(from document: ResultDocument) -> [WarningGroup] {
        var all = document.run.warnings.map { ($0, "this run") }
        all += document.host.warnings.map { ($0, "the host") }
        for comparison in document.comparisons {
            var place = comparison.workload + " in " + comparison.environment
            if comparison.metric != timeMetric { place += " (\(comparison.metric))" }
            all += comparison.warnings.map { ($0, place) }
        }
        return grouped(all)
    }

    static func grouped(_ warnings: [(warning: Warning, place: String)]) -> [WarningGroup] {
        var groups: [WarningGroup] = []
        for (warning, place) in warnings {
            let known = groups.firstIndex { $0.code == warning.code && $0.advice == warning.advice }
            if let known {
                groups[known].add(warning.message, place: place)
            } else {
                let entry = Entry(message: warning.message, places: [place])
                groups.append(WarningGroup(code: warning.code, advice: warning.advice, entries: [entry]))
            }
        }
        return groups
    }

    private mutating func add(_ message: String, place: String) {
        if let known = entries.firstIndex(where: { $0.message == message }) {
            entries[known].places.append(place)
        } else {
            entries.append(Entry(message: message, places: [place]))
        }
    }
}
