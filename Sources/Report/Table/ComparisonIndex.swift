import Results

/// A document's comparisons and measurements, found by workload, environment and metric.
struct ComparisonIndex {
    private struct Key: Hashable {
        let workload: String
        let environment: String
        let metric: String
    }

    private let comparisons: [Key: ResultDocument.Comparison]
    private let measurements: [Key: ResultDocument.Measurement]

    /// Of two entries with one key, the later holds.
    init(_ document: ResultDocument) {
        comparisons = Dictionary(
            document.comparisons.map {
                (Key(workload: $0.workload, environment: $0.environment, metric: $0.metric), $0)
            },
            uniquingKeysWith: { $1 })
        measurements = Dictionary(
            document.measurements.map {
                (Key(workload: $0.workload, environment: $0.environment, metric: $0.metric), $0)
            },
            uniquingKeysWith: { $1 })
    }

    func comparison(
        _ workload: String, _ environment: String, _ metric: String
    ) -> ResultDocument.Comparison? {
        comparisons[Key(workload: workload, environment: environment, metric: metric)]
    }

    func measurement(
        _ workload: String, _ environment: String, _ metric: String
    ) -> ResultDocument.Measurement? {
        measurements[Key(workload: workload, environment: environment, metric: metric)]
    }
}
