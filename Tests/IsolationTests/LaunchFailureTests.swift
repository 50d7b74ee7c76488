import Glibc
import Linux
import Testing

@testable import Isolation

struct LaunchFailureTests {
    /// The error of the step that failed.
    private func stepError(_ failure: IsolationError?) throws -> SystemError {
        guard case .stepFailed(let environment, let error) = try #require(failure) else {
            throw failure!
        }
        #expect(environment == "bare")
        return error
    }

    @Test func aMissingProgram() throws {
        let error = try stepError(Site.bare().launcher(["/missing/program"]).failure())
        #expect(error.operation == "run the program")
        #expect(error.subject == "/missing/program")
        #expect(error.code == ENOENT)
        #expect(error.advice.isEmpty, "bare has no root of its own to look into")
    }

    @Test(arguments: [("/etc/passwd", EACCES), ("/", EACCES)])
    func aProgramThatCannotRun(path: String, code: Int32) throws {
        let error = try stepError(Site.bare().launcher([path]).failure())
        #expect(error.subject == path)
        #expect(error.code == code)
    }

    @Test func aMissingWorkingFolder() throws {
        let error = try stepError(Site.bare().launcher(["/bin/true"], folder: "/missing/folder").failure())
        #expect(error.operation == "enter")
        #expect(error.subject == "/missing/folder")
        #expect(error.code == ENOENT)
    }

    @Test func aCPUThatIsNotThere() throws {
        let error = try stepError(Site.bare().launcher(["/bin/true"], affinity: CPUSet([1023])).failure())
        #expect(error.operation == "sched_setaffinity")
        #expect(error.code == EINVAL)
    }

    @Test func aClosedStream() throws {
        let launcher = try Site.bare().launcher(["/bin/true"])
        let error = #expect(throws: IsolationError.self) {
            _ = try launcher.launch(streams: StandardStreams(input: 9999, output: 1, error: 2))
        }
        #expect("\(error!)".contains("dup3 standard streams: Bad file descriptor"))
    }

    /// The step that failed is told, not the first one or the last.
    @Test func aStepInTheMiddle() throws {
        var plan = LaunchPlan(environment: "bare", stagingFolder: "/")
        plan.add(.changeFolder("/usr"), at: .root)
        plan.add(.changeFolder("/missing/step"), at: .root)
        plan.add(.changeFolder("/tmp"), at: .root)
        let launcher = try Launcher(plan: plan, program: .path(["/bin/true"]), affinity: nil)
        let error = try stepError(launcher.failure())
        #expect(error.operation == "chdir /missing/step")
        #expect(error.code == ENOENT)
        #expect("\(error)".contains("chdir /missing/step"))
    }

    @Test func aRefusedClone() throws {
        // CLONE_THREAD (linux/sched.h) is refused beside what the launcher asks for itself.
        let thread = 0x10000
        var plan = LaunchPlan(environment: "odd", stagingFolder: "/")
        plan.addCloneFlag(thread)
        let launcher = try Launcher(plan: plan, program: .path(["/bin/true"]), affinity: nil)
        guard case .launchFailed(let environment, let error) = try #require(launcher.failure()) else {
            Issue.record("not a failure of the parent's side")
            return
        }
        #expect(environment == "odd")
        #expect(error.operation == "clone3")
        #expect(error.subject.contains("0x10000"))
        #expect(error.code == EINVAL)
    }

    @Test func whatTheGateThrowsEndsTheChild() throws {
        var pid: pid_t = 0
        let failure = try Site.bare().launcher(["/bin/sleep", "1000"]).failure { child throws(SystemError) in
            pid = child
            throw SystemError("open", "a counter", code: EMFILE)
        }
        guard case .launchFailed(_, let error) = try #require(failure) else {
            Issue.record("not a failure of the parent's side")
            return
        }
        #expect(error.subject == "a counter")
        #expect(error.code == EMFILE)
        #expect(pid > 0)
        #expect(kill(pid, 0) == -1, "the child is gone and reaped")
    }

    @Test func aLauncherWorksAgainAfterAFailure() throws {
        let launcher = try Site.bare().launcher(["/bin/echo", "fine"])
        _ = launcher.failure { _ throws(SystemError) in throw SystemError("open", "a counter", code: EMFILE) }
        #expect(try launcher.collect().output == "fine\n")
    }
}
