import Isolation
import Linux
import Workloads

/// The plan of a calibration: workloads of every family, and arms whose truth is known.
public enum CalibrationPlan {
    /// By name; all of them are `bare` but for what is injected.
    public static let injections: [(name: String, injection: Injection)] = [
        ("same-1", .none), ("same-2", .none),
        ("+0.5%", .moreWork(0.005)), ("+1%", .moreWork(0.01)), ("+2%", .moreWork(0.02)),
        ("+5%", .moreWork(0.05)), ("+10%", .moreWork(0.1)),
        ("fixed-10%", .fixedCost(0.1)), ("delay-1/50", .rareDelay(oneIn: 50)),
    ]

    /// Measured with short slices too, so that a fixed cost can be told from a cost of every op.
    public static let shortSliced = "sys.null(seed=2)"

    /// Two of each family whose slices hold hundreds of operations, so that half a percent is some.
    ///
    /// More operations are a known effect only where time is proportional to them. So `mem.fault` maps every
    /// page by itself, and loads and reads stay within memory so small that none finds its page colder than
    /// another: the later loads of a slice from 32 MiB find more of the page tables in the caches.
    public static func workloads() throws(WorkloadError) -> [WorkloadSpec] {
        let chosen: [(String, [String: ParameterValue])] = [
            ("cpu.integer", [:]), ("cpu.branch", [:]), ("mem.latency", ["workingSet": "64KiB"]),
            ("mem.fault", ["batch": 1]),
            ("io.read.random", ["fileSize": "256KiB"]),
            ("io.read.random", ["fileSize": "256KiB", "blockSize": 1024]), ("sys.null", [:]),
            ("sys.stat", [:]), ("sys.null", ["seed": 2]),
        ]
        var specs: [WorkloadSpec] = []
        for (name, given) in chosen {
            specs.append(try WorkloadSpec(WorkloadCatalog.description(named: name), given: given))
        }
        return specs
    }

    /// The arms, as environments.
    public static func environments() throws(IsolationError) -> [Environment] {
        var found: [Environment] = []
        for (name, _) in injections {
            found.append(
                try Environment(EnvironmentDefinition(name: name, summary: "bare, with a known effect")))
        }
        return found
    }
}
