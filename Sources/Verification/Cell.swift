import Isolation
import Linux
import Probes

/// An environment ready for attempts: how it is launched, where its scratch files go, and the process inside.
final class Cell {
    let environment: Environment
    let scratch: CellScratch
    private let plan: LaunchPlan
    private let launcher: Launcher
    private var running: Inside?

    /// The process inside, and what the host can see of it.
    struct Inside {
        let process: ProbeProcess
        /// As the host sees it; nil where it can't.
        let pid: Int32?
    }

    /// - Parameters:
    ///   - run: the verification's own scratch folder.
    ///   - parent: the folder that `run` was made in.
    ///   - number: of the cell in its verification.
    ///   - properties: what will be attempted.
    /// - Throws: `IsolationError` when the environment can't be laid out.
    init(
        _ environment: Environment, probe: borrowing CompanionProgram, run: borrowing ScratchFolder,
        parent: String,
        number: Int, properties: [Property]
    ) throws(IsolationError) {
        self.environment = environment
        let staging = try launching(environment.name) { () throws(SystemError) in
            try run.makeFolder("root-\(number)")
        }
        let cpu = try launching(environment.name) { () throws(SystemError) in
            try CPUSet.ofThisProcess().cpus.last ?? 0
        }
        let (path, descriptor, scratchPath) = (probe.path, probe.descriptor.rawValue, run.path)
        let plan = try environment.plan(stagingFolder: staging, scratchFolder: run.path) {
            () throws(IsolationError) in
            // The probe is to a runtime what the worker is in a run. It may run on any CPU that isocost may.
            try RuntimeSite(
                environment: environment.name, worker: path, descriptor: descriptor, scratch: scratchPath,
                number: number, cpu: cpu)
        }
        scratch = try launching(environment.name) { () throws(SystemError) in
            try CellScratch(plan, run: run, parent: parent, number: number, names: properties.map(\.name))
        }
        launcher = try Launcher(
            plan: plan, program: plan.external?.workerProgram ?? .probe(probe), affinity: nil)
        self.plan = plan
    }

    /// The process inside, started if there is none.
    /// - Returns: why it can't be started instead.
    func inside() throws(VerificationError) -> Result<Inside, IsolationError> {
        if let running { return .success(running) }
        let process: ProbeProcess
        switch catching({ () throws(IsolationError) in try ProbeProcess(launcher, plan) }) {
        case .success(let launched): process = launched
        case .failure(let error): return .failure(error)
        }
        if let reason = try process.greet() {
            let complaint = launcher.complaint.map { "; \($0)" } ?? ""
            return .failure(
                .runtimeFailed(
                    environment: environment.name, step: "start the probe", message: reason + complaint))
        }
        let found = catching { () throws(IsolationError) in
            try process.processInside(environment: environment.name)
        }
        if case .success(let pid) = found { running = Inside(process: process, pid: pid) }
        return found.map { Inside(process: process, pid: $0) }
    }

    /// Gives up a process that is gone or does not answer.
    func dismiss() { running = nil }

    /// Lets the process inside end by itself.
    func leave() throws(VerificationError) {
        defer { running = nil }
        try running?.process.leave()
    }
}

extension Program {
    /// The probe's program.
    /// - Parameter mark: a word by which the process can be found.
    static func probe(_ program: borrowing CompanionProgram, mark: String? = nil) -> Program {
        Program(
            executable: .descriptor(program.descriptor.rawValue),
            arguments: [ProbeProgram.name] + (mark.map { [$0] } ?? []),
            environment: RuntimeSite.workerVariables)
    }
}
