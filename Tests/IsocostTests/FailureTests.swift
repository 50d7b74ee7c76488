import Experiment
import Glibc
import Isolation
import Linux
import Results
import Testing
import Workloads

@testable import isocost

/// Exit codes are a contract: 64 wrong usage, 70 the measurement failed, 77 not supported here.
struct FailureTests {
    private func status(_ error: any Error) -> Int32 { Failure(error).status.rawValue }

    @Test func mistakesOfUse() {
        #expect(status(FileError(file: "s.yaml", line: 1, message: "x")) == 64)
        #expect(status(WorkloadError.unknownWorkload(name: "x", nearest: [])) == 64)
        #expect(status(IsolationError.invalid(environment: "e", reason: "x")) == 64)
        #expect(status(ExperimentError.isolation(.invalid(environment: "e", reason: "x"))) == 64)
        #expect(status(ExperimentError.commandNotFound(command: "x", searched: "/bin")) == 64)
        #expect(status(ResultsError.exists(path: "/x")) == 64)
    }

    @Test(arguments: [EPERM, ENOSYS, EOPNOTSUPP, ENODEV])
    func whatTheKernelRefusesIsNotSupported(code: Int32) {
        let error = SystemError("mount", "/x", code: code)
        #expect(status(IsolationError.stepFailed(environment: "e", error: error)) == 77)
        #expect(status(ExperimentError.isolation(.launchFailed(environment: "e", error: error))) == 77)
        #expect(status(IsolationError.unavailable(environment: "e", reason: "x")) == 77)
    }

    /// One that fails is not hidden behind one that is not supported.
    @Test func nothingLeftIsAsBadAsTheWorst() {
        let missing = ExperimentError.isolation(.unavailable(environment: "e", reason: "x"))
        let broken = ExperimentError.isolation(.runtimeFailed(environment: "f", step: "s", message: "m"))
        #expect(status(ExperimentError.nothingLeft([missing])) == 77)
        #expect(status(ExperimentError.nothingLeft([missing, broken])) == 70)
        #expect("\(ExperimentError.nothingLeft([missing]))" == "\(missing)")
        let both = "\(ExperimentError.nothingLeft([missing, broken]))"
        #expect(both.contains("\(missing)") && both.contains("\(broken)"))
        let command = IsolationError.stepFailed(
            environment: "e", error: SystemError("exec", "x", code: ENOENT))
        #expect(status(ExperimentError.commandNotStarted(command)) == 70)
    }

    @Test func allElseIsAFailedMeasurement() {
        let error = SystemError("mount", "/x", code: EIO)
        #expect(status(IsolationError.stepFailed(environment: "e", error: error)) == 70)
        #expect(status(IsolationError.evidenceContradicts(environment: "e", findings: ["x"])) == 70)
        #expect(status(ExperimentError.system(error)) == 70)
        #expect(status(ExperimentError.checksumsDisagree(workload: "w", block: 0, arms: ["a"])) == 70)
        #expect(status(ResultsError.cannotWrite(path: "/x", reason: "full")) == 70)
        #expect(status(ResultsError.noBlocks(path: "/x")) == 70)
    }

    @Test func aFailureIsPassedOnAsItIs() throws {
        let failure = #expect(throws: Failure.self) {
            try failing { throw Failure("said so", .unsupported) }
        }
        #expect(failure?.status == .unsupported)
        #expect(failure?.message == "said so")
        let other = #expect(throws: Failure.self) {
            try failing { throw SystemError("open", "/x", code: EIO) }
        }
        #expect(other?.message.hasPrefix("open /x: ") == true)
    }
}
