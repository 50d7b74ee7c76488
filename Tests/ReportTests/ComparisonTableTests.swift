import Results
import Testing

@testable import Report

@Suite struct ComparisonTableTests {
    @Test func baselineAndTwinAreNoColumns() {
        let table = ComparisonTable(Fixture.rich)
        #expect(table.baseline == "bare")
        #expect(table.control == "bare'")
        #expect(table.environments == Fixture.environments)
        #expect(table.rows[0].control?.comparison.environment == "bare'")
        #expect(table.rows[0].noiseFloor == 0.0031)
    }

    @Test func workloadsKeepTheirOrder() {
        let table = ComparisonTable(Fixture.rich)
        #expect(table.rows.map(\.workload).prefix(3) == ["cpu.hash", "mem.latency", "sys.null"])
        #expect(table.rows.map(\.family).unique == ["cpu", "mem", "sys", "fs", "net", "command"])
    }

    @Test func whatIsMissingIsNil() throws {
        let table = ComparisonTable(Fixture.rich)
        let row = try #require(table.rows.first { $0.workload == "net.tcp" })
        #expect(row.cells[3] == nil)
        #expect(row.times[3] == nil)
        #expect(row.cells[2] != nil)
    }

    @Test(arguments: [
        ("./a.out", "command"), ("sqlite3 x.db", "command"), ("mem.latency", "mem"), ("ls", "command"),
        (".hidden", "command"),
    ])
    func familyOf(workload: String, family: String) {
        #expect(ComparisonTable.Row.family(of: workload) == family)
    }

    @Test(arguments: [
        ("slower", 0.05, 0.01, Finding.slower), ("slower", 0.01, 0.01, .withinNoise),
        ("faster", -0.004, 0.01, .withinNoise), ("faster", -0.05, 0.01, .faster),
        ("equivalent", 0.001, 0.01, .equivalent), ("inconclusive", 0.001, 0.01, .inconclusive),
        ("unheard of", 0.5, 0.01, .inconclusive),
    ])
    func insideTheNoiseFloorNothingIsReal(verdict: String, overhead: Double, floor: Double, finding: Finding)
    {
        #expect(Finding(verdict: verdict, overhead: overhead, noiseFloor: floor) == finding)
    }

    @Test func unavailableIsGroupedByReason() {
        let groups = ComparisonTable(Fixture.rich).unavailable
        #expect(Fixture.rich.unavailable.count > 100)
        #expect(groups.count == 4)
        #expect(groups[0].metrics == ["instructions", "cycles", "cache-misses"])
        #expect(groups[0].scope == "everywhere")
        #expect(groups[1].scope == "fs.create in container")
    }

    @Test func warningsAreGatheredOnce() {
        let groups = ComparisonTable(Fixture.rich).warnings
        #expect(groups.map(\.code) == ["budget", "smt", "autocorrelation"])
        #expect(groups[2].entries.map(\.places.count) == [2])
    }

    @Test func countersThatDifferAreFound() throws {
        let table = ComparisonTable(Fixture.rich)
        let faults = try #require(table.counters.first { $0.metric == "page-faults" })
        #expect(faults.differingColumns == [3])
        #expect(faults.cells[3]?.finding == .slower)
        let clock = try #require(table.counters.first { $0.workload == "cpu.hash" })
        #expect(clock.differingColumns == [])
    }
}
