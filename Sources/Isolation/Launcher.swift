import CLinux
import Glibc
import Linux

/// Launches one program in one environment, as often as asked.
///
/// Everything that a launch needs is laid out once, so that a launch itself is the system calls and
/// little more.
public final class Launcher {
    private let plan: LaunchPlan
    private let program: Program
    private let memory: LaunchMemory
    /// Why a child may have failed that its environment limits; nil where nothing is known.
    public var complaint: String? { plan.cgroups?.complaint }
    /// What is on in its children.
    public var mechanisms: [any Mechanism] { plan.mechanisms }

    /// - Parameter affinity: the CPUs of the child; nil leaves it where the harness is.
    /// - Throws: `IsolationError.launchFailed` when there is no memory for the child's stack.
    public init(plan: LaunchPlan, program: Program, affinity: CPUSet?) throws(IsolationError) {
        self.plan = plan
        self.program = program
        do throws(SystemError) {
            memory = try LaunchMemory(plan: plan, program: program, affinity: affinity)
        } catch {
            throw .launchFailed(environment: plan.environment, error: error)
        }
    }

    /// Starts a child and returns when it has become the program.
    ///
    /// - Parameters:
    ///   - streams: what becomes the child's descriptors 0, 1 and 2.
    ///   - atGate: called with the pid while the child waits before its first step: the place to
    ///     open counters.
    /// - Throws: `IsolationError.stepFailed` with the step, its subject and errno;
    ///   `.launchFailed` when the parent's side failed. The child is gone in either case.
    public func launch(
        streams: StandardStreams, atGate: (pid_t) throws(SystemError) -> Void = { _ in }
    ) throws(IsolationError) -> Child {
        do {
            return try start(streams: streams, atGate: atGate)
        } catch let failure as StepFailure {
            throw explain(failure)
        } catch let error as SystemError {
            throw .launchFailed(environment: plan.environment, error: error)
        } catch {
            preconditionFailure("start throws nothing else: \(error)")
        }
    }

    private func start(
        streams: StandardStreams, atGate: (pid_t) throws(SystemError) -> Void
    ) throws -> Child {
        var gate = try Pipe()
        var status = try Pipe()
        var child = try clone(gate: gate, status: status.writer, streams: streams)
        gate.closeReader()
        status.closeWriter()
        try plan.identityMaps?.write(to: child.pid)
        for action in plan.gateActions { try action.perform(on: child.pid) }
        try atGate(child.pid)
        let opener = gate.takeWriter()
        try opener.write([1])
        let failure = try readFailure(from: status.takeReader())
        // Open until here: its end tells a child that has not got its death signal yet.
        _ = consume opener
        if let failure { throw failure }
        child.noteStart(released: memory.launch.pointee.released_ns, exec: memory.launch.pointee.exec_ns)
        return child
    }

    private func clone(
        gate: borrowing Pipe, status: Int32, streams: StandardStreams
    ) throws(SystemError) -> Child {
        let launch = memory.launch
        launch.pointee.gate = gate.reader
        launch.pointee.gate_writer = gate.writer
        launch.pointee.status = status
        launch.pointee.standard = (streams.input, streams.output, streams.error)
        let started = Clock.nanoseconds()
        let result = isocost_clone(launch)
        if result < 0 { throw cloneError(code: Int32(-result)) }
        let descriptor = FileDescriptor(owning: launch.pointee.pidfd)
        return Child(pid: pid_t(result), descriptor: descriptor, cloneStarted: started)
    }

    /// End of file is success: the pipe's last writer went away with exec.
    private func readFailure(from status: consuming FileDescriptor) throws(SystemError) -> StepFailure? {
        let size = MemoryLayout<isocost_failure>.size
        let bytes = try status.read(upTo: size)
        guard bytes.count == size else { return nil }
        let failure = bytes.withUnsafeBytes { $0.loadUnaligned(as: isocost_failure.self) }
        return StepFailure(step: Int(failure.step), code: failure.code)
    }

    private func cloneError(code: Int32) -> SystemError {
        let advice =
            switch code {
            case EPERM: "run as root, or add the user namespace"
            case ENOSPC: "a limit in /proc/sys/user is reached"
            case EAGAIN: "the limit of processes is reached (ulimit -u, cgroup.pidsMax)"
            default: ""
            }
        let flags = String(plan.cloneFlags, radix: 16)
        return SystemError("clone3", "with flags 0x\(flags)", code: code, advice: advice)
    }

    private func explain(_ failure: StepFailure) -> IsolationError {
        let stage: (name: String, subject: String, advice: String)
        switch failure.step {
        case Int(ISOCOST_STAGE_EXEC):
            let advice = plan.steps.isEmpty ? "" : "it has to exist inside this environment's root"
            stage = ("run the program", program.name, advice)
        case Int(ISOCOST_STAGE_WORKING_DIRECTORY):
            stage = ("enter", program.workingDirectory, "start isocost in a folder that exists in every root")
        case Int(ISOCOST_STAGE_AFFINITY):
            stage = ("sched_setaffinity", "the worker's CPU", "a cpuset of the environment has to hold it")
        case Int(ISOCOST_STAGE_FIXED_ADDRESSES): stage = ("personality", "ADDR_NO_RANDOMIZE", "")
        case Int(ISOCOST_STAGE_STANDARD_STREAMS): stage = ("dup3", "standard streams", "")
        case Int(ISOCOST_STAGE_PROCESS_GROUP): stage = ("setpgid", "the child", "")
        case Int(ISOCOST_STAGE_CLOSE_DESCRIPTORS): stage = ("close_range", "from 3", "needs Linux 5.11")
        default:
            let isMissing = failure.code == ENOENT || failure.code == ENOTDIR
            let advice = isMissing ? "the folder has to exist inside \(plan.rootPath)" : ""
            stage = (plan.steps[failure.step].summary, "", advice)
        }
        let error = SystemError(stage.name, stage.subject, code: failure.code, advice: stage.advice)
        return .stepFailed(environment: plan.environment, error: error)
    }
}

/// What came through the status pipe.
private struct StepFailure: Error {
    /// An index into the plan's steps, or an ISOCOST_STAGE_*.
    var step: Int
    var code: Int32
}
