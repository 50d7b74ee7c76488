import Experiment
import Isolation
import Workloads

/// What to measure where: the workloads, the environments, and how precisely.
struct Suite {
    var name: String
    var workloads: [WorkloadSpec]
    var environments: [Environment]
    var precision: Double?
    var margin: Double?
    var budgetSeconds: Double?
    var sliceSeconds: Double?
    var rounds: Int?
    var exclusions: [Exclusion] = []
}

/// The suites that need no file.
enum SuiteCatalog {
    static let names = ["quick"]

    /// Every workload in the two oldest steps of isolation, in about a minute.
    static func quick() throws -> Suite {
        Suite(
            name: "quick", workloads: try WorkloadCatalog.all.map { try WorkloadSpec($0) },
            environments: [
                try Environment(EnvironmentCatalog.chroot), try Environment(EnvironmentCatalog.namespaces),
            ],
            precision: 0.005, budgetSeconds: 60)
    }
}
