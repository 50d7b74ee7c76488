import FoundationEssentials
import Testing
import Workloads

@testable import Experiment

struct WorkloadSpecTests {
    private func described(_ name: String) throws -> WorkloadDescription {
        try WorkloadCatalog.description(named: name)
    }

    private func json(_ spec: WorkloadSpec) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(spec), as: UTF8.self)
    }

    @Test func withoutParametersItHasTheCataloguesName() throws {
        let spec = try WorkloadSpec(described("mem.latency"))
        #expect(spec.name == "mem.latency")
        #expect(spec.work == .workload("mem.latency", parameters: [:]))
        #expect(spec.description?.name == "mem.latency")
    }

    /// However a size was written, the same work has the same name.
    @Test(arguments: ["32MiB", "32768KiB", "33554432"])
    func givenParametersArePartOfTheName(size: String) throws {
        let spec = try WorkloadSpec(described("mem.latency"), given: ["workingSet": .text(size)])
        #expect(spec.name == "mem.latency(workingSet=32MiB)")
        #expect(spec.work == .workload("mem.latency", parameters: ["workingSet": 32 << 20]))
        #expect(spec == (try WorkloadSpec(described("mem.latency"), given: ["workingSet": 33_554_432])))
    }

    @Test func unknownAndImpossibleParametersAreRefused() throws {
        let latency = try described("mem.latency")
        let unknown = #expect(throws: WorkloadError.self) {
            try WorkloadSpec(latency, given: ["workingset": 1])
        }
        #expect("\(unknown!)".contains("did you mean 'workingSet'"))
        #expect(throws: WorkloadError.self) { try WorkloadSpec(latency, given: ["workingSet": "much"]) }
    }

    @Test func aCommandHasNoDescription() {
        #expect(WorkloadSpec(name: "sqlite", work: .command(["sqlite3"])).description == nil)
    }

    @Test func codesInTheWordsOfASuite() throws {
        let command = WorkloadSpec(name: "sqlite", work: .command(["sqlite3", ":memory:", ""]))
        #expect(try json(command) == #"{"command":["sqlite3",":memory:",""],"name":"sqlite"}"#)
        let plain = try WorkloadSpec(described("sys.null"))
        #expect(try json(plain) == #"{"name":"sys.null","workload":"sys.null"}"#)
        let sized = try WorkloadSpec(described("mem.latency"), given: ["workingSet": "1MiB"])
        #expect(
            try json(sized)
                == #"{"name":"mem.latency(workingSet=1MiB)","parameters":{"workingSet":1048576},"workload":"mem.latency"}"#
        )
        for spec in [command, plain, sized] {
            #expect(try JSONDecoder().decode(WorkloadSpec.self, from: Data(json(spec).utf8)) == spec)
        }
    }

    @Test func aSpecWithoutWorkIsRefused() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WorkloadSpec.self, from: Data(#"{"name":"x"}"#.utf8))
        }
    }
}

struct PlanTests {
    @Test func theBaselineAndItsTwinAreInEveryRun() throws {
        var plan = Fixture.plan()
        plan.environments = [try .init(.init(name: "mine"))]
        #expect(try plan.arms().map(\.name) == ["bare", "bare'", "mine"])
    }

    @Test func codesWhole() throws {
        var plan = Fixture.plan(["a", "b"])
        plan.environments = [try .init(.init(name: "mine", namespaces: [.uts, .mount]))]
        plan.labels = ["commit": "abc"]
        plan.events = ["raw_syscalls:sys_enter"]
        plan.precision = 0.003
        plan.commands.keepsOutput = true
        let decoded = try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan))
        #expect(decoded.workloads == plan.workloads)
        #expect(decoded.environments.map(\.definition) == plan.environments.map(\.definition))
        #expect(decoded.labels == plan.labels && decoded.events == plan.events)
        #expect(decoded.precision == 0.003 && decoded.commands == plan.commands)
        #expect(decoded.seed == plan.seed && decoded.placement == plan.placement)
    }
}
