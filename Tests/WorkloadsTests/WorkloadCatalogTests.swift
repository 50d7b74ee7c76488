import Testing

@testable import Workloads

@Suite struct WorkloadCatalogTests {
    @Test func holdsTheFourteenWorkloadsOnce() {
        #expect(
            WorkloadCatalog.all.map(\.name) == [
                "cpu.integer", "cpu.float", "cpu.branch", "mem.bandwidth", "mem.latency", "mem.fault",
                "io.read.random", "io.write.sequential", "io.metadata", "io.open", "net.tcp", "sys.null",
                "sys.stat", "sys.fork",
            ])
    }

    @Test(arguments: WorkloadCatalog.all.map(\.name))
    func describesItself(name: String) throws {
        let workload = try WorkloadCatalog.description(named: name)
        #expect(workload.name.hasPrefix(workload.family.rawValue + "."))
        #expect(!workload.op.isEmpty && !workload.stresses.isEmpty)
        #expect(workload.parameters.last == .seed)
        #expect(Set(workload.parameters.map(\.name)).count == workload.parameters.count)
        for parameter in workload.parameters {
            #expect(parameter.range.contains(parameter.defaultValue))
            #expect(!parameter.meaning.isEmpty)
        }
        // The defaults must also agree with one another.
        _ = try workload.make(Parameters(for: workload), "/scratch")
    }

    @Test func selectsByPattern() throws {
        #expect(
            try WorkloadCatalog.select("mem.*").map(\.name) == ["mem.bandwidth", "mem.latency", "mem.fault"])
        #expect(try WorkloadCatalog.select("sys.null").map(\.name) == ["sys.null"])
        #expect(try WorkloadCatalog.select("*").count == WorkloadCatalog.all.count)
        #expect(try WorkloadCatalog.select("io.?ead.[a-r]*").map(\.name) == ["io.read.random"])
    }

    @Test func namesWhatWasProbablyMeant() {
        #expect(throws: WorkloadError.unknownWorkload(name: "mem.latncy", nearest: ["mem.latency"])) {
            try WorkloadCatalog.description(named: "mem.latncy")
        }
        #expect(throws: WorkloadError.unknownWorkload(name: "quantum", nearest: [])) {
            try WorkloadCatalog.select("quantum")
        }
    }

    @Test func requiresAScratchWhereFilesAreMade() throws {
        for name in ["io.read.random", "io.write.sequential", "io.metadata", "io.open", "sys.stat"] {
            let workload = try WorkloadCatalog.description(named: name)
            #expect(throws: WorkloadError.self) { _ = try workload.make(Parameters(for: workload), "") }
        }
    }
}
