import Isolation
import Linux
import Probes

/// An environment ready for attempts: how it is launched, and where its scratch files go.
final class Cell {
    let environment: Environment
    let launcher: Launcher
    let scratch: CellScratch

    /// - Parameters:
    ///   - run: the verification's own scratch folder.
    ///   - parent: the folder that `run` was made in.
    ///   - number: of the cell in its verification.
    /// - Throws: `IsolationError` when the environment can't be laid out.
    init(
        _ environment: Environment, probe: borrowing CompanionProgram, run: borrowing ScratchFolder,
        parent: String,
        number: Int
    ) throws(IsolationError) {
        self.environment = environment
        let staging = try launching(environment.name) { () throws(SystemError) in
            try run.makeFolder("root-\(number)")
        }
        scratch = try launching(environment.name) { () throws(SystemError) in
            try CellScratch(root: environment.rootPath, run: run, parent: parent, number: number)
        }
        launcher = try Launcher(
            plan: environment.plan(stagingFolder: staging), program: .probe(probe), affinity: nil)
    }
}

extension Program {
    /// The probe's program.
    /// - Parameter mark: a word by which the process can be found.
    static func probe(_ program: borrowing CompanionProgram, mark: String? = nil) -> Program {
        // SWIFT_ROOT: a static Swift program looks for its own path in /proc, which a root may lack.
        Program(
            executable: .descriptor(program.descriptor.rawValue),
            arguments: [ProbeProgram.name] + (mark.map { [$0] } ?? []), environment: ["SWIFT_ROOT=/"])
    }
}
