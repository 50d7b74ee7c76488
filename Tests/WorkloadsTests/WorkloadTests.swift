import Glibc
import Testing

@testable import Workloads

/// What all workloads have to keep to, on sizes small enough for a debug build.
@Suite struct WorkloadTests {
    private static let names = WorkloadCatalog.all.map(\.name)
    private static let small: [String: [String: ParameterValue]] = [
        "mem.bandwidth": ["workingSet": "384KiB"], "mem.latency": ["workingSet": "64KiB"],
        "mem.fault": ["batch": 3], "io.read.random": ["fileSize": "64KiB"],
        "io.write.sequential": ["fileSize": "128KiB", "blockSize": "4KiB"],
    ]

    /// Checksums after each of several calls of `run`, in a fresh workload.
    private func checksums(_ name: String, _ calls: [Int], seed: Int = 1) throws -> [UInt64] {
        let scratch = Scratch()
        let description = try WorkloadCatalog.description(named: name)
        var given = Self.small[name] ?? [:]
        given["seed"] = .integer(seed)
        var workload = try description.make(Parameters(given, for: description), scratch.path)
        try workload.prepare()
        let checksums = calls.map { workload.run(ops: $0) }
        #expect(workload.failure == nil)
        return checksums
    }

    @Test(arguments: names)
    func checksumDependsOnWorkDoneNotOnItsDivision(name: String) throws {
        let whole = try checksums(name, [21])[0]
        #expect(try checksums(name, [21])[0] == whole)
        #expect(try checksums(name, [1, 13, 7])[2] == whole)
        #expect(try checksums(name, [20])[0] != whole)
        #expect(try checksums(name, [21], seed: 2)[0] != whole)
    }

    @Test func checksumsOfDifferentWorkloadsDiffer() throws {
        let all = try Self.names.map { try checksums($0, [5])[0] }
        #expect(Set(all).count == all.count)
    }

    @Test(arguments: names)
    func leavesNoFileBehind(name: String) throws {
        let scratch = Scratch()
        let description = try WorkloadCatalog.description(named: name)
        do {
            var workload = try description.make(
                Parameters(Self.small[name] ?? [:], for: description), scratch.path)
            try workload.prepare()
            _ = workload.run(ops: 2)
        }
        #expect(scratch.files.isEmpty)
    }

    @Test func latencyVisitsEveryLineOnceInACycle() throws {
        // 1,024 lines: after as many loads the walk is back at its start, and not before.
        let lines = 1024
        let description = MemoryLatency.description
        var workload = try MemoryLatency(
            parameters: Parameters(["workingSet": .integer(lines * 64)], for: description), scratch: "")
        try workload.prepare()
        var visited: Set<UInt64> = []
        for _ in 0..<lines {
            _ = workload.run(ops: 1)
            visited.insert(workload.position)
        }
        #expect(visited.count == lines)
        #expect(workload.position == 0)
        #expect(visited.allSatisfy { $0 % 64 == 0 && $0 < UInt64(lines * 64) })
    }

    @Test func aVanishedFileIsAFailureNotAChecksum() throws {
        let scratch = Scratch()
        var workload = try StatSystemCall(
            parameters: Parameters(for: StatSystemCall.description), scratch: scratch.path)
        try workload.prepare()
        #expect(workload.run(ops: 3) != 0)
        unlink("\(scratch.path)/isocost-stat")
        #expect(workload.run(ops: 3) == 0)
        guard case .system("stat", "\(scratch.path)/isocost-stat", ENOENT, _) = workload.failure else {
            Issue.record("unexpected failure \(String(describing: workload.failure))")
            return
        }
    }

    @Test func aTruncatedFileIsAFailureNotAChecksum() throws {
        let scratch = Scratch()
        let description = RandomReads.description
        var workload = try RandomReads(
            parameters: Parameters(["fileSize": "64KiB"], for: description), scratch: scratch.path)
        try workload.prepare()
        truncate("\(scratch.path)/isocost-read", 0)
        #expect(workload.run(ops: 1) == 0)
        guard case .wrongResult("read", _, "4096 bytes", "end of file") = workload.failure else {
            Issue.record("unexpected failure \(String(describing: workload.failure))")
            return
        }
    }

    @Test func aMissingScratchIsFoundOutByPrepare() throws {
        for name in ["io.read.random", "io.write.sequential", "io.metadata", "io.open", "sys.stat"] {
            let description = try WorkloadCatalog.description(named: name)
            var workload = try description.make(Parameters(for: description), "/nowhere/at/all")
            let error = #expect(throws: WorkloadError.self) { try workload.prepare() }
            guard case .system("create", _, ENOENT, _) = error else {
                Issue.record("unexpected error \(String(describing: error))")
                continue
            }
        }
    }

    @Test func anOccupiedScratchIsRefused() throws {
        let scratch = Scratch()
        let first = try ScratchFile("stat", in: scratch.path)
        var workload = try StatSystemCall(
            parameters: Parameters(for: StatSystemCall.description), scratch: scratch.path)
        #expect(throws: WorkloadError.self) { try workload.prepare() }
        #expect(scratch.files == ["isocost-stat"], "the file of the other one is still there")
        #expect(first.descriptor >= 0)
    }
}
