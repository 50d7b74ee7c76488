import FoundationEssentials
import Isolation
import Linux

@testable import Experiment

/// Made-up evidence and blocks: nothing is launched.
enum Fixture {
    static func evidence() throws -> Evidence {
        let json = """
            {"mnt":4026531841,"pid":2,"uts":3,"ipc":4,"net":5,"user":6,"cgroup":7,"time":8,
             "rootDevice":"254:1","rootInode":2,"rootMount":30,
             "capInh":"0","capPrm":"0","capEff":"0","capBnd":"0","capAmb":"0",
             "noNewPrivs":"0","seccomp":"0","cgroupPath":"0::/","affinity":"1","mounts":40}
            """
        return try JSONDecoder().decode(Evidence.self, from: Data(json.utf8))
    }

    static func arm(
        _ elapsed: [Double], short: [Double]? = nil, checksum: String = "8f3a",
        counters: [String: [Double]] = [:]
    ) throws -> Block.Arm {
        Block.Arm(
            elapsed: elapsed, shortElapsed: short, checksum: checksum, counters: counters,
            countersRunning: nil, unavailable: nil,
            usage: .init(userSeconds: 0, systemSeconds: 0, minorFaults: 0, majorFaults: 0),
            evidence: try evidence())
    }

    static func block(
        _ workload: String = "sys.null", _ number: Int = 0, ops: Int = 1000, shortOps: Int? = nil,
        arms: [String: Block.Arm], seconds: Double = 0.1
    ) -> Block {
        Block(
            workload: workload, block: number, ops: ops, shortOps: shortOps, orders: [arms.keys.sorted()],
            arms: arms, host: .init(durationSeconds: seconds))
    }

    /// A block whose arms take the given multiples of bare's time.
    static func block(_ workload: String = "w", _ number: Int = 0, ratios: [String: Double]) throws -> Block {
        let times = ["bare": 1.0].merging(ratios) { $1 }
        return block(workload, number, arms: try times.mapValues { try arm([0.5e-3 * $0]) })
    }

    static func plan(_ workloads: [String] = ["w"]) -> Plan {
        Plan(
            suite: "test", workloads: workloads.map { WorkloadSpec(name: $0, work: .command([$0])) },
            environments: [], seed: 1, placement: .init(worker: 1, controller: 0))
    }
}
