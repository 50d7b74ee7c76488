import Glibc
import Isolation
import Linux
import Testing

@testable import Experiment

struct LossesTests {
    private func losses(isStrict: Bool? = nil) -> Losses {
        var plan = Fixture.plan()
        plan.isStrict = isStrict
        return Losses(of: plan)
    }

    private static let refused = SystemError("mount", "/x", code: EPERM)

    /// With whether the whole environment is lost, or one workload in it.
    private static let faults: [(ExperimentError, String, Bool)] = [
        (.isolation(.unavailable(environment: "jail", reason: "needs root")), "needs root", true),
        (.isolation(.stepFailed(environment: "jail", error: refused)), "\(refused)", true),
        (.isolation(.launchFailed(environment: "jail", error: refused)), "\(refused)", true),
        (.isolation(.runtimeFailed(environment: "jail", step: "boot", message: "no")), "boot: no", true),
        (.workerFailed(workload: "w", environment: "jail", message: "killed"), "killed", false),
        (.commandNotStarted(.stepFailed(environment: "jail", error: refused)), "\(refused)", false),
    ]

    @Test(arguments: faults)
    func aRunGoesOnWithoutWhatFails(error: ExperimentError, reason: String, isOfLaunch: Bool) throws {
        var losses = losses()
        let fault = try losses.add(error, in: "w")
        #expect(fault.environment == "jail" && fault.isOfLaunch == isOfLaunch)
        let expected = Executor.Unavailability(
            metric: "time", reason: reason, workload: isOfLaunch ? nil : "w", environment: "jail")
        #expect(losses.found == [expected] && losses.errors.count == 1)
    }

    @Test func theBlocksBeforeAreTold() throws {
        var losses = losses()
        _ = try losses.add(.isolation(.unavailable(environment: "jail", reason: "gone")), in: "w", after: 3)
        #expect(losses.found.first?.reason == "after 3 blocks of w: gone")
    }

    @Test(arguments: faults)
    func aStrictRunEnds(error: ExperimentError, reason: String, isOfLaunch: Bool) {
        var losses = losses(isStrict: true)
        #expect(throws: ExperimentError.self) { try losses.add(error) }
        #expect(losses.found.isEmpty)
    }

    static let fatal: [ExperimentError] = [
        .interrupted, .system(refused), .checksumsDisagree(workload: "w", block: 0, arms: ["jail"]),
        .isolation(.invalid(environment: "jail", reason: "no folder")),
        .isolation(.evidenceContradicts(environment: "jail", findings: ["uts is that of bare"])),
        .isolation(.launchFailed(environment: "bare", error: refused)),
        .workerFailed(workload: "w", environment: "bare'", message: "killed"),
        .commandFailed(command: "x", environment: "jail", ending: "exit status 1", standardError: ""),
    ]

    @Test(arguments: fatal)
    func whatIsNotOneEnvironmentsFaultEndsARun(error: ExperimentError) {
        var losses = losses()
        #expect(throws: ExperimentError.self) { try losses.add(error) }
        #expect(losses.errors.isEmpty)
    }
}
