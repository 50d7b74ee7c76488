import Linux
import Testing

@testable import Experiment

struct SensitivityTests {
    private func plan() -> Plan {
        var plan = Fixture.plan()
        plan.workloads.append(
            WorkloadSpec(name: "sys.null", work: .workload("sys.null", parameters: [:])))
        return plan
    }

    @Test func everyConditionChangesThePlanAndNothingThatIsAsked() throws {
        let plan = plan()
        for condition in SensitivityCatalog.all {
            let changed = try condition.plan(from: plan)
            #expect(changed.precision == plan.precision && changed.margin == plan.margin)
            #expect(changed.seed == plan.seed)
            let same =
                changed.fixedAddresses == plan.fixedAddresses && changed.placement == plan.placement
                && changed.sliceSeconds == plan.sliceSeconds && changed.maximumBlocks == plan.maximumBlocks
            #expect(!same, "\(condition.name)")
        }
        #expect(Set(SensitivityCatalog.all.map(\.name)).count == SensitivityCatalog.all.count)
    }

    @Test func aConditionThatCannotBeHadSaysWhy() {
        var shared = plan()
        shared.placement = CPUPlacement(worker: 0, controller: 0)
        #expect(throws: Sensitivity.Obstacle.self) { try SensitivityCatalog.otherCPU.plan(from: shared) }
        let commands = Fixture.plan()
        #expect(throws: Sensitivity.Obstacle.self) { try SensitivityCatalog.longSlices.plan(from: commands) }
    }

    @Test func commandsHaveNoLongerSlices() throws {
        let changed = try SensitivityCatalog.longSlices.plan(from: plan())
        #expect(changed.workloads.map(\.name) == ["sys.null"])
    }

    @Test func fewBlocksAreEnoughForAnInterval() throws {
        var plan = plan()
        plan.minimumBlocks = 8
        #expect(try SensitivityCatalog.fewBlocks.plan(from: plan).maximumBlocks == 6)
        plan.minimumBlocks = 40
        #expect(try SensitivityCatalog.fewBlocks.plan(from: plan).maximumBlocks == 20)
    }
}
