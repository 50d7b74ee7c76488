import FoundationEssentials
import Isolation
import Linux
import Statistics

@testable import Experiment
@testable import Results

/// Made-up runs with known overheads: nothing is measured.
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

    static func plan(_ workloads: [String] = ["w"], environments: [String] = ["jail"]) throws -> Plan {
        var plan = Plan(
            suite: "test", workloads: workloads.map { WorkloadSpec(name: $0, work: .command([$0])) },
            environments: try environments.map { try Environment(.init(name: $0, namespaces: [.uts])) },
            seed: 42, placement: .init(worker: 1, controller: 0))
        plan.labels = ["commit": "abc"]
        return plan
    }

    static func host(_ name: String = "host", cpu: String = "model") -> HostFacts {
        HostFacts(
            hostname: name, kernel: "6.18", cpuModel: cpu, cpus: 2, numaNodes: 1, memoryBytes: 1 << 30,
            virtualization: "kvm", cgroup: "v2", warnings: [])
    }

    static func record(_ plan: Plan, host: HostFacts = host(), ended: Bool = true) -> RunRecord {
        var record = RunRecord(
            id: "20260131T123456Z-test-42", startedAt: "2026-01-31T12:34:56Z", version: "0.1.0",
            commandLine: ["isocost", "run"], plan: plan, host: host,
            units: ["task-clock": .seconds, "page-faults": .count],
            unavailable: [Executor.Unavailability(metric: "instructions:u", reason: "no hardware PMU")])
        if ended { record.ending = .init(durationSeconds: 61.2, interrupted: false) }
        return record
    }

    static func arm(_ elapsed: [Double], counters: [String: [Double]] = [:]) throws -> Block.Arm {
        Block.Arm(
            elapsed: elapsed, shortElapsed: nil, checksum: "8f3a", counters: counters, countersRunning: nil,
            unavailable: nil,
            usage: .init(userSeconds: 0, systemSeconds: 0, minorFaults: 0, majorFaults: 0),
            evidence: try evidence())
    }

    static func block(_ workload: String = "w", _ number: Int = 0, arms: [String: Block.Arm]) -> Block {
        Block(
            workload: workload, block: number, ops: 1000, shortOps: nil, orders: [arms.keys.sorted()],
            arms: arms, host: .init(durationSeconds: 0.25))
    }

    /// Blocks in which each arm takes the given multiple of bare's time.
    ///
    /// - Parameters:
    ///   - noise: standard deviation of a block value, a ratio.
    ///   - drift: how far bare itself moves from block to block, a ratio.
    static func blocks(
        _ count: Int, _ workload: String = "w", ratios: [String: Double], noise: Double = 0.01,
        drift: Double = 0.5, seed: UInt64 = 1
    ) throws -> [Block] {
        var random = RandomNumbers(seed: seed, label: workload)
        func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() } }
        let named = ["bare'": 1].merging(ratios) { $1 }.sorted { $0.key < $1.key }
        return try (0..<count).map { number in
            let bare = 0.5e-3 * (1 + drift * random.unit())
            var arms = ["bare": try arm([bare, bare, bare])]
            for (name, ratio) in named {
                let time = bare * ratio * (1 + noise * normal())
                arms[name] = try arm([time * 0.9, time, time * 1.1])
            }
            return block(workload, number, arms: arms)
        }
    }
}

/// A run folder on disk, gone with its owner.
final class RunPlace {
    let folder: RunFolder
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder(in: "/tmp")
        folder = try RunFolder.create("\(scratch.path)/results/run")
    }

    /// A whole run.
    convenience init(_ record: RunRecord, _ blocks: [Block]) throws {
        try self.init()
        try folder.write(record)
        try append(blocks)
    }

    func append(_ blocks: [Block]) throws {
        var log = try LineLog(creating: folder.blocksPath)
        for block in blocks { try log.append(block) }
    }

    /// Puts a file into the folder as it is.
    func put(_ text: String, at path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
