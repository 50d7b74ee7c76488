import ArgumentParser
import Counters
import Experiment
import Isolation
import Linux
import Report
import Results
import Statistics

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what this host can measure, and how to make it better.",
        discussion: """
            EXAMPLE
              isocost doctor
            """)

    func run() throws {
        try failing {
            let placement = CPUPlacement.choose(from: try CPUSet.ofThisProcess().cpus)
            let facts = HostFacts.ofThisMachine(placement: placement)
            Console.output(Self.machine(facts, placement))
            Console.output(try Self.environments())
            Console.output(Self.counters())
            Console.output(Self.calibration(of: facts))
            Console.output(Self.warnings(facts.warnings))
        }
    }

    private static func machine(_ facts: HostFacts, _ placement: CPUPlacement) -> String {
        """
        host         \(facts.hostname), Linux \(facts.kernel)
        CPU          \(facts.cpuModel), \(facts.cpus) CPUs, NUMA nodes: \(facts.numaNodes)
        virtualized  \(facts.virtualization)
        cgroup       \(facts.cgroup)
        work on      CPU \(placement.worker), harness on CPU \(placement.controller)

        """
    }

    private static func environments() throws -> String {
        let host = try Host.current()
        return try EnvironmentCatalog.all.map { definition in
            let environment = try Environment(definition)
            switch environment.availability(on: host) {
            case .available: return "yes  \(environment.name)\n"
            case .unavailable(let reason): return "no   \(environment.name): \(reason)\n"
            }
        }.joined()
    }

    private static func counters() -> String {
        let probe = CounterGroup.probe(MetricCatalog.metrics)
        let available = probe.available.map(\.metric.name).joined(separator: ", ")
        let reasons = Dictionary(grouping: probe.unavailable, by: \.reason).sorted { $0.key < $1.key }
        return "yes  counters: \(available.isEmpty ? "none" : available)\n"
            + reasons.map { "no   \($0.value.map(\.metric.name).joined(separator: ", ")): \($0.key)\n" }
            .joined()
    }

    private static func calibration(of host: HostFacts) -> String {
        guard let citation = CalibrationStore.ofThisUser().newest(of: host) else {
            return
                "no   calibration: isocost calibrate shows how often intervals hold here, in five minutes\n"
        }
        return "yes  calibration: \(CalibrationText(citation).sentence)\n"
    }

    private static func warnings(_ warnings: [Warning]) -> String {
        warnings.map { "\n\($0.message)\n  \($0.advice)\n" }.joined()
    }
}
