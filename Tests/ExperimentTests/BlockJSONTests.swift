import Foundation
import Testing

@testable import Experiment

/// A line of blocks.ndjson: the keys are a contract.
struct BlockJSONTests {
    private static let line = """
        {"workload":"sys.null","block":0,"ops":11658,
         "orders":[["chroot","bare"],["bare","chroot"]],
         "arms":{"bare":{"elapsed":[0.00201,0.00199],"checksum":"8f3a",
                         "counters":{"task-clock":[0.002,0.002],"page-faults":[0,1]},
                         "usage":{"userSeconds":0.1,"systemSeconds":0.2,"minorFaults":300,"majorFaults":0},
                         "evidence":{"mnt":4026531841,"pid":2,"uts":3,"ipc":4,"net":5,"user":6,"cgroup":7,"time":8,
                                     "rootDevice":"254:1","rootInode":2,"rootMount":30,"capInh":"0","capPrm":"0",
                                     "capEff":"0","capBnd":"0","capAmb":"0","noNewPrivs":"0","seccomp":"0",
                                     "cgroupPath":"0::/","affinity":"1","mounts":40}}},
         "host":{"stealSeconds":0.0,"cpuPressureSeconds":0.001,"durationSeconds":0.25}}
        """

    private func object(_ block: Block) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(block)) as? [String: Any])
    }

    @Test func theContractsLineIsRead() throws {
        let block = try JSONDecoder().decode(Block.self, from: Data(Self.line.utf8))
        #expect(block.workload == "sys.null")
        #expect(block.ops == 11658)
        #expect(block.shortOps == nil)
        #expect(block.orders == [["chroot", "bare"], ["bare", "chroot"]])
        let bare = try #require(block.arms["bare"])
        #expect(bare.elapsed == [0.00201, 0.00199])
        #expect(bare.counters["page-faults"] == [0, 1])
        #expect(bare.usage.minorFaults == 300)
        #expect(bare.evidence?.mnt == 4_026_531_841)
        #expect(block.host == .init(stealSeconds: 0, cpuPressureSeconds: 0.001, durationSeconds: 0.25))
    }

    @Test func itsKeysAreWritten() throws {
        let block = try JSONDecoder().decode(Block.self, from: Data(Self.line.utf8))
        let written = try object(block)
        #expect(Set(written.keys) == ["workload", "block", "ops", "orders", "arms", "host"])
        let arm = try #require((written["arms"] as? [String: Any])?["bare"] as? [String: Any])
        #expect(Set(arm.keys) == ["elapsed", "checksum", "counters", "usage", "evidence"])
        let host = try #require(written["host"] as? [String: Any])
        #expect(Set(host.keys) == ["stealSeconds", "cpuPressureSeconds", "durationSeconds"])
        #expect((arm["evidence"] as? [String: Any])?["mnt"] as? Int == 4_026_531_841)
        #expect(
            written as NSDictionary
                == (try JSONSerialization.jsonObject(with: Data(Self.line.utf8)) as? NSDictionary))
    }

    @Test func whatIsMeasuredBesideHasKeysOfItsOwn() throws {
        var block = Fixture.block(ops: 8, shortOps: 2, arms: ["bare": try Fixture.arm([1], short: [0.5])])
        block.arms["bare"]?.unavailable = ["cycles:u": "no PMU"]
        block.arms["bare"]?.countersRunning = ["r1a8": 0.5]
        let written = try object(block)
        #expect(written["shortOps"] as? Int == 2)
        let arm = try #require((written["arms"] as? [String: Any])?["bare"] as? [String: Any])
        #expect(arm["shortElapsed"] as? [Double] == [0.5])
        #expect(arm["unavailable"] as? [String: String] == ["cycles:u": "no PMU"])
        #expect(arm["countersRunning"] as? [String: Double] == ["r1a8": 0.5])
    }

    /// Of a worker that the host can't see.
    @Test func evidenceThatThereIsNotHasNoKey() throws {
        var block = try JSONDecoder().decode(Block.self, from: Data(Self.line.utf8))
        block.arms["bare"]?.evidence = nil
        let arm = try #require((try object(block)["arms"] as? [String: Any])?["bare"] as? [String: Any])
        #expect(arm["evidence"] == nil)
        let again = try JSONDecoder().decode(Block.self, from: JSONEncoder().encode(block))
        #expect(again.arms["bare"]?.elapsed == [0.00201, 0.00199] && again.arms["bare"]?.evidence == nil)
    }

    @Test(arguments: ["workload", "ops", "orders", "arms", "host"])
    func noKeyMayBeMissing(key: String) throws {
        let broken = Self.line.replacingOccurrences(of: "\"\(key)\":", with: "\"other\":")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Block.self, from: Data(broken.utf8)) }
    }
}
