import Linux
import Statistics

/// A condition that should not matter to a verdict, and that a robust one is held against.
public struct Sensitivity: Sendable {
    public let name: String
    /// One line for reports.
    public let summary: String
    /// Makes the plan one under this condition; nil where it can't be had.
    private let change: @Sendable (Plan) -> Result<Plan, Obstacle>

    /// Why a condition can't be had.
    public struct Obstacle: Error, CustomStringConvertible {
        public let description: String
    }

    init(_ name: String, _ summary: String, change: @escaping @Sendable (Plan) -> Result<Plan, Obstacle>) {
        self.name = name
        self.summary = summary
        self.change = change
    }

    /// - Parameter plan: of what is to be repeated.
    public func plan(from plan: Plan) throws(Obstacle) -> Plan { try change(plan).get() }
}

/// Every condition that `--check-robust` tries; one more is a line here.
public enum SensitivityCatalog {
    public static let all = [fixedAddresses, otherCPU, longSlices, fewBlocks]

    static let fixedAddresses = Sensitivity("aslr-off", "no address space layout randomisation") { plan in
        var changed = plan
        changed.fixedAddresses = true
        return .success(changed)
    }

    /// The harness and the worker change places.
    static let otherCPU = Sensitivity("other-cpu", "work and harness on each other's CPU") { plan in
        guard !plan.placement.isShared else {
            return .failure(.init(description: "isocost may use one CPU only"))
        }
        var changed = plan
        changed.placement = CPUPlacement(worker: plan.placement.controller, controller: plan.placement.worker)
        return .success(changed)
    }

    static let longSlices = Sensitivity("long-slices", "slices four times as long, half as many") { plan in
        var changed = plan
        changed.workloads = plan.workloads.filter { $0.description != nil }
        guard !changed.workloads.isEmpty else {
            return .failure(.init(description: "a launch of a command is its slice, and as long as it is"))
        }
        changed.sliceSeconds *= 4
        changed.rounds = max(1, plan.rounds / 2)
        return .success(changed)
    }

    static let fewBlocks = Sensitivity("few-blocks", "half as many blocks") { plan in
        var changed = plan
        changed.minimumBlocks = max(
            SignedRank.minimumCount(confidence: plan.confidence), plan.minimumBlocks / 2)
        changed.maximumBlocks = changed.minimumBlocks
        return .success(changed)
    }
}
