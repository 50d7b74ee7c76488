import ArgumentParser
import Counters
import Experiment
import Isolation
import Probes
import Report
import Workloads

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what there is, and what of it this host has.",
        discussion: """
            EXAMPLE
              isocost list workloads
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case workloads, environments, mechanisms, metrics, formats, properties
    }

    @Argument(help: "workloads, environments, mechanisms, metrics, formats or properties.")
    var kind: Kind

    func run() throws {
        try failing { Console.output(try Self.rows(of: kind).map(Self.line).joined()) }
    }

    private typealias Row = (name: String, text: String)

    private static func line(_ row: Row) -> String {
        row.name + String(repeating: " ", count: max(2, 22 - row.name.count)) + row.text + "\n"
    }

    private static func rows(of kind: Kind) throws -> [Row] {
        switch kind {
        case .workloads: return WorkloadCatalog.all.map(row)
        case .environments:
            let host = try Host.current()
            return try EnvironmentCatalog.all.map { definition in
                let environment = try Environment(definition)
                return (environment.name, environment.summary + note(environment.availability(on: host)))
            }
        case .mechanisms:
            let host = try Host.current()
            return MechanismCatalog.all.map { ($0.name, $0.summary + note($0.availability(on: host))) }
        case .metrics:
            let probe = CounterGroup.probe(MetricCatalog.metrics)
            let own: [Row] = [
                (Block.timeMetric, "seconds per op, what verdicts are about"),
                (Block.tailMetric, "seconds per op that nine slices in ten stay below (Harrell-Davis)"),
            ]
            return own
                + MetricCatalog.metrics.map { metric in
                    let reason = probe.unavailable.first { $0.metric.name == metric.name }?.reason
                    return (
                        metric.name,
                        metric.description + note(reason.map { .unavailable(reason: $0) } ?? .available)
                    )
                }
        case .formats: return ReportCatalog.all.map { ($0.name, "report.\($0.fileExtension)") }
        case .properties: return ProbeCatalog.properties.map { ($0.name, $0.title) }
        }
    }

    private static func row(_ workload: WorkloadDescription) -> Row {
        let parameters = workload.parameters.map { "\($0.name)=\($0.text($0.defaultValue))" }
        return (workload.name, "op: \(workload.op)  [\(parameters.joined(separator: ", "))]")
    }

    private static func note(_ availability: Availability) -> String {
        if case .unavailable(let reason) = availability { return "  (unavailable: \(reason))" }
        return ""
    }
}
