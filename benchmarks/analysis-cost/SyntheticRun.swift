import Counters
import Experiment
import FoundationEssentials
import Isolation
import Linux
import Results
import Statistics

/// A large run with made-up times: what the analysis is timed on.
struct SyntheticRun {
    let record: RunRecord
    let blocks: [Block]
    let slices: Int

    init(arms count: Int, rounds: Int, blocks number: Int) throws {
        let names = ["bare", "bare'"] + (2..<count).map { "environment-\($0)" }
        var plan = Plan(
            suite: "synthetic", workloads: [WorkloadSpec(name: "work", work: .command(["true"]))],
            environments: try names.dropFirst(2).map { try Environment(EnvironmentDefinition(name: $0)) },
            seed: 1, placement: CPUPlacement(worker: 1, controller: 0))
        plan.rounds = rounds
        record = RunRecord(
            id: "synthetic", startedAt: "2026-01-01T00:00:00Z", version: "0", commandLine: [], plan: plan,
            host: HostFacts(
                hostname: "none", kernel: "none", cpuModel: "none", cpus: 2, numaNodes: 1, memoryBytes: 0,
                virtualization: "none", cgroup: "v2", warnings: []), units: [:], unavailable: [])
        var random = RandomNumbers(seed: 1)
        let evidence = try JSONDecoder().decode(Evidence.self, from: Data(Self.evidence.utf8))
        blocks = (0..<number).map { index in
            let arms = names.enumerated().map { place, name in
                let times = (0..<rounds).map { _ in
                    0.0005 * (1 + 0.01 * Double(place)) * (0.98 + 0.04 * random.unit())
                }
                return (name, Self.arm(times, evidence))
            }
            return Block(
                workload: "work", block: index, ops: 1_000, shortOps: nil, orders: [names],
                arms: Dictionary(uniqueKeysWithValues: arms), host: .init(durationSeconds: 0.15))
        }
        slices = count * rounds * number
    }

    /// Block values as a quiet host gives them.
    static func blockValues(_ count: Int) -> [Double] {
        var random = RandomNumbers(seed: 2)
        return (0..<count).map { _ in 0.01 + 0.002 * (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() } }
    }

    private static func arm(_ times: [Double], _ evidence: Evidence) -> Block.Arm {
        Block.Arm(
            elapsed: times, shortElapsed: nil, checksum: "0", counters: [:], countersRunning: nil,
            unavailable: nil, usage: .init(userSeconds: 0, systemSeconds: 0, minorFaults: 0, majorFaults: 0),
            evidence: evidence)
    }

    private static let evidence = """
        {"mnt":1,"pid":2,"uts":3,"ipc":4,"net":5,"user":6,"cgroup":7,"time":8,"rootDevice":"254:1",
         "rootInode":2,"rootMount":30,"capInh":"0","capPrm":"0","capEff":"0","capBnd":"0","capAmb":"0",
         "noNewPrivs":"0","seccomp":"0","cgroupPath":"0::/","affinity":"1","mounts":40}
        """
}
